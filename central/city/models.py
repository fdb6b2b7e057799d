"""The city's data as loaded, and the reference versions that were made of it for kiosks."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from central.database.base import BIG_ID, Base


class CityLoad(Base):
    """One finished load. The rows of the other tables are always those of the newest load.

    `as_of_ms` is the moment the city exported the data; `digest` is over the files' bytes.
    """

    __tablename__ = "city_loads"

    load: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    loaded_ms: Mapped[int]
    as_of_ms: Mapped[int]
    digest: Mapped[bytes]
    by: Mapped[str]


class CitySettings(Base):
    """One row. Lists are separated by spaces, as in city.csv; None: the city has not said."""

    __tablename__ = "city_settings"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    display_name: Mapped[str]
    municipal_services: Mapped[str]
    bill_organisations: Mapped[str]
    call_centre: Mapped[str]
    display_name_en: Mapped[str | None]
    public_url: Mapped[str | None]


class District(Base):
    __tablename__ = "city_districts"

    district: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    head_office: Mapped[str | None]


class Neighbourhood(Base):
    __tablename__ = "city_neighbourhoods"

    district: Mapped[int] = mapped_column(
        ForeignKey("city_districts.district"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(primary_key=True)


class Office(Base):
    """A place where kiosks stand; `office` is the code that claims name, `hours` as written."""

    __tablename__ = "city_offices"

    office: Mapped[str] = mapped_column(primary_key=True)
    district: Mapped[int] = mapped_column(ForeignKey("city_districts.district"))
    name: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    name_en: Mapped[str | None]
    address_en: Mapped[str | None]
    hours: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]


class BillKind(Base):
    """What a kind of bill is called, and how its lines are; rules in a citizen's words."""

    __tablename__ = "city_bill_kinds"

    kind: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    organisation: Mapped[str]
    levy_title: Mapped[str]
    discount_title: Mapped[str]
    late_fee_title: Mapped[str]
    title_en: Mapped[str | None]
    levy_title_en: Mapped[str | None]
    discount_title_en: Mapped[str | None]
    late_fee_title_en: Mapped[str | None]
    levy_rule: Mapped[str | None]
    levy_rule_en: Mapped[str | None]
    discount_rule: Mapped[str | None]
    discount_rule_en: Mapped[str | None]
    late_fee_rule: Mapped[str | None]
    late_fee_rule_en: Mapped[str | None]


class CityProperty(Base):
    """A property and its owner. The owner's name leaves this table only masked."""

    __tablename__ = "city_properties"

    property_code: Mapped[str] = mapped_column(primary_key=True)
    district: Mapped[int] = mapped_column(ForeignKey("city_districts.district"))
    neighbourhood: Mapped[str]
    owner: Mapped[str]
    owner_kind: Mapped[str]
    address: Mapped[str]
    use: Mapped[str]


class CityBill(Base):
    """An issued bill as the city knows it; what kiosks reported since is in the payments.

    Amounts in rials: `amount` = `levy` - `discount` + `late_fee`. Days as UTC milliseconds:
    `due_ms` ends the last day, `paid_ms` begins the day of payment.
    """

    __tablename__ = "city_bills"
    __table_args__ = (Index(None, "property_code"), Index(None, "district"))

    bill_id: Mapped[str] = mapped_column(primary_key=True)
    payment_id: Mapped[str] = mapped_column(primary_key=True)
    district: Mapped[int]
    kind: Mapped[str] = mapped_column(ForeignKey("city_bill_kinds.kind"))
    title: Mapped[str]
    year: Mapped[int]
    period: Mapped[int]
    property_code: Mapped[str] = mapped_column(ForeignKey("city_properties.property_code"))
    amount: Mapped[int]
    levy: Mapped[int]
    discount: Mapped[int]
    late_fee: Mapped[int]
    due_ms: Mapped[int | None]
    state: Mapped[str]
    paid_ms: Mapped[int | None]
    title_en: Mapped[str | None]
    instalment: Mapped[int | None]
    instalments: Mapped[int | None]


class CityBillItem(Base):
    """A line of a bill that has lines of its own; `amount` in rials, never negative."""

    __tablename__ = "city_bill_items"

    bill_id: Mapped[str] = mapped_column(primary_key=True)
    payment_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    title: Mapped[str]
    title_en: Mapped[str | None]
    amount: Mapped[int]
    rule: Mapped[str | None]
    rule_en: Mapped[str | None]


class CityService(Base):
    """What the municipality does for a citizen. `offices`: codes with spaces, empty for any."""

    __tablename__ = "city_services"

    service: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    title_en: Mapped[str | None]
    summary: Mapped[str | None]
    summary_en: Mapped[str | None]
    offices: Mapped[str]
    fee: Mapped[str | None]
    fee_note: Mapped[str | None]
    fee_note_en: Mapped[str | None]
    days: Mapped[int | None]
    order: Mapped[int]
    icon: Mapped[str]
    online: Mapped[str | None]
    online_en: Mapped[str | None]


class CityServiceLine(Base):
    """A document to bring for a service, or a step of it: `part` is document or step."""

    __tablename__ = "city_service_lines"

    service: Mapped[str] = mapped_column(ForeignKey("city_services.service"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    text_en: Mapped[str | None]


class CityFee(Base):
    """A price by a resolution of the council; `position` is its place in the file."""

    __tablename__ = "city_fees"

    fee: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    service: Mapped[str | None]
    title: Mapped[str]
    title_en: Mapped[str | None]
    amount: Mapped[int | None]
    text: Mapped[str | None]
    text_en: Mapped[str | None]
    unit: Mapped[str | None]
    unit_en: Mapped[str | None]
    valid_from: Mapped[str]
    source: Mapped[str]
    source_en: Mapped[str | None]


class ReferenceVersion(Base):
    """One published version of a dataset: the bytes that kiosks fetch, and their digest.

    `records_digest` is over the unpacked list; None of versions older than deltas.
    """

    __tablename__ = "reference_versions"

    dataset: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    created_ms: Mapped[int]
    as_of_ms: Mapped[int]
    digest: Mapped[bytes]
    payload: Mapped[bytes]
    records_digest: Mapped[bytes | None]


class ReferenceStep(Base):
    """How an older version of a dataset comes out of the one after it: `back` is the delta.

    So many versions are remembered in the room of a few. `digest` names the older one.
    """

    __tablename__ = "reference_steps"
    __table_args__ = (Index(None, "dataset", "scope", "digest"),)

    dataset: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[bytes]
    back: Mapped[bytes]
