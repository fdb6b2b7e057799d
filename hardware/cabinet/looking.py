"""A part of the cabinet is looked at every few seconds; what is seen becomes its report."""

import threading
from dataclasses import dataclass
from typing import Protocol

from contract.errors import PishkhanError
from hardware.device import Listener, Measured, StateChanged, Watch, ignore_events
from hardware.link import LinkError
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look found."""

    state: DeviceState
    reason: Reason | None = None
    level: int | None = None
    measured: tuple[Measured, ...] = ()


class CannotTell(PishkhanError):
    """The part, or the service that knows it, gave no usable answer; `reason` is reported."""

    def __init__(self, reason: Reason, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason


class Sight(Protocol):
    """How a part is looked at; `look` and `close` run on one thread."""

    def look(self) -> Seen:
        """Raises LinkError, CannotTell."""

    def interrupt(self) -> None:
        """From any thread: a `look` that waits ends at once."""

    def close(self) -> None:
        """Lets go of what it holds; a later `look` may open it anew."""


class CabinetPart:
    """A Device that asks its `sight` again every `every_s` seconds.

    Failures: what `look` raises is the report's reason, and the sight is closed, so that the
    next look opens it anew. A measurement is told when it differs from the last told.
    """

    def __init__(
        self,
        component: Component,
        sight: Sight,
        every_s: float,
        listener: Listener = ignore_events,
    ) -> None:
        self._sight = sight
        self._every_s = every_s
        self._listener = listener
        self._report = ReportHolder(component, lambda report: listener(StateChanged(report)))
        self._told: dict[tuple[str, str], float] = {}
        self._watch = Watch(
            f"{component.value}-watch", self._look, sight.close, self._failed, threading.Lock()
        )
        self._watch.start()

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        self._watch.wake()

    def close(self) -> None:
        self._watch.close(self._sight.interrupt)

    def _look(self) -> float:
        try:
            seen = self._sight.look()
        except (LinkError, CannotTell) as error:
            if not self._watch.is_closing:
                self._failed(error.reason)
            return self._every_s
        for measured in seen.measured:  # before the state, which makes them believed
            self._tell(measured)
        self._report.set(seen.state, seen.reason, seen.level)
        return self._every_s

    def _tell(self, measured: Measured) -> None:
        key = (measured.measurement.value, measured.place)
        if self._told.get(key) != measured.value:
            self._told[key] = measured.value
            self._listener(measured)

    def _failed(self, reason: Reason) -> None:
        self._told.clear()  # nothing is known now; what comes next is news
        self._report.set(DeviceState.FAILED, reason)
        self._sight.close()
