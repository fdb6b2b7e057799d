"""Machines whose clocks are wrong: the writer's own, and libfaketime for a whole process."""

from dataclasses import dataclass, replace
from pathlib import Path

from contract.clock import ClockQuality, Moment, SystemClock

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LIBRARY = "*/faketime/libfaketimeMT.so.1"


@dataclass(frozen=True)
class Behind:
    """A clock that stands so long before ours."""

    ms: int

    def now(self) -> Moment:
        moment = SystemClock().now()
        return replace(moment, utc_ms=moment.utc_ms - self.ms, quality=ClockQuality.SYSTEM)


@dataclass(frozen=True)
class AtTheFloor:
    """What a counter goes by when its machine woke in 1970: the hub's last time."""

    floor_ms: int

    def now(self) -> Moment:
        return replace(SystemClock().now(), utc_ms=self.floor_ms, quality=ClockQuality.FLOOR)


@dataclass(frozen=True)
class FakeTime:
    """The system clock of the processes that get `environment`, set by writing a file."""

    setting: Path

    def set(self, text: str) -> None:
        """As faketime(1) writes times: "@1970-01-01 00:00:05" goes on from there, "-1h"."""
        self.setting.write_text(text + "\n", encoding="ascii")

    @property
    def environment(self) -> dict[str, str]:
        (library,) = Path("/usr/lib").glob(LIBRARY)
        return {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self.setting),
            "FAKETIME_CACHE_DURATION": "1",
            # Time that only passes goes on as it does when somebody sets a machine's clock.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
