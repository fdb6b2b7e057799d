"""Random faults over all processes while citizens pay: in the end every journal is the hub's copy,
without a double or a gap, and the money is the same on all four sides.

`make chaos` does it for ten minutes with tens of kiosks and another seed each time.
"""

import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.chaos.faults import Faults
from tests.chaos.kiosks import KioskInChaos, kiosks_in_chaos
from tests.end_to_end.bad_days.town import Town
from tests.support.chaos import Sides, Story, Struck, chaos_options, told
from tests.support.postgresql import PostgreSQL
from tests.support.waiting import comes_true, lasts

SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 1.5
GO_HOME_S, WHOLE_S, LOOK_EVERY_S = 240.0, 300.0, 0.2


@pytest.mark.timeout(0)
def test_after_chaos_every_journal_is_the_hubs_copy_and_the_money_is_right(
    town: Town, postgresql: PostgreSQL, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    options = chaos_options(request.config)
    with kiosks_in_chaos(town, options.kiosks, tmp_path) as kiosks:
        story = Story(kiosks=len(kiosks))
        faults = Faults(town, postgresql, kiosks, random.Random(options.seed))
        rage(faults, story, options.seconds)
        go_home(kiosks, faults)
        began = time.monotonic()
        comes_true(lambda: healed(town, kiosks, faults), WHOLE_S, LOOK_EVERY_S)
        story.healed_s = time.monotonic() - began
        story.payments = sum(kiosk.citizens.visits for kiosk in kiosks)
        story.events = sum(len(c) for k in kiosks for _, c in k.chains().values())
        story.unequal = unequal(town, kiosks)
        story.sides = four_sides(town, kiosks)
        told(request.node, story)
    assert not story.unequal
    assert story.sides.equal, story.sides
    assert story.sides.terminal > 0
    assert story.struck


def rage(faults: Faults, story: Story, seconds: int) -> None:
    """So long one fault after another; then all that goes on is mended."""
    began = time.monotonic()
    while (now_s := time.monotonic() - began) < seconds:
        faults.mend(now_s)
        for whom in faults.supervise():
            story.struck.append(Struck(round(now_s, 1), "(started again, it had ended)", whom))
        fault = faults.strike(now_s)
        story.struck.append(Struck(round(now_s, 1), fault.name, fault.whom))
        lasts(faults.chance.uniform(SHORTEST_PAUSE_S, LONGEST_PAUSE_S))
    faults.mend(math.inf)


def go_home(kiosks: Sequence[KioskInChaos], faults: Faults) -> None:
    """The last citizens finish; then the counters end as at night, and the agents go on."""
    for kiosk in kiosks:
        kiosk.citizens.go_home()

    def gone() -> bool:
        faults.supervise()
        return not any(kiosk.citizens.is_alive() for kiosk in kiosks)

    assert comes_true(gone, GO_HOME_S, LOOK_EVERY_S), "the last citizens are still there"
    for kiosk in kiosks:
        if kiosk.citizens.trouble is not None:
            raise kiosk.citizens.trouble
        kiosk.close()


def healed(town: Town, kiosks: Sequence[KioskInChaos], faults: Faults) -> bool:
    """Nobody needs to do more for it than systemd does."""
    faults.supervise()
    return not unequal(town, kiosks)


def unequal(town: Town, kiosks: Sequence[KioskInChaos]) -> list[str]:
    """Journals of which the hub has not the very chain, each event once and in its place."""
    return [
        name
        for kiosk in kiosks
        for name, (journal, chain) in kiosk.chains().items()
        if town.copy.hashes(journal) != chain
    ]


def four_sides(town: Town, kiosks: Sequence[KioskInChaos]) -> Sides:
    names = [kiosk.name for kiosk in kiosks]
    return Sides(
        terminal=sum(kiosk.taken_by_the_terminal() for kiosk in kiosks),
        journal=sum(kiosk.kiosk.rials() for kiosk in kiosks),
        hub_events=town.copy.rials_by_events(names),
        hub_ledger=town.copy.rials_by_ledger(names),
    )
