"""What the agent says of a technician's stick, in the words of screens and journal."""

from dataclasses import dataclass
from typing import assert_never

from contract.events import CourierAnswered, CourierRefused, CourierWritten, TechnicianEvent
from edge_agent import device as files
from kiosk.journeys.technician import Answered, NotDone, Outcome, Work, Written


@dataclass(frozen=True, slots=True)
class StickSeen:
    """`name` may be empty; `free` in bytes."""

    name: str
    free: int


@dataclass(frozen=True, slots=True)
class TechnicianView:
    """What the technician's screens say besides their state. Times in UTC ms, `wait_s` until
    another code is taken, `hub_heard_ms` 0 where the hub never spoke. Without an agent that is
    heard nothing can be carried, and the rest of it is unknown."""

    wait_s: int = 0
    has_codes: bool = True
    agent_is_heard: bool = False
    hub_heard_ms: int = 0
    waiting: int = 0
    oldest_ms: int | None = None
    stick: StickSeen | None = None


def outcome_of(said: files.Outcome) -> Outcome:
    match said:
        case files.Written():
            return Written(said.file, said.events, said.payments, said.damaged)
        case files.Answered():
            return Answered(said.answers, said.news, said.made_ms)
        case files.NotDone():
            return NotDone(said.reason)
        case _:
            assert_never(said)


def event_of(number: str, work: Work, outcome: Outcome) -> TechnicianEvent:
    match outcome:
        case Written():
            return CourierWritten(
                technician=number,
                file=outcome.file,
                events=outcome.events,
                payments=outcome.payments,
            )
        case Answered():
            return CourierAnswered(technician=number, answers=outcome.answers, news=outcome.news)
        case NotDone():
            return CourierRefused(technician=number, work=work, reason=outcome.reason)
        case _:
            assert_never(outcome)
