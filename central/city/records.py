"""The rows of the city's tables as kiosks get them: owners masked, kiosks' payments taken in."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.city.models import BillKind, CityBill, CityProperty, CitySettings, Office
from contract.reference import BillItem, BillRecord, BillState, CityRecord, OfficeRecord
from contract.values import mask_name

Paid = Mapping[tuple[str, str], int]
"""(bill id, payment id) -> UTC milliseconds at which a kiosk's terminal approved it."""
PERSON = "person"


def bill_records(session: Session, district: int, paid: Paid) -> list[BillRecord]:
    """All bills of a district in the order of their ids, so that equal data gives equal bytes."""
    rows = session.execute(
        select(CityBill, CityProperty, BillKind)
        .join(CityProperty, CityProperty.property_code == CityBill.property_code)
        .join(BillKind, BillKind.kind == CityBill.kind)
        .where(CityBill.district == district)
        .order_by(CityBill.bill_id, CityBill.payment_id)
    )
    return [_bill(bill, owned, kind, paid) for bill, owned, kind in rows]


def office_records(session: Session) -> list[OfficeRecord]:
    rows = session.scalars(select(Office).order_by(Office.office))
    return [
        OfficeRecord(
            code=row.office,
            district=row.district,
            name=row.name,
            address=row.address,
            phone=row.phone,
        )
        for row in rows
    ]


def city_records(session: Session, city: str) -> list[CityRecord]:
    rows = session.scalars(select(CitySettings))
    return [
        CityRecord(
            city=city,
            display_name=row.display_name,
            municipal_services=tuple(int(service) for service in row.municipal_services.split()),
            bill_organisations=tuple(row.bill_organisations.split()),
            call_centre=row.call_centre,
            support_phone=row.support_phone,
        )
        for row in rows
    ]


def _bill(bill: CityBill, owned: CityProperty, kind: BillKind, paid: Paid) -> BillRecord:
    paid_ms = paid.get((bill.bill_id, bill.payment_id))
    state = BillState(bill.state)
    if state is BillState.OPEN and paid_ms is not None:
        state = BillState.PAID
    return BillRecord(
        bill_id=bill.bill_id,
        payment_id=bill.payment_id,
        amount=bill.amount,
        kind=bill.kind,
        title=bill.title,
        year=bill.year,
        period=bill.period,
        property_code=bill.property_code,
        owner_masked=mask_name(owned.owner) if owned.owner_kind == PERSON else owned.owner,
        address=owned.address,
        due_ms=bill.due_ms,
        state=state,
        paid_ms=bill.paid_ms if bill.paid_ms is not None else paid_ms,
        items=tuple(_items(bill, kind)),
    )


def _items(bill: CityBill, kind: BillKind) -> Iterable[BillItem]:
    """They add up to the amount: the loader has seen to it."""
    yield BillItem(kind.levy_title, bill.levy)
    if bill.discount:
        yield BillItem(kind.discount_title, -bill.discount)
    if bill.late_fee:
        yield BillItem(kind.late_fee_title, bill.late_fee)
