"""What no single cell shows: rows that repeat, that name what isn't there, or don't add up."""

from collections.abc import Iterator, Mapping, Sequence

from central.city.loading.form import Form, RowType
from central.city.loading.judging import problem, repeated
from central.city.loading.problems import Problem
from central.city.loading.rows import (
    ADDED_SETTINGS,
    BILL_KINDS,
    BILLS,
    CITY,
    DISTRICTS,
    NEIGHBOURHOODS,
    OFFICES,
    PROPERTIES,
    SETTINGS,
    BillKindRow,
    BillRow,
    DistrictRow,
    NeighbourhoodRow,
    OfficeRow,
    PropertyRow,
    SettingRow,
)
from contract import configuration
from contract.errors import InvalidValue
from contract.values import BillId, BillPair, PaymentId, PropertyCode


def settings_of(rows: Sequence[SettingRow], problems: list[Problem]) -> dict[str, str]:
    """city.csv as settings: each known name once, each value read by its own rule."""
    problems.extend(repeated(CITY, rows, "name", lambda row: row.name))
    known = {**SETTINGS, **ADDED_SETTINGS}
    settings: dict[str, str] = {}
    for row in rows:
        if row.name in configuration.SETTINGS:
            problems.append(_moved(row))
            continue
        read = known.get(row.name)
        if read is None:
            problems.append(
                problem(
                    CITY, row.line, "name", row.name, "unknown_setting",
                    "No setting has this name.", f"Use {', '.join(known)}.",
                )
            )  # fmt: skip
            continue
        try:
            settings[row.name] = str(read(row.value))
        except InvalidValue as wrong:
            problems.append(
                problem(
                    CITY, row.line, "value", row.value, wrong.reason, wrong.what, wrong.next_step
                )
            )
    missing = [name for name in SETTINGS if name not in {row.name for row in rows}]
    problems.extend(
        Problem(
            file=CITY.file, line=None, column="name", value=name, reason="missing_setting",
            what="This setting is missing.", next_step="Add a line for it.",
        )
        for name in missing
    )  # fmt: skip
    return settings


def _moved(row: SettingRow) -> Problem:
    return problem(
        CITY, row.line, "name", row.name, "moved_setting",
        "This is configuration now: it is set for the city, a district or a kiosk.",
        f"Take the line out; pishkhan hub configuration set city {row.name} {row.value}",
    )  # fmt: skip


def check_places(
    districts: Sequence[DistrictRow],
    neighbourhoods: Sequence[NeighbourhoodRow],
    offices: Sequence[OfficeRow],
) -> Iterator[Problem]:
    known = {row.district for row in districts}
    yield from repeated(DISTRICTS, districts, "district", lambda row: row.district)
    yield from repeated(
        NEIGHBOURHOODS, neighbourhoods, "name", lambda row: (row.district, row.name)
    )
    yield from repeated(OFFICES, offices, "office", lambda row: row.office)
    for neighbourhood in neighbourhoods:
        yield from _known_district(
            NEIGHBOURHOODS, neighbourhood.line, neighbourhood.district, known
        )
    for office in offices:
        yield from _known_district(OFFICES, office.line, office.district, known)
        if (office.lat is None) != (office.lon is None):
            yield problem(
                OFFICES, office.line, "lat", None, "place",
                "A place has degrees north and east.", "Fill in both lat and lon, or none.",
            )  # fmt: skip


def check_properties(
    properties: Sequence[PropertyRow],
    districts: Sequence[DistrictRow],
    neighbourhoods: Sequence[NeighbourhoodRow],
) -> Iterator[Problem]:
    known = {row.district for row in districts}
    named = {(row.district, row.name) for row in neighbourhoods}
    yield from repeated(PROPERTIES, properties, "property_code", lambda row: row.property_code)
    for row in properties:
        yield from _known_district(PROPERTIES, row.line, row.district, known)
        if PropertyCode.parse(row.property_code).district != row.district:
            yield problem(
                PROPERTIES, row.line, "property_code", row.property_code, "district",
                f"The code does not begin with district {row.district}.", "Correct one of both.",
            )  # fmt: skip
        if row.district in known and (row.district, row.neighbourhood) not in named:
            yield problem(
                PROPERTIES, row.line, "neighbourhood", row.neighbourhood, "unknown_neighbourhood",
                f"District {row.district} has no such neighbourhood.",
                f"Add it to {NEIGHBOURHOODS.file} or correct it.",
            )  # fmt: skip


def check_bills(
    bills: Sequence[BillRow],
    kinds: Mapping[str, BillKindRow],
    properties: Mapping[str, PropertyRow],
    settings: Mapping[str, str],
) -> Iterator[Problem]:
    yield from repeated(BILLS, bills, "payment_id", lambda row: (row.bill_id, row.payment_id))
    services = settings.get("municipal_services", "").split()
    for row in bills:
        yield from _bill_ids(row, services)
        yield from _bill_references(row, kinds, properties)
        if (row.state == "paid") != (row.paid_date is not None):
            yield problem(
                BILLS, row.line, "paid_date", None, "paid_date",
                f"The bill is {row.state}, which does not fit its day of payment.",
                "A paid bill has one, others have none.",
            )  # fmt: skip


def check_kinds(kinds: Sequence[BillKindRow], settings: Mapping[str, str]) -> Iterator[Problem]:
    organisations = settings.get("bill_organisations", "").split()
    yield from repeated(BILL_KINDS, kinds, "kind", lambda row: row.kind)
    for row in kinds:
        if row.organisation not in organisations:
            yield problem(
                BILL_KINDS, row.line, "organisation", row.organisation, "organisation",
                f"{CITY.file} does not name this organisation.",
                "Add it to bill_organisations or correct it.",
            )  # fmt: skip


def _bill_ids(row: BillRow, services: Sequence[str]) -> Iterator[Problem]:
    """Both ids belong together, to a municipal service, and say what the other columns say."""
    bill, payment = BillId.parse(row.bill_id), PaymentId.parse(row.payment_id)
    try:
        amount = BillPair.of(bill, payment).amount.amount
    except InvalidValue as wrong:
        yield problem(
            BILLS,
            row.line,
            "payment_id",
            row.payment_id,
            wrong.reason,
            wrong.what,
            wrong.next_step,
        )
        return
    if str(bill.service) not in services:
        yield problem(
            BILLS, row.line, "bill_id", row.bill_id, "service",
            f"Service {bill.service} is not the municipality's.",
            f"Leave the bill out, or add the service to {CITY.file}.",
        )  # fmt: skip
    parts = row.levy - (row.discount or 0) + (row.late_fee or 0)
    if parts != amount:
        yield problem(
            BILLS, row.line, "levy", str(row.levy), "sum",
            f"Levy less discount plus late fee is {parts}, the payment id says {amount}.",
            "Issue a new payment id or correct the parts.",
        )  # fmt: skip
    if payment.year_digit != row.year % 10:
        yield problem(
            BILLS, row.line, "year", str(row.year), "year",
            f"The payment id is of a year that ends in {payment.year_digit}.",
            "Correct the year or the payment id.",
        )  # fmt: skip
    if payment.period != row.period:
        yield problem(
            BILLS, row.line, "period", str(row.period), "period",
            f"The payment id is of period {payment.period}.",
            "Correct the period or the payment id.",
        )  # fmt: skip


def _bill_references(
    row: BillRow, kinds: Mapping[str, BillKindRow], properties: Mapping[str, PropertyRow]
) -> Iterator[Problem]:
    kind = kinds.get(row.kind)
    if kind is None:
        yield problem(
            BILLS, row.line, "kind", row.kind, "unknown_kind",
            "No kind of bill has this code.", f"Add it to {BILL_KINDS.file} or correct it.",
        )  # fmt: skip
    elif kind.organisation != BillId.parse(row.bill_id).organisation:
        yield problem(
            BILLS, row.line, "bill_id", row.bill_id, "organisation",
            f"Bills of the kind {row.kind} are of organisation {kind.organisation}.",
            "Correct the kind or the bill id.",
        )  # fmt: skip
    if row.property_code not in properties:
        yield problem(
            BILLS, row.line, "property_code", row.property_code, "unknown_property",
            "No property has this code.", f"Add it to {PROPERTIES.file} or correct it.",
        )  # fmt: skip


def _known_district(
    form: Form[RowType], line: int, district: int, known: set[int]
) -> Iterator[Problem]:
    if district not in known:
        yield problem(
            form, line, "district", str(district), "unknown_district",
            "The city has no such district.", f"Add it to {DISTRICTS.file} or correct it.",
        )  # fmt: skip
