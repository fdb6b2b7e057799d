"""What became of a bad day: everything at the hub, once, with the same money on every side."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from edge_agent.journal import Head
from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import LOOK_EVERY_S, Town
from tests.support.hub_copy import HubCopy
from tests.support.reliability import BadDay, told_bad_day
from tests.support.waiting import comes_true

WHOLE_S = 120.0


@dataclass
class Trial:
    """One fault, tried once or more often on these kiosks."""

    town: Town
    request: pytest.FixtureRequest
    fault: str
    kiosks: tuple[Kiosk, ...]
    recovered_s: list[float] = field(default_factory=list)
    awaited: list[tuple[bytes, Head]] = field(default_factory=list)

    def after(self, mending: Callable[[], None]) -> None:
        """One try: does this, and waits until all that stands on the disks now is at the hub,
        hash for hash."""
        began = time.monotonic()
        mending()
        wanted = [each for kiosk in self.kiosks for each in kiosk.heads().items()]
        self.awaited += wanted

        def whole() -> bool:
            while wanted and self.town.copy.has(*wanted[-1]):
                wanted.pop()
            return not wanted

        comes_true(whole, WHOLE_S, LOOK_EVERY_S)
        self.recovered_s.append(time.monotonic() - began)

    def verify(self, *, forked: bool = False, earlier_rials: int = 0) -> None:
        """Tells the table what was lost or doubled; then nothing may have been. With `forked` a
        journal has two histories, of which the ledger counts one: money is not compared.
        `earlier_rials` were paid on journals that can't be read any more."""
        copy, names = self.town.copy, [kiosk.name for kiosk in self.kiosks]
        lost, doubled = self._lost_and_doubled(copy)
        money = (
            earlier_rials + sum(kiosk.rials() for kiosk in self.kiosks),
            copy.rials_by_events(names),
            copy.rials_by_ledger(names),
        )
        day = BadDay(
            fault=self.fault,
            tries=len(self.recovered_s),
            lost=lost,
            doubled=doubled,
            recovered_s=max(self.recovered_s),
        )
        told_bad_day(self.request, day)
        assert (lost, doubled) == (0, 0)
        assert money[0] > 0
        assert forked or len(set(money)) == 1, money

    def _lost_and_doubled(self, copy: HubCopy) -> tuple[int, int]:
        """Of what was awaited: events that the hub lacks, and that it has more than once."""
        lost = doubled = 0
        for journal, head in self.awaited:
            held = copy.held(journal)
            through, events = (0, 0) if held is None else (held.through, held.events)
            doubled += max(0, events - through)
            lost += max(0, through - events)
            if not copy.has(journal, head):
                lost += max(1, head.seq - through)
        return lost, doubled
