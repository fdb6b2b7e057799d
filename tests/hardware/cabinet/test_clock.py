"""A clock that is behind, repaired, set by somebody, or that only slept."""

from dataclasses import dataclass

from contract.clock import ClockQuality, Moment
from hardware.cabinet.clock import JUMP_MS, TOLD_FOR_MS, ClockSight
from hardware.reasons import Reason
from hardware.state import DeviceState

DAY_MS = 86_400_000


@dataclass
class Machine:
    """A clock, and the time since its machine was started."""

    utc_ms: int = 1_795_000_000_000
    elapsed_ms: int = 5_000
    quality: ClockQuality = ClockQuality.HUB

    def now(self) -> Moment:
        return Moment(self.utc_ms, b"bootboot", self.elapsed_ms, self.quality)

    def pass_(self, ms: int) -> None:
        self.utc_ms += ms
        self.elapsed_ms += ms

    def sight(self) -> ClockSight:
        return ClockSight(self, lambda: self.elapsed_ms)


def test_a_clock_that_runs_evenly_is_ready() -> None:
    machine = Machine()
    sight = machine.sight()
    for _ in range(5):
        machine.pass_(DAY_MS)  # also over a long sleep
        machine.utc_ms += JUMP_MS // 2  # what NTP corrects little by little
        assert sight.look().reason is None


def test_a_clock_behind_what_is_known_is_doubted() -> None:
    machine = Machine(quality=ClockQuality.FLOOR)
    seen = machine.sight().look()
    assert (seen.state, seen.reason) == (DeviceState.DEGRADED, Reason.BEHIND_FLOOR)


def test_the_step_that_repairs_a_clock_is_no_trouble() -> None:
    machine = Machine(quality=ClockQuality.FLOOR)
    sight = machine.sight()
    sight.look()
    machine.utc_ms += 30 * DAY_MS
    machine.quality = ClockQuality.SYSTEM
    assert sight.look().state is DeviceState.READY


def test_a_clock_that_is_set_is_told_for_an_hour() -> None:
    machine = Machine()
    sight = machine.sight()
    sight.look()
    machine.utc_ms -= JUMP_MS
    assert sight.look().reason is Reason.CLOCK_JUMPED
    machine.pass_(TOLD_FOR_MS - 1)
    assert sight.look().reason is Reason.CLOCK_JUMPED
    machine.pass_(1)
    assert sight.look().reason is None
