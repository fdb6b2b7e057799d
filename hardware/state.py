"""What a device is, as others need to know it: ready, or why not and since when."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from hardware.reasons import Reason


class Component(StrEnum):
    """The part of a kiosk a report is about; the names telemetry uses."""

    PRINTER = "printer"
    PAPER = "paper"
    TERMINAL = "terminal"
    SCANNER = "scanner"
    READER = "reader"
    UPS = "ups"
    DOOR = "door"
    TEMPERATURE = "temperature"
    DISK = "disk"
    CLOCK = "clock"
    SCREEN = "screen"


class DeviceState(StrEnum):
    """`absent`: not part of this kiosk. `degraded`: works, but a person should come soon."""

    ABSENT = "absent"
    STARTING = "starting"
    READY = "ready"
    DEGRADED = "degraded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """The state of one component.

    `reason` is None when all is well.
    `since_ms` is UTC milliseconds by this machine's clock. `level` is per cent, where the
    device knows one.
    """

    component: Component
    state: DeviceState
    reason: Reason | None
    since_ms: int
    level: int | None = None


def wall_ms() -> int:
    """UTC milliseconds by this machine's clock."""
    return time.time_ns() // 1_000_000


class ReportHolder:
    """The last report of one component, readable from any thread.

    `since_ms` moves only when state or reason change, so "failed since 10:41" stays true
    while the same trouble is seen again every second. `changed` is told, on the driver's
    thread, of every report that differs from the one before.
    """

    def __init__(
        self,
        component: Component,
        changed: Callable[[DeviceReport], None] | None = None,
        now_ms: Callable[[], int] = wall_ms,
    ) -> None:
        self._now_ms = now_ms
        self._changed = changed
        self._report = DeviceReport(component, DeviceState.STARTING, None, now_ms())

    def current(self) -> DeviceReport:
        return self._report

    def set(
        self, state: DeviceState, reason: Reason | None = None, level: int | None = None
    ) -> None:
        """Replaces the report; one assignment, so a reader sees the old or the new."""
        before = self._report
        if (before.state, before.reason) == (state, reason):
            report = replace(before, level=level)
        else:
            report = DeviceReport(before.component, state, reason, self._now_ms(), level)
        if report != before:
            self._report = report
            if self._changed is not None:
                self._changed(report)
