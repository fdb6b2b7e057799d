"""The machine's clock: is it behind what is known of the time, and does it run evenly?"""

import time
from collections.abc import Callable

from contract.clock import Clock, ClockQuality
from hardware.cabinet.looking import CabinetPart, Seen
from hardware.device import Listener
from hardware.reasons import Reason
from hardware.state import Component, DeviceState

_EVERY_S = 5.0
JUMP_MS = 60_000
TOLD_FOR_MS = 3_600_000
"""How long a jump stays a trouble: long enough for an operator to look."""


def since_boot_ms() -> int:
    """Goes on while the machine sleeps, so that waking up is no jump."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


class ClockSight:
    """A jump is a minute or more between two looks that the time since boot does not know of.

    The step with which a clock leaves the floor is its repair, and no trouble.
    """

    def __init__(self, clock: Clock, elapsed_ms: Callable[[], int] = since_boot_ms) -> None:
        self._clock = clock
        self._elapsed_ms = elapsed_ms
        self._start_ms: int | None = None
        """UTC minus the time since boot, at the last look; None while the clock is doubted."""
        self._jumped_at_ms: int | None = None

    def look(self) -> Seen:
        now, elapsed_ms = self._clock.now(), self._elapsed_ms()
        if now.quality in (ClockQuality.UNKNOWN, ClockQuality.FLOOR):
            self._start_ms = None
            return Seen(DeviceState.DEGRADED, Reason.BEHIND_FLOOR)
        start_ms = now.utc_ms - elapsed_ms
        if self._start_ms is not None and abs(start_ms - self._start_ms) >= JUMP_MS:
            self._jumped_at_ms = elapsed_ms
        self._start_ms = start_ms
        if self._jumped_at_ms is not None and elapsed_ms - self._jumped_at_ms < TOLD_FOR_MS:
            return Seen(DeviceState.DEGRADED, Reason.CLOCK_JUMPED)
        return Seen(DeviceState.READY)

    def interrupt(self) -> None:
        """Reading a clock waits for nobody."""

    def close(self) -> None:
        self._start_ms = None


def open_clock(clock: Clock, listener: Listener) -> CabinetPart:
    return CabinetPart(Component.CLOCK, ClockSight(clock), _EVERY_S, listener)
