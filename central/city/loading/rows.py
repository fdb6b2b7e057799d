"""The files of a city: for each its columns, how a cell is read, and the row that comes of it.

docs/city-data.md describes the same to the city's people; a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from central.city.loading import cells
from central.city.loading.cells import CellReader


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`line` is where the row stands in its file."""

    line: int


class SettingRow(Row, frozen=True, kw_only=True):
    name: str
    value: str


class DistrictRow(Row, frozen=True, kw_only=True):
    district: int
    name: str
    head_office: str | None


class NeighbourhoodRow(Row, frozen=True, kw_only=True):
    district: int
    name: str


class OfficeRow(Row, frozen=True, kw_only=True):
    office: str
    district: int
    name: str
    address: str
    phone: str


class BillKindRow(Row, frozen=True, kw_only=True):
    kind: str
    title: str
    organisation: str
    levy_title: str
    discount_title: str
    late_fee_title: str


class PropertyRow(Row, frozen=True, kw_only=True):
    property_code: str
    district: int
    neighbourhood: str
    owner: str
    owner_kind: str
    address: str
    use: str


class BillRow(Row, frozen=True, kw_only=True):
    bill_id: str
    payment_id: str
    kind: str
    year: int
    period: int
    title: str | None
    property_code: str
    levy: int
    discount: int | None
    late_fee: int | None
    due_date: int | None
    state: str
    paid_date: int | None


RowType = TypeVar("RowType", bound=Row)


@dataclass(frozen=True)
class Form(Generic[RowType]):
    """One file's form. Cells of `optional` columns may be empty, columns of `notes` may be missing
    and are never read."""

    file: str
    row: type[RowType]
    columns: Mapping[str, CellReader]
    optional: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


SETTINGS: Mapping[str, CellReader] = {
    "display_name": cells.text,
    "municipal_services": cells.services,
    "bill_organisations": cells.organisations,
    "call_centre": cells.phone,
    "support_phone": cells.phone,
}
OWNER_KINDS = ("person", "entity")
USES = (
    "residential", "commercial", "office", "industrial", "educational", "medical", "religious",
    "cultural", "sports", "green", "mixed", "vacant",
)  # fmt: skip
STATES = ("open", "paid", "cancelled")

CITY = Form(
    "city.csv", SettingRow, {"name": cells.code, "value": cells.text}, notes=frozenset({"note"})
)
DISTRICTS = Form(
    "districts.csv",
    DistrictRow,
    {"district": cells.district, "name": cells.text, "head_office": cells.text},
    optional=frozenset({"head_office"}),
    notes=frozenset({"note"}),
)
NEIGHBOURHOODS = Form(
    "neighbourhoods.csv",
    NeighbourhoodRow,
    {"district": cells.district, "name": cells.text},
    notes=frozenset({"source"}),
)
OFFICES = Form(
    "offices.csv",
    OfficeRow,
    {
        "office": cells.code,
        "district": cells.district,
        "name": cells.text,
        "address": cells.text,
        "phone": cells.phone,
    },
)
BILL_KINDS = Form(
    "bill_kinds.csv",
    BillKindRow,
    {
        "kind": cells.code,
        "title": cells.text,
        "organisation": cells.organisation,
        "levy_title": cells.text,
        "discount_title": cells.text,
        "late_fee_title": cells.text,
    },
)
PROPERTIES = Form(
    "properties.csv",
    PropertyRow,
    {
        "property_code": cells.property_code,
        "district": cells.district,
        "neighbourhood": cells.text,
        "owner": cells.text,
        "owner_kind": cells.one_of(*OWNER_KINDS),
        "address": cells.text,
        "use": cells.one_of(*USES),
    },
)
BILLS = Form(
    "bills.csv",
    BillRow,
    {
        "bill_id": cells.bill_id,
        "payment_id": cells.payment_id,
        "kind": cells.code,
        "year": cells.year,
        "period": cells.period,
        "title": cells.text,
        "property_code": cells.property_code,
        "levy": cells.rials,
        "discount": cells.rials,
        "late_fee": cells.rials,
        "due_date": cells.day_ends,
        "state": cells.one_of(*STATES),
        "paid_date": cells.day_begins,
    },
    optional=frozenset({"title", "discount", "late_fee", "due_date", "paid_date"}),
)
FORMS: tuple[Form[Row], ...] = (
    CITY, DISTRICTS, NEIGHBOURHOODS, OFFICES, BILL_KINDS, PROPERTIES, BILLS,
)  # type: ignore[assignment]  # fmt: skip
