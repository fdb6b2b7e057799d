"""DIR/run/counter.json, once a second from the counter's own loop: a loop that hangs is seen."""

import logging
from pathlib import Path

from contract.clock import Clock, Moment
from contract.telemetry import Component, ComponentState, Measurement, State
from edge_agent.device import (
    CounterState,
    DamagedDeviceFile,
    read_counter_state,
    write_counter_state,
)
from hardware.device import Measured
from hardware.device_set import DeviceSet
from hardware.state import DeviceReport
from kiosk.counter.software import software_version

log = logging.getLogger(__name__)


class Heartbeat:
    """Writes the state of the counter and its devices for the agent."""

    def __init__(self, path: Path, devices: DeviceSet, clock: Clock) -> None:
        self._path = path
        self._devices = devices
        self._clock = clock
        self._counter: tuple[State, int] | None = None
        self._failing = False
        # Another counter comes after each visit: what the one before knew stays known.
        before = _before(path)
        self.last_payment_ms = None if before is None else before.last_payment_ms
        self.last_print_ms = None if before is None else before.last_print_ms

    def beat(self, trouble: str | None) -> None:
        """`trouble`: why the counter takes no payments, None when it does."""
        now = self._clock.now()
        state = CounterState(
            boot=now.boot.hex(),
            monotonic_ms=now.monotonic_ms,
            software=software_version(),
            components=(
                self._of_counter(trouble, now),
                *(_of_device(report) for report in self._devices.reports().values()),
            ),
            measurements=tuple(_measurement(read) for read in self._devices.measurements()),
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

    def _of_counter(self, trouble: str | None, now: Moment) -> ComponentState:
        state = State.READY if trouble is None else State.FAILED
        if self._counter is None or self._counter[0] is not state:
            self._counter = (state, now.utc_ms)
        return ComponentState(
            component=Component.COUNTER, state=state, reason=trouble, since_ms=self._counter[1]
        )


def _before(path: Path) -> CounterState | None:
    try:
        return read_counter_state(path)
    except DamagedDeviceFile:
        return None  # half written by a power cut


def _of_device(report: DeviceReport) -> ComponentState:
    return ComponentState(
        component=Component(report.component.value),
        state=State(report.state.value),
        reason=report.reason,
        since_ms=report.since_ms,
        level=report.level,
    )


def _measurement(read: Measured) -> Measurement:
    return Measurement(
        component=Component(read.component.value),
        name=read.measurement.value,
        value=read.value,
        place=read.place[:80],
    )
