"""Help, over whatever screen stands: a few lines, and a call to the office's clerk.

Pure; times in monotonic milliseconds. It knows nothing of the visit and the visit nothing of it,
so it can't touch the money.

    Closed -> Open -> Calling -> Answered -> Closed
                         `-> Unanswered -> Answered, or called again
"""

from dataclasses import dataclass, replace
from typing import assert_never

from contract.events import AssistanceEvent, HelpAnswered, HelpCalled, HelpUnanswered

UNANSWERED_AFTER_MS = 60_000
READ_WITHIN_MS = 120_000
"""So long the lines stay where no idleness clears the screen."""
WAITS_FOR_MS = 5 * 60_000
"""A call is over then, whatever became of it."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody wants help."""


@dataclass(frozen=True, slots=True)
class Open:
    """The lines are read."""

    touched_ms: int


@dataclass(frozen=True, slots=True)
class Calling:
    """`is_shown`: or the citizen went back to the screen meanwhile; the call stands."""

    call: str
    called_ms: int
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Unanswered:
    """For a minute: the screen names other ways. The clerk may still come."""

    call: str
    called_ms: int
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """The clerk is on the way."""

    call: str
    called_ms: int
    is_shown: bool = True


Called = Calling | Unanswered | Answered
HelpState = Closed | Open | Called


@dataclass(frozen=True, slots=True)
class HelpTouched: ...


@dataclass(frozen=True, slots=True)
class CallTouched:
    """`call` is a new random name. Only offered where a clerk can be called."""

    call: str


@dataclass(frozen=True, slots=True)
class WithdrawTouched: ...


@dataclass(frozen=True, slots=True)
class BackTouched:
    """To the screen below; a call stands."""


@dataclass(frozen=True, slots=True)
class SomebodyThere:
    """A touch, whatever it means to the visit."""


@dataclass(frozen=True, slots=True)
class ClerkComes:
    call: str


@dataclass(frozen=True, slots=True)
class ClerkDone:
    call: str


@dataclass(frozen=True, slots=True)
class TimePassed: ...


@dataclass(frozen=True, slots=True)
class VisitEnded: ...


HelpHappening = (
    HelpTouched
    | CallTouched
    | WithdrawTouched
    | BackTouched
    | SomebodyThere
    | ClerkComes
    | ClerkDone
    | TimePassed
    | VisitEnded
)
Step = tuple[HelpState, tuple[AssistanceEvent, ...]]


def advance(state: HelpState, happening: HelpHappening, now_ms: int) -> Step:
    """What doesn't fit the state changes nothing."""
    match happening:
        case HelpTouched():
            return _shown(state, now_ms), ()
        case CallTouched(call):
            return _call(state, call, now_ms)
        case ClerkComes(call):
            return _answer(state, call, now_ms)
        case ClerkDone(call):
            return (Closed() if is_called(state) == call else state), ()
        case TimePassed():
            return _later(state, now_ms)
        case WithdrawTouched() | VisitEnded():
            return Closed(), ()
        case BackTouched():
            return _hidden(state), ()
        case SomebodyThere():
            return (Open(now_ms) if isinstance(state, Open) else state), ()
        case _:
            assert_never(happening)


def is_called(state: HelpState) -> str | None:
    """By which name the clerk is called, None while nobody is."""
    return state.call if isinstance(state, Called) else None


def is_over_the_screen(state: HelpState) -> bool:
    return isinstance(state, Open) or (isinstance(state, Called) and state.is_shown)


def remaining_s(state: HelpState, now_ms: int) -> int:
    """Whole seconds until other ways are named."""
    if not isinstance(state, Calling):
        return 0
    left_ms = state.called_ms + UNANSWERED_AFTER_MS - now_ms
    return max(0, -(-left_ms // 1000))


def _shown(state: HelpState, now_ms: int) -> HelpState:
    match state:
        case Closed() | Open():
            return Open(now_ms)
        case Calling() | Unanswered() | Answered():
            return replace(state, is_shown=True)
        case _:
            assert_never(state)


def _hidden(state: HelpState) -> HelpState:
    match state:
        case Closed() | Open():
            return Closed()
        case Calling() | Unanswered() | Answered():
            return replace(state, is_shown=False)
        case _:
            assert_never(state)


def _call(state: HelpState, call: str, now_ms: int) -> Step:
    """Also again, once nobody has answered."""
    if isinstance(state, Open | Unanswered):
        return Calling(call, now_ms), (HelpCalled(call=call),)
    return state, ()


def _answer(state: HelpState, call: str, now_ms: int) -> Step:
    if not isinstance(state, Calling | Unanswered) or state.call != call:
        return state, ()
    waited_s = max(0, now_ms - state.called_ms) // 1000
    return Answered(call, state.called_ms), (HelpAnswered(call=call, waited_s=waited_s),)


def _later(state: HelpState, now_ms: int) -> Step:
    match state:
        case Open(touched_ms) if now_ms - touched_ms >= READ_WITHIN_MS:
            return Closed(), ()
        case Calling(call, called_ms) if now_ms - called_ms >= UNANSWERED_AFTER_MS:
            return Unanswered(call, called_ms), (HelpUnanswered(call=call),)
        case Unanswered() | Answered() if now_ms - state.called_ms >= WAITS_FOR_MS:
            return Closed(), ()
        case _:
            return state, ()
