"""A city's data takes the place of what was there, in the caller's one transaction."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from central.city.loading.files import CityFiles, ServiceFiles
from central.city.loading.form import Row
from central.city.loading.rows import (
    ADDED_SETTINGS,
    BillItemRow,
    BillKindRow,
    BillRow,
    PropertyRow,
)
from central.city.loading.service_rows import ServiceLineRow
from central.city.models import (
    BillKind,
    CityBill,
    CityBillItem,
    CityFee,
    CityLoad,
    CityProperty,
    CityService,
    CityServiceLine,
    CitySettings,
    District,
    Neighbourhood,
    Office,
)
from central.city.service_records import DOCUMENT, STEP
from central.database import Base
from contract.values import PaymentId, persian_digits

ROWS_A_STATEMENT = 5_000
# Rows that others refer to go last; they come first when the tables are filled again.
_TABLES: tuple[type[Base], ...] = (
    CityBillItem, CityBill, CityProperty, BillKind, Office, Neighbourhood, District, CitySettings,
    CityServiceLine, CityService, CityFee,
)  # fmt: skip


def replace_city_data(
    session: Session, files: CityFiles, *, loaded_ms: int, as_of_ms: int, by: str
) -> int:
    """Returns the number of this load. Nothing is seen by others before the commit."""
    for table in _TABLES:
        session.execute(delete(table))
    _fill(session, CitySettings, [_settings(files.settings)])
    _fill(session, District, (
        {"district": row.district, "name": row.name, "head_office": row.head_office}
        for row in files.districts
    ))  # fmt: skip
    _fill(session, Neighbourhood, (
        {"district": row.district, "name": row.name} for row in files.neighbourhoods
    ))  # fmt: skip
    _fill(session, Office, map(_columns, files.offices))
    _fill(session, BillKind, map(_columns, files.kinds.values()))
    _fill(session, CityProperty, map(_property, files.properties.values()))
    _fill(session, CityBill, (
        _bill(row, files.kinds[row.kind], files.properties[row.property_code])
        for row in files.bills
    ))  # fmt: skip
    _fill(session, CityBillItem, _items(files.items))
    _fill_services(session, files.services)
    load = CityLoad(loaded_ms=loaded_ms, as_of_ms=as_of_ms, digest=files.digest, by=by)
    session.add(load)
    session.flush()
    return load.load


def _fill_services(session: Session, files: ServiceFiles) -> None:
    _fill(session, CityService, map(_columns, files.services))
    _fill(session, CityServiceLine, _lines(DOCUMENT, files.documents))
    _fill(session, CityServiceLine, _lines(STEP, files.steps))
    _fill(session, CityFee, (
        {**_columns(row), "position": position} for position, row in enumerate(files.fees)
    ))  # fmt: skip


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


def _columns(row: Row) -> dict[str, Any]:
    """For rows whose columns are the table's."""
    return {name: value for name, value in msgspec.structs.asdict(row).items() if name != "line"}


def _settings(settings: Mapping[str, str]) -> dict[str, Any]:
    """What the city has not said is empty."""
    return {"id": 1, **dict.fromkeys(ADDED_SETTINGS), **settings}


def _lines(part: str, rows: Iterable[ServiceLineRow]) -> Iterator[dict[str, Any]]:
    """Positions are the file's: they order the lines of each service."""
    for position, row in enumerate(rows):
        yield {**_columns(row), "part": part, "position": position}


def _items(rows: Iterable[BillItemRow]) -> Iterator[dict[str, Any]]:
    for position, row in enumerate(rows):
        yield {**_columns(row), "position": position}


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
        "title_en": row.title_en or _title_en(row, kind),
        "instalment": row.instalment, "instalments": row.instalments,
    }  # fmt: skip


def _title_en(row: BillRow, kind: BillKindRow) -> str | None:
    """Only where the Persian title is made the same way: else it would say less than that."""
    if row.title is not None or kind.title_en is None:
        return None
    return f"{kind.title_en}, {row.year}"
