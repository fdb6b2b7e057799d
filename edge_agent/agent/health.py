"""How this device is, for telemetry: what the counter says of its parts, and what we see.

A counter that has not written for ten seconds is silent: then nothing it said before is repeated.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from contract.clock import Clock, ClockQuality
from contract.telemetry import (
    Component,
    ComponentState,
    DatasetAge,
    JournalQueue,
    Measurement,
    State,
    Telemetry,
)
from edge_agent.agent.machine import Machine
from edge_agent.device import (
    CounterState,
    DamagedDeviceFile,
    DeviceDirectory,
    is_fresh,
    read_counter_state,
)
from edge_agent.journal import JournalDamaged, SpaceLimits
from edge_agent.uplink.journals import Followed, Journals

CLOCK_OFF_MS = 60_000
MEMORY_SCARCE_PERCENT = 5
MINIMUM_FREE_BYTES = SpaceLimits().minimum_free_bytes
_BADNESS = {
    State.READY: 0,
    State.ABSENT: 0,
    State.STARTING: 0,
    State.DEGRADED: 1,
    State.FAILED: 2,
}


@dataclass(frozen=True)
class Condition:
    """How the device is at one moment. `counter` is the counter's word, however old; `fresh`
    the same, None when it is too old to be believed."""

    counter: CounterState | None
    fresh: CounterState | None
    components: tuple[ComponentState, ...]


@dataclass
class Health:
    """`software` is the agent's version. `hub_offset_ms`: how far the hub's time was ahead of
    ours when it last spoke; None while it has not."""

    device: str
    software: str
    directory: DeviceDirectory
    clock: Clock
    machine: Machine = field(default_factory=Machine)
    _since: dict[Component, tuple[State, str | None, int]] = field(default_factory=dict)

    def condition(self, journals: Journals, hub_offset_ms: int | None) -> Condition:
        """Looked at each second."""
        counter = self._counter()
        fresh = counter if counter is not None and is_fresh(counter) else None
        components = tuple(self._components(counter, fresh, journals, hub_offset_ms))
        return Condition(counter, fresh, components)

    def telemetry(
        self,
        condition: Condition,
        journals: Journals,
        reference: tuple[DatasetAge, ...],
        hub_offset_ms: int | None,
    ) -> Telemetry:
        """All there is to say: more work than the condition alone."""
        moment, counter = self.clock.now(), condition.counter
        followed = journals.in_order()
        return Telemetry(
            device=self.device,
            boot=moment.boot,
            utc_ms=moment.utc_ms,
            software=self.software,
            uptime_ms=moment.monotonic_ms,
            queue=tuple(_queue(f) for f in followed),
            components=condition.components,
            measurements=(*_measurements(condition, hub_offset_ms), *self.machine.measurements()),
            reference=reference,
            diverged=tuple(f.drain.journal.raw for f in followed if f.drain.diverged),
            last_payment_ms=None if counter is None else counter.last_payment_ms,
            last_print_ms=None if counter is None else counter.last_print_ms,
        )

    def _components(
        self,
        counter: CounterState | None,
        fresh: CounterState | None,
        journals: Journals,
        hub_offset_ms: int | None,
    ) -> Iterable[ComponentState]:
        """The counter's own words; of what the agent judges too, the worse of both."""
        yield self._counter_component(counter, fresh)
        said = {} if fresh is None else {part.component: part for part in fresh.components}
        said.pop(Component.COUNTER, None)
        judged = (self._disk(journals), self._clock_component(hub_offset_ms), self._machine())
        for own in judged:
            yield _worse(own, said.pop(own.component, own))
        yield from said.values()

    def _counter(self) -> CounterState | None:
        try:
            return read_counter_state(self.directory.counter_state_path)
        except DamagedDeviceFile:
            return None  # half written by a power cut: it is written again within a second

    def _counter_component(
        self, counter: CounterState | None, fresh: CounterState | None
    ) -> ComponentState:
        if counter is None:
            return self._part(Component.COUNTER, State.ABSENT, "never_started")
        if fresh is None:
            return self._part(Component.COUNTER, State.FAILED, "silent")
        for part in fresh.components:
            if part.component is Component.COUNTER:
                return part
        return self._part(Component.COUNTER, State.READY, None)

    def _disk(self, journals: Journals) -> ComponentState:
        status = os.statvfs(self.directory.path)
        free = status.f_bavail * status.f_frsize
        level = int(100 * status.f_bavail / max(1, status.f_blocks))
        if journals.damaged:
            return self._part(Component.DISK, State.FAILED, "journal_damaged", level)
        if free < MINIMUM_FREE_BYTES:
            return self._part(Component.DISK, State.FAILED, "nearly_full", level)
        if free < 2 * MINIMUM_FREE_BYTES:
            return self._part(Component.DISK, State.DEGRADED, "filling", level)
        return self._part(Component.DISK, State.READY, None, level)

    def _machine(self) -> ComponentState:
        free = self.machine.memory_free_percent()
        if free is not None and free < MEMORY_SCARCE_PERCENT:
            return self._part(Component.MACHINE, State.DEGRADED, "memory_scarce")
        return self._part(Component.MACHINE, State.READY, None)

    def _clock_component(self, hub_offset_ms: int | None) -> ComponentState:
        match self.clock.now().quality:
            case ClockQuality.FLOOR | ClockQuality.UNKNOWN:
                return self._part(Component.CLOCK, State.DEGRADED, "behind_floor")
            case ClockQuality.SYSTEM | ClockQuality.HUB:
                if abs(hub_offset_ms or 0) > CLOCK_OFF_MS:
                    return self._part(Component.CLOCK, State.DEGRADED, "off")
                return self._part(Component.CLOCK, State.READY, None)

    def _part(
        self, component: Component, state: State, reason: str | None, level: int | None = None
    ) -> ComponentState:
        known = self._since.get(component)
        if known is None or known[:2] != (state, reason):
            known = (state, reason, self.clock.now().utc_ms)
            self._since[component] = known
        return ComponentState(
            component=component, state=state, reason=reason, since_ms=known[2], level=level
        )


def _worse(own: ComponentState, said: ComponentState) -> ComponentState:
    return said if _BADNESS[said.state] > _BADNESS[own.state] else own


def _measurements(condition: Condition, hub_offset_ms: int | None) -> Iterable[Measurement]:
    if condition.fresh is not None:
        yield from condition.fresh.measurements
    if hub_offset_ms is not None:
        yield Measurement(component=Component.CLOCK, name="clock_offset_ms", value=-hub_offset_ms)


def _queue(followed: Followed) -> JournalQueue:
    drain = followed.drain
    return JournalQueue(
        journal=drain.journal.raw,
        writer=drain.writer,
        head_seq=drain.head.seq,
        acked_seq=drain.through,
        oldest_unsent_ms=_oldest_ms(followed),
    )


def _oldest_ms(followed: Followed) -> int | None:
    drain = followed.drain
    if drain.through >= drain.head.seq:
        return None
    try:
        return followed.reader.time_of(drain.through + 1)
    except JournalDamaged:
        return None  # the next batch finds the damage and reports it


def oldest_waiting_ms(journals: Journals) -> int | None:
    """Since when (UTC) the oldest event of all has waited for the hub; None when none does."""
    waiting = (_oldest_ms(followed) for followed in journals.in_order())
    return min((oldest for oldest in waiting if oldest is not None), default=None)
