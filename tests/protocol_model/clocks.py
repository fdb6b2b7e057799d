"""Time of the model: it stands until a step moves it. A machine's clock may be wrong."""

from dataclasses import dataclass

from contract.clock import BUILD_TIME_MS, ClockQuality, Moment
from edge_agent.device import ClockFloor

BEGINNING_MS = BUILD_TIME_MS + 30 * 24 * 3600 * 1000
NINETEEN_SEVENTY_MS = -BEGINNING_MS
HOUR_MS = 3600 * 1000


@dataclass
class Time:
    """What every clock would show if it were right; milliseconds."""

    passed_ms: int = 0

    @property
    def utc_ms(self) -> int:
        return BEGINNING_MS + self.passed_ms


@dataclass
class HubClock:
    time: Time

    def now(self) -> Moment:
        return Moment(self.time.utc_ms, b"hub-boot", self.time.passed_ms, ClockQuality.SYSTEM)


@dataclass
class MachineClock:
    """As `SystemClock`, on the model's time; `wrong_by_ms` is what a kiosk's clock may be."""

    time: Time
    floor: ClockFloor
    wrong_by_ms: int

    def now(self) -> Moment:
        system_ms = self.time.utc_ms + self.wrong_by_ms
        floor_ms = max(self.floor(), BUILD_TIME_MS)
        if system_ms < floor_ms:
            quality = ClockQuality.FLOOR
        else:
            quality = ClockQuality.HUB if self.floor() else ClockQuality.SYSTEM
        return Moment(max(system_ms, floor_ms), b"bootboot", self.time.passed_ms, quality)
