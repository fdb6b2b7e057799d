"""DIR/run/counter.json, once a second from the counter's own loop: a loop that hangs is seen."""

import logging
import shutil
from pathlib import Path

from contract.clock import Clock, ClockQuality, Moment
from contract.telemetry import Component, ComponentState, State
from edge_agent.device import CounterState, write_counter_state
from hardware.device_set import DeviceSet
from hardware.state import DeviceReport

log = logging.getLogger(__name__)

DISK_LOW_PERCENT = 5


class Heartbeat:
    """Writes the state of the counter and its devices for the agent."""

    def __init__(self, path: Path, devices: DeviceSet, clock: Clock) -> None:
        self._path = path
        self._devices = devices
        self._clock = clock
        self._since: dict[Component, tuple[State, int]] = {}
        self._failing = False
        self.last_payment_ms: int | None = None
        self.last_print_ms: int | None = None

    def beat(self, trouble: str | None) -> None:
        """`trouble`: why the counter takes no payments, None when it does."""
        now = self._clock.now()
        state = CounterState(
            boot=now.boot.hex(),
            monotonic_ms=now.monotonic_ms,
            components=self._components(now, trouble),
            last_payment_ms=self.last_payment_ms,
            last_print_ms=self.last_print_ms,
        )
        try:
            write_counter_state(self._path, state)
        except OSError as error:
            # The agent then reports a silent counter, which is the truth it can know.
            if not self._failing:
                log.warning("the counter's state can't be written: %s", error)
            self._failing = True
        else:
            self._failing = False

    def _components(self, now: Moment, trouble: str | None) -> tuple[ComponentState, ...]:
        counter = State.READY if trouble is None else State.FAILED
        doubted = now.quality in {ClockQuality.UNKNOWN, ClockQuality.FLOOR}
        return (
            self._own(Component.COUNTER, counter, trouble, now),
            *(
                _of_device(report)
                for report in self._devices.reports().values()
                if report.component.value not in (Component.DISK, Component.CLOCK)
            ),
            self._disk(now),
            self._own(
                Component.CLOCK,
                State.DEGRADED if doubted else State.READY,
                "behind_floor" if doubted else None,
                now,
            ),
        )

    def _disk(self, now: Moment) -> ComponentState:
        usage = shutil.disk_usage(self._path.parent)
        level = usage.free * 100 // usage.total
        low = level < DISK_LOW_PERCENT
        state = State.DEGRADED if low else State.READY
        return self._own(Component.DISK, state, "nearly_full" if low else None, now, level)

    def _own(
        self,
        component: Component,
        state: State,
        reason: str | None,
        now: Moment,
        level: int | None = None,
    ) -> ComponentState:
        before, since_ms = self._since.get(component, (None, 0))
        if before is not state:
            since_ms = now.utc_ms
            self._since[component] = (state, since_ms)
        return ComponentState(
            component=component, state=state, reason=reason, since_ms=since_ms, level=level
        )


def _of_device(report: DeviceReport) -> ComponentState:
    return ComponentState(
        component=Component(report.component.value),
        state=State(report.state.value),
        reason=report.reason,
        since_ms=report.since_ms,
        level=report.level,
    )
