"""A slow and lossy line, and days without one: all arrives, and nobody waits for another."""

import pytest

from tests.end_to_end.bad_days.clocks import DaysBehind
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.town import BEGUN_S, LOOK_EVERY_S, Town
from tests.support.waiting import comes_true, eventually

pytestmark = pytest.mark.timeout(600)
DAYS = 5
LIVE_PAYMENTS = 3


def test_a_slow_and_lossy_line_that_keeps_breaking_brings_everything_once(
    town: Town, request: pytest.FixtureRequest
) -> None:
    with town.fault_line() as line, town.kiosk(line) as kiosk:
        trial = Trial(town, request, "slow and lossy line that keeps breaking", (kiosk,))
        kiosk.pay(town.size.payments)
        line.becomes(
            delay_s=0.03,
            bytes_per_s=town.size.bytes_per_s,
            lost=0.1,
            stall_s=0.1,
            break_after=town.size.bytes_per_s // 2,
        )
        trial.after(kiosk.start)
        assert line.broken > 0
        line.becomes()
        trial.after(lambda: kiosk.pay(1))
        trial.judge()


def test_garbled_bytes_end_the_connection_and_nothing_else(
    town: Town, request: pytest.FixtureRequest
) -> None:
    with town.fault_line() as line, town.kiosk(line) as kiosk:
        trial = Trial(town, request, "bytes garbled on the line", (kiosk,))
        kiosk.start()
        trial.after(lambda: kiosk.pay(1))
        eventually(lambda: "online" in kiosk.log, "the agent is online")
        before = line.accepted
        line.garble()
        trial.after(lambda: kiosk.pay(2))
        trial.judge()
        assert line.accepted > before


def test_days_offline_are_drained_beside_live_traffic(
    town: Town, request: pytest.FixtureRequest
) -> None:
    with town.fault_line() as line, town.kiosk(line) as away, town.kiosk() as live:
        trial = Trial(
            town, request, "days offline, then a drain beside live traffic", (away, live)
        )
        for days in range(DAYS, 0, -1):
            away.pay(town.size.payments // DAYS, DaysBehind(days))
        live.start()
        line.becomes(bytes_per_s=town.size.bytes_per_s // 4)
        behind = town.through(away)
        away.start()
        assert comes_true(lambda: town.through(away) > behind, BEGUN_S, LOOK_EVERY_S)
        for _ in range(LIVE_PAYMENTS):
            live.pay(1)
            journal = live.journal.journal.raw
            head = live.heads()[journal]
            assert comes_true(lambda: town.copy.has(journal, head), BEGUN_S, LOOK_EVERY_S)  # noqa: B023
        assert town.through(away) < away.heads()[away.journal.journal.raw].seq
        trial.after(line.becomes)
        trial.judge()
