"""Where somebody who looks something up can stand. All data comes with the first step, so that
pages turn at once and say the same until the visit ends."""

from dataclasses import dataclass
from enum import StrEnum

from contract.reference import FeeRecord, OfficeRecord, ServiceRecord


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The city's own words; `as_of_ms` (UTC) is how old the oldest part of them is. `office` is
    the code of the office in which this kiosk stands, `None` where that isn't known."""

    services: tuple[ServiceRecord, ...]
    fees: tuple[FeeRecord, ...]
    offices: tuple[OfficeRecord, ...]
    as_of_ms: int | None
    office: str | None = None

    def service(self, code: str) -> ServiceRecord | None:
        return next((service for service in self.services if service.code == code), None)

    def office_of(self, code: str) -> OfficeRecord | None:
        return next((office for office in self.offices if office.code == code), None)


class Shelf(StrEnum):
    """What can be looked through. Each is a line of the first page."""

    SERVICES = "services"
    OFFICES = "offices"
    FEES = "fees"


@dataclass(frozen=True, slots=True)
class Contents: ...


@dataclass(frozen=True, slots=True)
class Listing:
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class ServicePage:
    code: str


@dataclass(frozen=True, slots=True)
class OfficePage:
    code: str


@dataclass(frozen=True, slots=True)
class Search:
    """Typed letter by letter; what fits is shown at once."""

    query: str


Page = Contents | Listing | ServicePage | OfficePage | Search


@dataclass(frozen=True, slots=True)
class Fetching:
    """The catalogue is being read."""


@dataclass(frozen=True, slots=True)
class Browsing:
    """`way` are the pages that lead back, the first one first."""

    catalogue: Catalogue
    page: Page
    way: tuple[Page, ...] = ()


InformationState = Fetching | Browsing
