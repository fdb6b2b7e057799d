"""The rows of the city's tables as kiosks get them: owners masked, kiosks' payments taken in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.city.models import (
    BillKind,
    CityBill,
    CityBillItem,
    CityProperty,
    CitySettings,
    Office,
)
from central.city.opening_hours import parse_hours
from contract.reference import (
    BillItem,
    BillRecord,
    BillState,
    CityRecord,
    Instalment,
    ItemKind,
    OfficeRecord,
)
from contract.values import mask_name, persian_digits

Part = tuple[str, int, ItemKind, str | None, str | None, str | None]
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
    own = _own_lines(session, district)
    return [
        _bill(bill, owned, own.get((bill.bill_id, bill.payment_id)) or _lines(bill, kind), paid)
        for bill, owned, kind in rows
    ]


def office_records(session: Session) -> list[OfficeRecord]:
    rows = session.scalars(select(Office).order_by(Office.office))
    return [
        OfficeRecord(
            code=row.office,
            district=row.district,
            name=row.name,
            address=row.address,
            phone=row.phone,
            name_en=row.name_en or "",
            address_en=row.address_en or "",
            hours=() if row.hours is None else parse_hours(row.hours),
            lat=row.lat,
            lon=row.lon,
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
            display_name_en=row.display_name_en or "",
            public_url=row.public_url,
        )
        for row in rows
    ]


def _bill(
    bill: CityBill, owned: CityProperty, items: Sequence[BillItem], paid: Paid
) -> BillRecord:
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
        items=tuple(items),
        instalment=_instalment(bill),
        title_en=bill.title_en,
    )


def _instalment(bill: CityBill) -> Instalment | None:
    if bill.instalment is None or bill.instalments is None:
        return None
    return Instalment(bill.instalment, bill.instalments)


def _own_lines(session: Session, district: int) -> Mapping[tuple[str, str], Sequence[BillItem]]:
    """Of the bills that have lines of their own. They add up to the amount: the loader has seen
    to it."""
    same_bill = CityBill.bill_id == CityBillItem.bill_id
    same_payment = CityBill.payment_id == CityBillItem.payment_id
    rows = session.scalars(
        select(CityBillItem)
        .join(CityBill, same_bill & same_payment)
        .where(CityBill.district == district)
        .order_by(CityBillItem.position)
    )
    found: defaultdict[tuple[str, str], list[BillItem]] = defaultdict(list)
    for row in rows:
        kind = ItemKind(row.kind)
        amount = -row.amount if kind is ItemKind.DISCOUNT else row.amount
        item = BillItem(
            persian_digits(row.title),
            amount,
            kind,
            persian_digits(row.rule or ""),
            row.title_en or "",
            row.rule_en or "",
        )
        found[row.bill_id, row.payment_id].append(item)
    return found


def _lines(bill: CityBill, kind: BillKind) -> Sequence[BillItem]:
    """As its kind calls them: levy, discount, late fee."""
    return tuple(
        BillItem(title, amount, sort, persian_digits(rule or ""), title_en or "", rule_en or "")
        for title, amount, sort, rule, title_en, rule_en in _parts(bill, kind)
        if amount or sort is ItemKind.DUE
    )


def _parts(bill: CityBill, kind: BillKind) -> Iterable[Part]:
    yield (
        kind.levy_title, bill.levy, ItemKind.DUE,
        kind.levy_rule, kind.levy_title_en, kind.levy_rule_en,
    )  # fmt: skip
    yield (
        kind.discount_title, -bill.discount, ItemKind.DISCOUNT,
        kind.discount_rule, kind.discount_title_en, kind.discount_rule_en,
    )  # fmt: skip
    yield (
        kind.late_fee_title, bill.late_fee, ItemKind.PENALTY,
        kind.late_fee_rule, kind.late_fee_title_en, kind.late_fee_rule_en,
    )  # fmt: skip
