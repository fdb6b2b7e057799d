"""All files of a city, read and checked together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from central.city.loading import bill_checks, checks, service_checks
from central.city.loading.problems import CityDataRefused, Problem
from central.city.loading.reading import read_rows
from central.city.loading.rows import (
    BILL_ITEMS,
    BILL_KINDS,
    BILLS,
    CITY,
    DISTRICTS,
    FORMS,
    NEIGHBOURHOODS,
    OFFICES,
    PROPERTIES,
    BillItemRow,
    BillKindRow,
    BillRow,
    DistrictRow,
    NeighbourhoodRow,
    OfficeRow,
    PropertyRow,
)
from central.city.loading.service_rows import (
    FEES,
    SERVICE_DOCUMENTS,
    SERVICE_STEPS,
    SERVICES,
    FeeRow,
    ServiceLineRow,
    ServiceRow,
)


@dataclass(frozen=True)
class ServiceFiles:
    """What the city does for a citizen; all empty when it has not told."""

    services: Sequence[ServiceRow]
    documents: Sequence[ServiceLineRow]
    steps: Sequence[ServiceLineRow]
    fees: Sequence[FeeRow]


@dataclass(frozen=True)
class CityFiles:
    """A city's data without a known fault. `digest` is over the bytes of all files in order."""

    settings: Mapping[str, str]
    districts: Sequence[DistrictRow]
    neighbourhoods: Sequence[NeighbourhoodRow]
    offices: Sequence[OfficeRow]
    kinds: Mapping[str, BillKindRow]
    properties: Mapping[str, PropertyRow]
    bills: Sequence[BillRow]
    items: Sequence[BillItemRow]
    services: ServiceFiles
    digest: bytes

    def counts(self) -> dict[str, int]:
        """Rows by file."""
        return {
            CITY.file: len(self.settings),
            DISTRICTS.file: len(self.districts),
            NEIGHBOURHOODS.file: len(self.neighbourhoods),
            OFFICES.file: len(self.offices),
            BILL_KINDS.file: len(self.kinds),
            PROPERTIES.file: len(self.properties),
            BILLS.file: len(self.bills),
            BILL_ITEMS.file: len(self.items),
            SERVICES.file: len(self.services.services),
            SERVICE_DOCUMENTS.file: len(self.services.documents),
            SERVICE_STEPS.file: len(self.services.steps),
            FEES.file: len(self.services.fees),
        }


def read_city_files(folder: Path) -> CityFiles:
    """Read a folder's CSV files. Raises CityDataRefused with every problem found.

    Rows that depend on a file that could not be read are not judged by it: its own problems
    are shown first, and thousands of rows are not blamed for one missing heading.
    """
    problems: list[Problem] = []
    setting_rows = read_rows(folder, CITY, problems)
    districts = read_rows(folder, DISTRICTS, problems)
    neighbourhoods = read_rows(folder, NEIGHBOURHOODS, problems)
    offices = read_rows(folder, OFFICES, problems)
    kind_rows = read_rows(folder, BILL_KINDS, problems)
    property_rows = read_rows(folder, PROPERTIES, problems)
    bills = read_rows(folder, BILLS, problems)
    items = read_rows(folder, BILL_ITEMS, problems)
    services = _services(folder, offices, problems)
    settings = checks.settings_of(setting_rows, problems)
    kinds = {row.kind: row for row in kind_rows}
    properties = {row.property_code: row for row in property_rows}
    if not _any_in(problems, CITY.file, BILL_KINDS.file):
        problems.extend(checks.check_kinds(kind_rows, settings))
    if not _any_in(problems, DISTRICTS.file, NEIGHBOURHOODS.file):
        problems.extend(checks.check_places(districts, neighbourhoods, offices))
        problems.extend(checks.check_properties(property_rows, districts, neighbourhoods))
    if not _any_in(problems, CITY.file, BILL_KINDS.file, PROPERTIES.file):
        problems.extend(checks.check_bills(bills, kinds, properties, settings))
    if not _any_in(problems, BILLS.file, BILL_ITEMS.file):
        problems.extend(bill_checks.check_instalments(bills))
        problems.extend(bill_checks.check_items(items, bills))
    if problems:
        raise CityDataRefused(sorted(problems, key=_place))
    return CityFiles(
        settings, districts, neighbourhoods, offices, kinds, properties, bills, items, services,
        _digest(folder),
    )  # fmt: skip


def _services(folder: Path, offices: Sequence[OfficeRow], problems: list[Problem]) -> ServiceFiles:
    rows = read_rows(folder, SERVICES, problems)
    documents = read_rows(folder, SERVICE_DOCUMENTS, problems)
    steps = read_rows(folder, SERVICE_STEPS, problems)
    fees = read_rows(folder, FEES, problems)
    if not _any_in(problems, OFFICES.file, SERVICES.file, FEES.file):
        problems.extend(service_checks.check_services(rows, fees, offices))
    if not _any_in(problems, SERVICES.file):
        problems.extend(service_checks.check_lines_and_fees(rows, documents, steps, fees))
    return ServiceFiles(rows, documents, steps, fees)


def _any_in(problems: Sequence[Problem], *files: str) -> bool:
    return any(problem.file in files for problem in problems)


def _place(problem: Problem) -> tuple[int, int]:
    order = [form.file for form in FORMS]
    return order.index(problem.file), problem.line or 0


def _digest(folder: Path) -> bytes:
    digest = blake2b(digest_size=32, person=b"pishkhan.city.1")
    for form in FORMS:
        path = folder / form.file
        if form.dispensable and not path.is_file():
            continue
        data = path.read_bytes()
        digest.update(len(data).to_bytes(8) + data)
    return digest.digest()
