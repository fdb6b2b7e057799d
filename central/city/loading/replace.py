"""A city's data takes the place of what was there, in the caller's one transaction."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from central.city.loading.files import CityFiles
from central.city.loading.rows import BillKindRow, BillRow, PropertyRow
from central.city.models import (
    BillKind,
    CityBill,
    CityLoad,
    CityProperty,
    CitySettings,
    District,
    Neighbourhood,
    Office,
)
from central.database import Base
from contract.values import PaymentId, persian_digits

ROWS_A_STATEMENT = 5_000
# Rows that others refer to go last; they come first when the tables are filled again.
_TABLES: tuple[type[Base], ...] = (
    CityBill, CityProperty, BillKind, Office, Neighbourhood, District, CitySettings,
)  # fmt: skip


def replace_city_data(
    session: Session, files: CityFiles, *, loaded_ms: int, as_of_ms: int, by: str
) -> int:
    """Returns the number of this load. Nothing is seen by others before the commit."""
    for table in _TABLES:
        session.execute(delete(table))
    _fill(session, CitySettings, [{"id": 1, **files.settings}])
    _fill(session, District, (
        {"district": row.district, "name": row.name, "head_office": row.head_office}
        for row in files.districts
    ))  # fmt: skip
    _fill(session, Neighbourhood, (
        {"district": row.district, "name": row.name} for row in files.neighbourhoods
    ))  # fmt: skip
    _fill(session, Office, (
        {
            "office": row.office, "district": row.district, "name": row.name,
            "address": row.address, "phone": row.phone,
        }
        for row in files.offices
    ))  # fmt: skip
    _fill(session, BillKind, map(_kind, files.kinds.values()))
    _fill(session, CityProperty, map(_property, files.properties.values()))
    _fill(session, CityBill, (
        _bill(row, files.kinds[row.kind], files.properties[row.property_code])
        for row in files.bills
    ))  # fmt: skip
    load = CityLoad(loaded_ms=loaded_ms, as_of_ms=as_of_ms, digest=files.digest, by=by)
    session.add(load)
    session.flush()
    return load.load


def _fill(session: Session, table: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    for part in _parts(rows):
        session.execute(insert(table), part)


def _parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    part: list[Mapping[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == ROWS_A_STATEMENT:
            yield part
            part = []
    if part:
        yield part


def _kind(row: BillKindRow) -> dict[str, Any]:
    return {
        "kind": row.kind, "title": row.title, "organisation": row.organisation,
        "levy_title": row.levy_title, "discount_title": row.discount_title,
        "late_fee_title": row.late_fee_title,
    }  # fmt: skip


def _property(row: PropertyRow) -> dict[str, Any]:
    return {
        "property_code": row.property_code, "district": row.district,
        "neighbourhood": row.neighbourhood, "owner": row.owner, "owner_kind": row.owner_kind,
        "address": row.address, "use": row.use,
    }  # fmt: skip


def _bill(row: BillRow, kind: BillKindRow, owned: PropertyRow) -> dict[str, Any]:
    return {
        "bill_id": row.bill_id, "payment_id": row.payment_id, "district": owned.district,
        "kind": row.kind, "title": persian_digits(row.title or f"{kind.title}، سال {row.year}"),
        "year": row.year, "period": row.period, "property_code": row.property_code,
        "amount": PaymentId.parse(row.payment_id).amount.amount, "levy": row.levy,
        "discount": row.discount or 0, "late_fee": row.late_fee or 0,
        "due_ms": row.due_date, "state": row.state, "paid_ms": row.paid_date,
    }  # fmt: skip
