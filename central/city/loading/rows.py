"""The files of a city: for each its columns, how a cell is read, and the row that comes of it.

docs/city-data.md describes the same to the city's people; a test compares the two.
"""

from collections.abc import Mapping

from central.city.loading import cells
from central.city.loading.cells import CellReader
from central.city.loading.form import Form, Row
from central.city.loading.service_rows import FEES, SERVICE_DOCUMENTS, SERVICE_STEPS, SERVICES


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
    name_en: str | None
    address_en: str | None
    hours: str | None
    lat: float | None
    lon: float | None


class BillKindRow(Row, frozen=True, kw_only=True):
    kind: str
    title: str
    organisation: str
    levy_title: str
    discount_title: str
    late_fee_title: str
    title_en: str | None
    levy_title_en: str | None
    discount_title_en: str | None
    late_fee_title_en: str | None
    levy_rule: str | None
    levy_rule_en: str | None
    discount_rule: str | None
    discount_rule_en: str | None
    late_fee_rule: str | None
    late_fee_rule_en: str | None


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
    title_en: str | None
    instalment: int | None
    instalments: int | None


class BillItemRow(Row, frozen=True, kw_only=True):
    bill_id: str
    payment_id: str
    kind: str
    title: str
    title_en: str | None
    amount: int
    rule: str | None
    rule_en: str | None


SETTINGS: Mapping[str, CellReader] = {
    "display_name": cells.text,
    "municipal_services": cells.services,
    "bill_organisations": cells.organisations,
    "call_centre": cells.phone,
}
ADDED_SETTINGS: Mapping[str, CellReader] = {
    "display_name_en": cells.text,
    "public_url": cells.web_address,
}
"""A city that has not heard of them gets what the contract says."""
OWNER_KINDS = ("person", "entity")
USES = (
    "residential", "commercial", "office", "industrial", "educational", "medical", "religious",
    "cultural", "sports", "green", "mixed", "vacant",
)  # fmt: skip
STATES = ("open", "paid", "cancelled")
ITEM_KINDS = ("due", "discount", "penalty")

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
        "name_en": cells.text,
        "address_en": cells.text,
        "hours": cells.hours,
        "lat": cells.degrees(90),
        "lon": cells.degrees(180),
    },
    added=frozenset({"name_en", "address_en", "hours", "lat", "lon"}),
)
_KIND_TEXTS = (
    "title_en", "levy_title_en", "discount_title_en", "late_fee_title_en", "levy_rule",
    "levy_rule_en", "discount_rule", "discount_rule_en", "late_fee_rule", "late_fee_rule_en",
)  # fmt: skip
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
        **dict.fromkeys(_KIND_TEXTS, cells.text),
    },
    added=frozenset(_KIND_TEXTS),
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
        "title_en": cells.text,
        "instalment": cells.whole(1, 99),
        "instalments": cells.whole(1, 99),
    },
    optional=frozenset({"title", "discount", "late_fee", "due_date", "paid_date"}),
    added=frozenset({"title_en", "instalment", "instalments"}),
)
BILL_ITEMS = Form(
    "bill_items.csv",
    BillItemRow,
    {
        "bill_id": cells.bill_id,
        "payment_id": cells.payment_id,
        "kind": cells.one_of(*ITEM_KINDS),
        "title": cells.text,
        "title_en": cells.text,
        "amount": cells.rials,
        "rule": cells.text,
        "rule_en": cells.text,
    },
    optional=frozenset({"title_en", "rule", "rule_en"}),
    dispensable=True,
)
FORMS: tuple[Form[Row], ...] = (
    CITY, DISTRICTS, NEIGHBOURHOODS, OFFICES, BILL_KINDS, PROPERTIES, BILLS, BILL_ITEMS,
    SERVICES, SERVICE_DOCUMENTS, SERVICE_STEPS, FEES,
)  # type: ignore[assignment]  # fmt: skip
