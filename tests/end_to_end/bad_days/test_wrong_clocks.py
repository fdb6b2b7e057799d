"""A kiosk that wakes in 1970, and one whose clock jumps back an hour: both reach the hub, and what
they did stays in the order in which they did it."""

from pathlib import Path

import pytest

from edge_agent.device import read_clock_floor
from tests.end_to_end.bad_days.clocks import AtTheFloor, FakeTime
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.town import Town
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(600)


def test_a_kiosk_that_wakes_in_1970_reaches_the_hub(
    town: Town, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    clock = FakeTime(tmp_path / "clock")
    clock.set("@1970-01-01 00:00:05")
    with town.kiosk() as kiosk:
        trial = Trial(town, request, "clock in 1970", (kiosk,))
        floor = AtTheFloor(read_clock_floor(kiosk.folder.clock_floor_path))
        kiosk.pay(5, floor)
        trial.after(lambda: kiosk.start(clock.environment))
        eventually(lambda: "online" in kiosk.log, "the agent is online")
        trial.after(lambda: kiosk.pay(5, floor))
        trial.judge()


def test_a_clock_that_jumps_back_an_hour_disturbs_nothing(
    town: Town, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    clock = FakeTime(tmp_path / "clock")
    clock.set("+0")
    with town.kiosk() as kiosk:
        trial = Trial(town, request, "clock jumps back an hour", (kiosk,))
        kiosk.start(clock.environment)
        trial.after(lambda: kiosk.pay(5))
        clock.set("-1h")
        trial.after(lambda: kiosk.pay(5))
        trial.judge()
        assert kiosk.runs
