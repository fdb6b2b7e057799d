"""What counter and agent tell each other of the office's clerk: small files, whole or not there.

The counter says that somebody calls (run/help.json), the agent what the clerk answered
(run/clerk.json). Both are words of the moment: they mean nothing after a restart of the machine
or a few minutes. That the clerk has taken the kiosk out of service (office/closed.json) stays
until the clerk takes it back.
"""

from pathlib import Path
from typing import Literal

import msgspec

from contract.clock import Moment
from contract.closing import ClosingReason
from edge_agent.device.files import remove_durably, write_atomically, write_durably
from edge_agent.device.state_files import read_state

CALL_VOID_AFTER_MS = 5 * 60_000

CallState = Literal["calling", "unanswered", "answered", "over"]
"""`unanswered`: for longer than the citizen was asked to wait; the clerk may still come."""


class HelpCall(msgspec.Struct, frozen=True, kw_only=True):
    """The counter's last call. `called_ms` is monotonic time of the boot `boot` (hexadecimal)."""

    call: str
    boot: str
    called_ms: int
    state: CallState


class ClerkAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The clerk's last word about one call."""

    call: str
    word: Literal["coming", "done"]


class ClosedByClerk(msgspec.Struct, frozen=True, kw_only=True):
    """There as long as the clerk wants the kiosk out of service. `mark` is random: two closings
    for one reason are two. `since_ms` is UTC."""

    mark: str
    reason: ClosingReason
    since_ms: int


_calls = msgspec.json.Decoder(HelpCall)
_answers = msgspec.json.Decoder(ClerkAnswer)
_closings = msgspec.json.Decoder(ClosedByClerk)


def write_help_call(path: Path, call: HelpCall) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(call))


def read_help_call(path: Path) -> HelpCall | None:
    """None when nobody has called. Raises DamagedDeviceFile."""
    return read_state(path, _calls)


def write_clerk_answer(path: Path, answer: ClerkAnswer) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(answer))


def read_clerk_answer(path: Path) -> ClerkAnswer | None:
    """None when the clerk has not answered. Raises DamagedDeviceFile."""
    return read_state(path, _answers)


def write_closing(path: Path, closed: ClosedByClerk | None) -> None:
    """None takes the kiosk back into service; either survives a power cut. Raises OSError."""
    if closed is None:
        remove_durably(path)
    else:
        write_durably(path, msgspec.json.encode(closed))


def read_closing(path: Path) -> ClosedByClerk | None:
    """None while the kiosk is to serve. Raises DamagedDeviceFile."""
    return read_state(path, _closings)


def is_standing(call: HelpCall, now: Moment) -> bool:
    """Whether somebody still waits, as far as the counter's last word tells."""
    age_ms = now.monotonic_ms - call.called_ms
    fresh = call.boot == now.boot.hex() and 0 <= age_ms <= CALL_VOID_AFTER_MS
    return fresh and call.state != "over"
