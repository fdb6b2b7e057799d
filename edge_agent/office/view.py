"""What the clerk sees: this kiosk in a few words, and whether somebody calls. Nothing of a visit.

The page asks the same small files that counter and agent write for each other, so it holds up
neither of them.
"""

from typing import Literal

import msgspec

from contract.clock import Clock
from contract.telemetry import Component, ComponentState, State
from edge_agent.device import (
    ClerkAnswer,
    ClosedByClerk,
    CounterState,
    DamagedDeviceFile,
    DeviceDirectory,
    HelpCall,
    Link,
    is_fresh,
    is_standing,
    read_agent_state,
    read_clerk_answer,
    read_closing,
    read_counter_state,
    read_help_call,
)

Service = Literal["open", "closing", "closed", "by_city", "technician", "stopped", "silent"]
"""`closing`: after the visit that is under way; `by_city`: the city wants it so; `technician`: one
is at its screen; `stopped` by itself; `silent`: not running."""
_PARTS = (Component.PRINTER, Component.PAPER, Component.TERMINAL)
BY_CLERK, BY_CITY, TECHNICIAN = "clerk_", "city_", "technician"
"""How the reasons of a clerk and of the city begin at the counter; and the technician's whole."""


class Part(msgspec.Struct, frozen=True):
    """A part of the kiosk as its driver names it; `reason` is a stable key."""

    state: State
    reason: str | None = None


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody waits. `waited_s` is as of now: the page counts on by itself."""

    call: str
    answered: bool
    late: bool
    """For longer than the citizen was asked to wait."""
    waited_s: int


class View(msgspec.Struct, frozen=True, kw_only=True):
    """`reason` is why it is closed; the kiosk's own when `stopped`."""

    title: str
    city: str
    service: Service
    reason: str | None
    closed_s: int | None
    link: Link
    parts: dict[str, Part]
    call: Call | None

    @property
    def without_seconds(self) -> "View":
        """Equal as long as nothing but time has passed."""
        call = None if self.call is None else msgspec.structs.replace(self.call, waited_s=0)
        return msgspec.structs.replace(self, call=call, closed_s=None)


class Viewing:
    """Reads what there is to see; a file that can't be read is as if it weren't there."""

    def __init__(self, directory: DeviceDirectory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._place = directory.identity().place

    def look(self) -> View:
        counter = self._counter()
        closed = self.closed()
        service, reason = _service(counter, closed)
        now_ms = self._clock.now().utc_ms
        return View(
            title=self._place.title,
            city=self._place.city_name,
            service=service,
            reason=reason,
            closed_s=None if closed is None else max(0, now_ms - closed.since_ms) // 1000,
            link=self._link(),
            parts=_parts(counter),
            call=self._call(),
        )

    def standing_call(self) -> HelpCall | None:
        """Whom the clerk can answer."""
        try:
            call = read_help_call(self._directory.help_call_path)
        except DamagedDeviceFile:
            return None
        return call if call is not None and is_standing(call, self._clock.now()) else None

    def closed(self) -> ClosedByClerk | None:
        try:
            return read_closing(self._directory.closing_path)
        except DamagedDeviceFile:
            return None

    def _call(self) -> Call | None:
        call, answer = self.standing_call(), self._answer()
        if call is None:
            return None
        word = answer.word if answer is not None and answer.call == call.call else None
        if word == "done":
            return None  # the counter hears of it within a second
        return Call(
            call=call.call,
            answered=word == "coming" or call.state == "answered",
            late=call.state == "unanswered",
            waited_s=(self._clock.now().monotonic_ms - call.called_ms) // 1000,
        )

    def _answer(self) -> ClerkAnswer | None:
        try:
            return read_clerk_answer(self._directory.clerk_answer_path)
        except DamagedDeviceFile:
            return None

    def _counter(self) -> CounterState | None:
        try:
            state = read_counter_state(self._directory.counter_state_path)
        except (DamagedDeviceFile, OSError):
            return None
        return state if state is not None and is_fresh(state) else None

    def _link(self) -> Link:
        try:
            state = read_agent_state(self._directory.agent_state_path)
        except (DamagedDeviceFile, OSError):
            return "connecting"
        return "connecting" if state is None else state.link


def _service(
    counter: CounterState | None, closed: ClosedByClerk | None
) -> tuple[Service, str | None]:
    if counter is None:
        return "silent", None if closed is None else closed.reason
    own = _find(counter, Component.COUNTER)
    reason = None if own is None or own.state is State.READY else own.reason
    if reason is not None and reason.startswith(BY_CITY):
        return "by_city", reason
    if reason == TECHNICIAN:
        return "technician", None
    if reason is not None and not reason.startswith(BY_CLERK):
        return "stopped", reason
    if closed is None:
        # The counter takes itself back into service within a second.
        return "open", None
    return ("closing" if reason is None else "closed"), closed.reason


def _parts(counter: CounterState | None) -> dict[str, Part]:
    if counter is None:
        return {}
    found = ((component, _find(counter, component)) for component in _PARTS)
    return {
        component.value: Part(part.state, part.reason)
        for component, part in found
        if part is not None
    }


def _find(counter: CounterState, component: Component) -> ComponentState | None:
    return next((part for part in counter.components if part.component is component), None)
