"""A slow and lossy line, and days without one: all arrives, and nobody waits for another."""

import pytest

from tests.end_to_end.bad_days.clocks import DAY_MS, Behind
from tests.end_to_end.bad_days.drain import Drain
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import BEGUN_S, LOOK_EVERY_S, Town
from tests.support.waiting import comes_true

pytestmark = pytest.mark.timeout(600)
DAYS = 5
LIVE_PAYMENTS = 3


def test_a_slow_and_lossy_line_that_keeps_breaking_brings_everything_once(
    town: Town, drain: Drain, request: pytest.FixtureRequest
) -> None:
    trial = Trial(town, request, "slow and lossy line that keeps breaking", drain.kiosks)
    width, broken = 2 * town.size.bytes_per_s, drain.line.broken
    drain.line.becomes(
        delay_s=0.03, bytes_per_s=width, lost=0.1, stall_s=0.1, break_after=width // 2
    )
    drain.line.reset()

    def paying() -> None:
        for kiosk in drain.kiosks:
            kiosk.pay(town.size.payments)

    trial.after(paying)
    assert drain.line.broken > broken
    drain.line.becomes()
    trial.verify()


def test_garbled_bytes_end_the_connection_and_nothing_else(
    town: Town, drain: Drain, request: pytest.FixtureRequest
) -> None:
    trial = Trial(town, request, "bytes garbled on the line", drain.kiosks)
    trial.after(lambda: drain.kiosks[0].pay(1))
    before = drain.line.accepted
    drain.line.garble()
    trial.after(lambda: drain.kiosks[0].pay(2))
    trial.verify()
    assert drain.line.accepted > before


def test_days_offline_are_drained_beside_live_traffic(
    town: Town, drain: Drain, neighbour: Kiosk, request: pytest.FixtureRequest
) -> None:
    away, fault = drain.kiosks[0], "days offline, then a drain beside live traffic"
    trial = Trial(town, request, fault, (away, neighbour))
    drain.line.cut()
    for days in range(DAYS, 0, -1):
        away.pay(town.size.payments // DAYS, Behind(days * DAY_MS))
    behind = town.through(away)
    drain.line.becomes(bytes_per_s=town.size.bytes_per_s)
    town.hold_in_mid_drain(away, drain.line, behind)
    for _ in range(LIVE_PAYMENTS):
        neighbour.pay(1)
        assert comes_true(lambda: town.has_all_payments(neighbour), BEGUN_S, LOOK_EVERY_S)
    assert not town.has_all_payments(away)
    trial.after(drain.line.becomes)
    trial.verify()
