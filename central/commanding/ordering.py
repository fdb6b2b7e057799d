"""Ordering a command: judged, journaled and folded in one transaction. It is sent afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.commanding.models import CommandOrder
from central.commanding.projection import CommandsProjection
from central.fleet import DeviceUnknown, find_device
from central.hub import Hub
from central.ingest import HubState, fold_hub_events
from contract.city_closing import FROM_ARGUMENT, LONGEST_MAINTENANCE_MS, UNTIL_ARGUMENT
from contract.command import CommandName
from contract.errors import PishkhanError
from contract.events import CommandOrdered

MINUTE_MS = 60_000
USUAL_EXPIRY_MS = 10 * MINUTE_MS
LONGEST_EXPIRY_MS = 7 * 24 * 60 * MINUTE_MS
ORDERABLE = (
    CommandName.REFRESH,
    CommandName.TEST_PRINT,
    CommandName.OUT_OF_SERVICE,
    CommandName.IN_SERVICE,
    CommandName.MAINTENANCE,
    CommandName.RESTART,
    CommandName.SEND_LOGS,
    CommandName.SCREENSHOT,
    CommandName.ROTATE_CERTIFICATE,
    CommandName.UPDATE,
)
"""In the order in which people are shown them."""


class CommandRefused(PishkhanError):
    """Nothing was ordered."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants a kiosk to do, and for how long it may still begin."""

    device: str
    name: CommandName
    arguments: Mapping[str, str] = field(default_factory=dict)
    expires_in_ms: int = USUAL_EXPIRY_MS


@dataclass(frozen=True)
class Ordered:
    """The command's name between hub and kiosk."""

    epoch: int
    counter: int

    @property
    def text(self) -> str:
        return f"{self.epoch}.{self.counter}"


def order_command(hub: Hub, wish: Wish, by: str) -> Ordered:
    """Raises CommandRefused. A hub that serves sends it within a second."""
    now_ms = hub.now_ms()
    _judge(wish, now_ms)
    with hub.sessions.writing() as session:
        _judge_device(session, wish.device)
        epoch = session.execute(select(HubState.epoch).with_for_update()).scalar_one()
        last = session.scalar(
            select(func.max(CommandOrder.counter)).where(CommandOrder.epoch == epoch)
        )
        ordered = Ordered(epoch, (last or 0) + 1)
        event = CommandOrdered(
            epoch=epoch,
            counter=ordered.counter,
            device=wish.device,
            name=wish.name.value,
            arguments=dict(wish.arguments),
            expires_ms=now_ms + wish.expires_in_ms,
            by=by,
        )
        seq = hub.journal.append(session, event)
        journal = session.scalars(select(HubState.journal)).one()
        assert journal is not None
        fold_hub_events(session.connection(), journal, seq, (CommandsProjection(),))
    return ordered


def _judge(wish: Wish, now_ms: int) -> None:
    if not MINUTE_MS <= wish.expires_in_ms <= LONGEST_EXPIRY_MS:
        raise CommandRefused(
            "A command may wait for a kiosk from one minute to seven days.",
            "Give a time between these.",
        )
    if wish.name is CommandName.MAINTENANCE:
        _judge_window(wish, now_ms)


def _judge_window(wish: Wish, now_ms: int) -> None:
    from_ms, until_ms = (int(wish.arguments[key]) for key in (FROM_ARGUMENT, UNTIL_ARGUMENT))
    if until_ms <= max(from_ms, now_ms):
        raise CommandRefused(
            "The maintenance window is over, or ends before it begins.",
            "Let it end later than it begins, and later than now.",
        )
    if until_ms - from_ms > LONGEST_MAINTENANCE_MS:
        raise CommandRefused(
            "A maintenance window lasts a week at most.",
            "Take the kiosk out of service instead, until you take it back.",
        )


def _judge_device(session: Session, device: str) -> None:
    try:
        row = find_device(session, device)
    except DeviceUnknown as unknown:
        raise CommandRefused(unknown.what, unknown.next_step) from unknown
    if row.revoked_ms is not None:
        raise CommandRefused(
            f"The device {device} was revoked: it takes no commands.",
            "Order it for the machine that stands in its place.",
        )
