"""Commands to a kiosk on its page: what was ordered, what became of it, what can be ordered."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from central.commanding import (
    ORDERABLE,
    CommandOrder,
    Standing,
    orders_of,
    present_epoch,
    standing_of,
)
from central.console.command_answers import answer_line
from central.console.figures import number
from central.console.marks import Mark, Tone
from central.console.texts import has_text, text
from contract.city_closing import FROM_ARGUMENT, UNTIL_ARGUMENT
from contract.command import CommandName

MOST_SHOWN = 8
HOUR_MS = 3_600_000
WINDOW_HOURS = (1, 2, 4, 8, 24)
_TONES = {
    Standing.WAITING: Tone.NONE,
    Standing.RECEIVED: Tone.NONE,
    Standing.DONE: Tone.GOOD,
    Standing.FAILED: Tone.DANGER,
    Standing.REFUSED: Tone.NOTICE,
    Standing.INTERRUPTED: Tone.NOTICE,
    Standing.EXPIRED: Tone.NOTICE,
    Standing.VOID: Tone.NOTICE,
}


@dataclass(frozen=True)
class CommandRow:
    """`detail` says why it stands so; empty where there is nothing to add."""

    title: str
    state: Mark
    detail: str
    ordered_ms: int
    by: str


@dataclass(frozen=True)
class Choice:
    value: str
    title: str


CHOICES = tuple(Choice(name.value, text(f"command-{name}")) for name in ORDERABLE)
WINDOWS = tuple(Choice(str(hours), text("span-hours", n=number(hours))) for hours in WINDOW_HOURS)


def command_rows(session: Session, device: str, now_ms: int) -> Sequence[CommandRow]:
    """The newest first."""
    epoch = present_epoch(session)
    return [_row(order, epoch, now_ms) for order in orders_of(session, device, MOST_SHOWN)]


def window_of(name: CommandName, hours: int, now_ms: int) -> dict[str, str]:
    """The arguments of a maintenance that begins now; none for other commands."""
    if name is not CommandName.MAINTENANCE:
        return {}
    return {FROM_ARGUMENT: str(now_ms), UNTIL_ARGUMENT: str(now_ms + hours * HOUR_MS)}


def _row(order: CommandOrder, epoch: int, now_ms: int) -> CommandRow:
    standing = standing_of(order, epoch, now_ms)
    title = text(f"command-{order.name}") if has_text(f"command-{order.name}") else order.name
    return CommandRow(
        title=title,
        state=Mark(text(f"standing-{standing}"), _TONES[standing]),
        detail=answer_line(order),
        ordered_ms=order.ordered_ms,
        by=order.by,
    )
