"""A technician at the open cabinet: the code, then the page from which the queue is carried.

Pure; times in monotonic milliseconds. While one of these states stands nobody else is served. It
ends by itself: with the door, after some time without a touch, with the process.

    Asking -> AtPage -> Carrying -> Told -> AtPage
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from contract.technician import CODE_DIGITS, CodeRefusal
from contract.values import normalise_digits

ASKED_FOR_MS = 60_000
AT_PAGE_FOR_MS = 5 * 60_000
READ_FOR_MS = 20_000
"""What came of a work that went on behind a closed door stays so long."""
AGENT_ANSWERS_WITHIN_MS = 20_000
FREE_TRIES = 3

Work = Literal["export", "import"]
Leaving = Literal["left", "door_closed", "idle"]


@dataclass(frozen=True, slots=True)
class Written:
    """The queue is on the stick. `damaged` journals are not in it to their end."""

    file: str
    events: int
    payments: int
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """The hub's answers are taken; `made_ms` (UTC) is when the newest was made."""

    answers: int
    news: int
    made_ms: int


@dataclass(frozen=True, slots=True)
class NotDone:
    """`reason` is a stable key."""

    reason: str


Outcome = Written | Answered | NotDone


@dataclass(frozen=True, slots=True)
class Asking:
    """The code is typed; it is never shown. `error` is about the one before."""

    touched_ms: int
    typed: str = field(default="", repr=False)
    error: CodeRefusal | None = None


@dataclass(frozen=True, slots=True)
class AtPage:
    """`number` is the technician's."""

    number: str
    touched_ms: int


@dataclass(frozen=True, slots=True)
class Carrying:
    """The agent is at it. `heard_ms`: its last word; `done` of `total` events are in the file."""

    number: str
    work: Work
    wish: str
    heard_ms: int
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it stands on the screen."""

    number: str
    work: Work
    outcome: Outcome
    touched_ms: int


TechnicianState = Asking | AtPage | Carrying | Told


def number_of(state: TechnicianState) -> str | None:
    """Who has signed in."""
    return None if isinstance(state, Asking) else state.number


def type_digit(state: Asking, digit: str, now_ms: int) -> Asking:
    """One key, in any script."""
    typed = normalise_digits(digit)
    if len(typed) != 1 or typed not in "0123456789" or len(state.typed) >= CODE_DIGITS:
        return replace(state, touched_ms=now_ms)
    return Asking(now_ms, state.typed + typed)


def erase(state: Asking, now_ms: int) -> Asking:
    return Asking(now_ms, state.typed[:-1])


def clear(_state: Asking, now_ms: int) -> Asking:
    return Asking(now_ms)


def is_whole(state: Asking) -> bool:
    """Is there a code to be tried?"""
    return len(state.typed) == CODE_DIGITS


def touched(state: TechnicianState, now_ms: int) -> TechnicianState:
    """Somebody is there."""
    return state if isinstance(state, Carrying) else replace(state, touched_ms=now_ms)


def has_ended(state: TechnicianState, *, door_open: bool, now_ms: int) -> Leaving | None:
    """Why it ends by itself now. Never while the stick is being written."""
    match state:
        case Carrying():
            return None
        case Asking(touched_ms):
            idle = now_ms - touched_ms >= ASKED_FOR_MS
        case Told(touched_ms=touched_ms) if now_ms - touched_ms < READ_FOR_MS:
            return None
        case AtPage() | Told():
            idle = now_ms - state.touched_ms >= AT_PAGE_FOR_MS
    if not door_open:
        return "door_closed"
    return "idle" if idle else None
