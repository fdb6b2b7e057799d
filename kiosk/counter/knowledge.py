"""What the counter knows of a bill: the city's data on this kiosk, and its own journal's holds."""

import logging
from typing import Protocol

from contract.clock import Clock
from contract.reference import BillRecord, CityRecord
from contract.telemetry import DatasetAge
from contract.values import BillPair
from edge_agent.journal import Hold
from edge_agent.reference import DamagedReference
from kiosk.journeys.bill import CityRules, Facts, HoldState, Quote, hold_subject

log = logging.getLogger(__name__)

BILLS = "bills"


class CityData(Protocol):
    """The part of the agent's reference store that the counter reads."""

    def bill(self, bill_id: str) -> list[BillRecord]: ...

    def city(self) -> CityRecord | None: ...

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
    """Reads city data and holds; writes nothing."""

    def __init__(self, city_data: CityData, journal: Holds, clock: Clock) -> None:
        self._city_data = city_data
        self._journal = journal
        self._clock = clock

    def facts(self, pair: BillPair) -> Facts:
        """Raises JournalFailed."""
        age = self._city_data.age(BILLS)
        return Facts(
            rules=self._rules(),
            records=self._records(pair),
            reference_version=None if age is None else age.version,
            as_of_ms=None if age is None else age.as_of_ms,
            hold=self._hold(pair),
            now_ms=self._clock.now().utc_ms,
        )

    def quote(self, pair: BillPair) -> Quote:
        """The bill of a payment that is under way already: as known, without judging it again."""
        facts = self.facts(pair)
        record = next((r for r in facts.records if r.payment_id == pair.payment.text), None)
        return Quote(pair, record, facts.reference_version, facts.as_of_ms)

    def bills_as_of_ms(self) -> int | None:
        """How fresh the city's bills are here (UTC ms)."""
        age = self._city_data.age(BILLS)
        return None if age is None else age.as_of_ms

    def phone(self) -> str:
        city = self._city_data.city()
        return (
            CityRecord(city="", display_name="").call_centre if city is None else city.call_centre
        )

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

    def _rules(self) -> CityRules:
        city = self._city()
        if city is None:
            return CityRules()
        return CityRules(frozenset(city.municipal_services), frozenset(city.bill_organisations))

    def _hold(self, pair: BillPair) -> HoldState | None:
        hold = self._journal.holds(hold_subject(pair))
        return None if hold is None else HoldState(hold.state)
