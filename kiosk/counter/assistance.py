"""Between help on the screen and the clerk's page: the call goes out, the answer comes in. Each is
journaled.

The journal comes second here: help that can't be journaled is help all the same, and whether
money can be is for the payment to find out.
"""

import logging
import secrets
from collections.abc import Callable
from typing import assert_never

from contract.clock import Clock
from contract.errors import PishkhanError
from edge_agent.device import (
    CallState,
    DamagedDeviceFile,
    DeviceDirectory,
    HelpCall,
    is_standing,
    read_clerk_answer,
    read_help_call,
    write_help_call,
)
from edge_agent.journal import Draft, JournalWriter
from kiosk.boundary import Intent
from kiosk.counter.agent_link import AgentLink
from kiosk.journeys.help import (
    Answered,
    BackTouched,
    Calling,
    CallTouched,
    ClerkComes,
    ClerkDone,
    Closed,
    HelpHappening,
    HelpState,
    HelpTouched,
    Open,
    SomebodyThere,
    TimePassed,
    Unanswered,
    VisitEnded,
    WithdrawTouched,
    advance,
    is_called,
)

log = logging.getLogger(__name__)

_TOUCHES: dict[str, Callable[[], HelpHappening]] = {
    "help": HelpTouched,
    "close_help": BackTouched,
    "withdraw_call": WithdrawTouched,
    "call_clerk": lambda: CallTouched(secrets.token_hex(8)),
}


class Assistance:
    """Used from the counter's thread alone. Begins with the call that a counter before it made."""

    def __init__(
        self, directory: DeviceDirectory, journal: JournalWriter, agent: AgentLink, clock: Clock
    ) -> None:
        self._directory = directory
        self._journal = journal
        self._agent = agent
        self._clock = clock
        self.state: HelpState = self._called_before()

    @property
    def can_call(self) -> bool:
        """Is the clerk's page there?"""
        return self._agent.can_call_clerk

    def touched(self, intent: Intent) -> bool:
        """False: `intent` is not about help."""
        happening = _TOUCHES.get(intent.name)
        if happening is None:
            self._happen(SomebodyThere())
            return False
        if intent.name != "call_clerk" or self.can_call:
            self._happen(happening())
        return True

    def step_aside(self) -> None:
        """What was held to the reader is looked at first; a call stands."""
        self._happen(BackTouched())

    def end_visit(self) -> None:
        self._happen(VisitEnded())

    def tend(self) -> bool:
        """Each second: time, and the clerk's word. True when there is news on the screen."""
        before = self.state
        word = self._clerks_word()
        if word is not None:
            self._happen(word)
        self._happen(TimePassed())
        return type(self.state) is not type(before) and not isinstance(self.state, Closed)

    def _happen(self, happening: HelpHappening) -> None:
        before = self.state
        self.state, events = advance(before, happening, self._clock.now().monotonic_ms)
        if _word(self.state) != _word(before):
            self._tell(before)
        for event in events:
            self._append(Draft(event))

    def _append(self, draft: Draft) -> None:
        try:
            self._journal.append(draft)
        except PishkhanError as error:
            log.warning("%s is not journaled: %s", draft.event.KIND, error)

    def _tell(self, before: HelpState) -> None:
        """The agent, which the clerk's page asks."""
        told = self.state if isinstance(self.state, Calling | Unanswered | Answered) else before
        if not isinstance(told, Calling | Unanswered | Answered):
            return
        word = _word(self.state)
        now = self._clock.now()
        call = HelpCall(
            call=told.call,
            boot=now.boot.hex(),
            called_ms=told.called_ms,
            state="over" if word is None else word[1],
        )
        try:
            write_help_call(self._directory.help_call_path, call)
        except OSError as error:
            log.warning("the clerk can't be told of a call: %s", error)

    def _clerks_word(self) -> HelpHappening | None:
        call = is_called(self.state)
        if call is None:
            return None
        try:
            answer = read_clerk_answer(self._directory.clerk_answer_path)
        except DamagedDeviceFile:
            return None
        if answer is None or answer.call != call:
            return None
        return ClerkComes(call) if answer.word == "coming" else ClerkDone(call)

    def _called_before(self) -> HelpState:
        try:
            call = read_help_call(self._directory.help_call_path)
        except DamagedDeviceFile:
            return Closed()
        if call is None or not is_standing(call, self._clock.now()):
            return Closed()
        return _state_of(call)


def _word(state: HelpState) -> tuple[str, CallState] | None:
    """What the agent is told of a state."""
    match state:
        case Closed() | Open():
            return None
        case Calling(call):
            return call, "calling"
        case Unanswered(call):
            return call, "unanswered"
        case Answered(call):
            return call, "answered"
        case _:
            assert_never(state)


def _state_of(call: HelpCall) -> HelpState:
    match call.state:
        case "calling":
            return Calling(call.call, call.called_ms)
        case "unanswered":
            return Unanswered(call.call, call.called_ms)
        case "answered":
            return Answered(call.call, call.called_ms)
        case "over":
            return Closed()
        case _:
            assert_never(call.state)
