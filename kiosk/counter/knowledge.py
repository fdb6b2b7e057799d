"""What the counter knows of a bill: the city's data on this kiosk, and its own journal's holds."""

import logging
from dataclasses import dataclass
from typing import Protocol

from contract.clock import Clock
from contract.configuration import DEFAULTS, Configuration
from contract.errors import InvalidValue
from contract.reference import BillRecord, CityRecord
from contract.technician import Verifier, parse_verifiers
from contract.telemetry import DatasetAge
from contract.values import BillPair
from edge_agent.journal import Hold
from edge_agent.reference import DamagedReference
from kiosk.journeys.bill import CityRules, Facts, HoldState, Quote, hold_subject, pair_of

log = logging.getLogger(__name__)

BILLS = "bills"


@dataclass(frozen=True, slots=True)
class CityNow:
    """The call centre, whom to call when this kiosk is out of service, how fresh the bills are
    here (UTC ms), and whether that is too old to pay by them."""

    phone: str
    support_phone: str
    bills_as_of_ms: int | None
    bills_are_too_old: bool


class CityData(Protocol):
    """The part of the agent's reference store that the counter reads."""

    def bill(self, bill_id: str) -> list[BillRecord]: ...

    def city(self) -> CityRecord | None: ...

    def configuration(self) -> Configuration: ...

    def age(self, dataset: str) -> DatasetAge | None: ...


class Holds(Protocol):
    """The part of the journal that the counter reads."""

    def holds(self, subject: str) -> Hold | None: ...


class NoHolds:
    """For what is not about paying."""

    def holds(self, subject: str) -> Hold | None:
        del subject
        return None


class Knowledge:
    """Reads city data and holds; writes nothing.

    What the city has set for this kiosk stays as it is while somebody is served: whoever was told
    that five bills are paid at once pays five.
    """

    def __init__(self, city_data: CityData, journal: Holds, clock: Clock) -> None:
        self._city_data = city_data
        self._journal = journal
        self._clock = clock
        self._follows: Configuration | None = None

    def follow_newest(self) -> None:
        """From here on by what the city has set now; called between visits."""
        self._follows = self._newest_configuration()

    def facts(self, pair: BillPair) -> Facts:
        """Raises JournalFailed."""
        age = self._city_data.age(BILLS)
        records = self._records(pair)
        return Facts(
            rules=self._rules(),
            records=records,
            reference_version=None if age is None else age.version,
            as_of_ms=None if age is None else age.as_of_ms,
            hold=self._hold(pair),
            now_ms=self._clock.now().utc_ms,
            held=self._held(records),
        )

    def quote(self, pair: BillPair) -> Quote:
        """The bill of a payment that is under way already: as known, without judging it again."""
        facts = self.facts(pair)
        record = next((r for r in facts.records if r.payment_id == pair.payment.text), None)
        return Quote(pair, record, facts.reference_version, facts.as_of_ms)

    def city_now(self) -> CityNow:
        """What screens say of the city and its data."""
        age = self._city_data.age(BILLS)
        as_of_ms = None if age is None else age.as_of_ms
        too_old = self._rules().finds_too_old(as_of_ms, self._clock.now().utc_ms)
        return CityNow(self.phone(), self._configuration().support_phone, as_of_ms, too_old)

    def technicians(self) -> tuple[Verifier, ...]:
        """Whose codes open the technician mode here, by what the city has set now."""
        text = self._newest_configuration().technicians
        return () if text is None else parse_verifiers(text)

    def phone(self) -> str:
        city = self._city_data.city()
        return (
            CityRecord(city="", display_name="").call_centre if city is None else city.call_centre
        )

    def public_url(self) -> str | None:
        """Of the hub's page that a receipt's QR code opens."""
        city = self._city()
        return None if city is None else city.public_url

    def _records(self, pair: BillPair) -> tuple[BillRecord, ...]:
        try:
            return tuple(self._city_data.bill(pair.bill.text))
        except DamagedReference as error:
            # Less is known, and the citizen is told so: the bill shows as unverified.
            log.warning("the city's bills can't be read: %s", error)
            return ()

    def _city(self) -> CityRecord | None:
        try:
            return self._city_data.city()
        except DamagedReference as error:
            log.warning("the city's settings can't be read: %s", error)
            return None

    def _configuration(self) -> Configuration:
        if self._follows is None:
            self.follow_newest()
        assert self._follows is not None
        return self._follows

    def _newest_configuration(self) -> Configuration:
        try:
            return self._city_data.configuration()
        except (DamagedReference, InvalidValue) as error:
            log.warning("what the city has set can't be read: %s", error)
            return DEFAULTS

    def _rules(self) -> CityRules:
        city = self._city() or CityRecord(city="", display_name="")
        follows = self._configuration()
        return CityRules(
            services=frozenset(city.municipal_services),
            organisations=frozenset(city.bill_organisations),
            most_bills=follows.bills_per_payment,
            lookups=follows.lookups_per_visit,
            max_age_h=follows.bills_max_age_h,
        )

    def _held(self, records: tuple[BillRecord, ...]) -> frozenset[str]:
        pairs = (pair_of(record) for record in records)
        return frozenset(
            hold_subject(pair)
            for pair in pairs
            if pair is not None and self._hold(pair) not in {None, HoldState.FREE}
        )

    def _hold(self, pair: BillPair) -> HoldState | None:
        hold = self._journal.holds(hold_subject(pair))
        return None if hold is None else HoldState(hold.state)
