"""A kiosk that wakes in 1970, and one whose clock jumps back an hour: both reach the hub, and what
they did stays in the order in which they did it."""

from pathlib import Path

import pytest

from edge_agent.device import read_clock_floor
from tests.end_to_end.bad_days.clocks import HOUR_MS, AtTheFloor, Behind, FakeTime
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.town import Town
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(600)


def test_a_kiosk_that_wakes_in_1970_reaches_the_hub_and_a_jump_back_disturbs_nothing(
    town: Town, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    clock = FakeTime(tmp_path / "clock")
    clock.set("@1970-01-01 00:00:05")
    with town.kiosk() as kiosk:
        asleep = Trial(town, request, "clock in 1970", (kiosk,))
        floor = AtTheFloor(read_clock_floor(kiosk.folder.clock_floor_path))
        kiosk.pay(5, floor)
        asleep.after(lambda: kiosk.start(clock.environment))
        eventually(lambda: "online" in kiosk.log, "the agent is online")
        asleep.after(lambda: kiosk.pay(5, floor))
        asleep.verify()
        jumping = Trial(town, request, "clock jumps back an hour", (kiosk,))
        clock.set("+0")
        jumping.after(lambda: kiosk.pay(5))
        clock.set("-1h")
        jumping.after(lambda: kiosk.pay(5, Behind(HOUR_MS)))
        jumping.verify()
        assert kiosk.runs
