"""Where a command stands now, in one word, and the commands of a kiosk."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.commanding.models import CommandOrder
from central.ingest import HubState


class Standing(StrEnum):
    WAITING = "waiting"
    """On its way until it expires: the kiosk has not said that it came."""
    RECEIVED = "received"
    """The kiosk has it, and is at it or waits for a visit to end."""
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"
    EXPIRED = "expired"
    """It never came, and will not be carried out any more."""
    VOID = "void"
    """Of an epoch before a restore: not sent any more."""


def standing_of(order: CommandOrder, epoch: int, now_ms: int) -> Standing:
    """`epoch` is the hub's present one."""
    if order.outcome is not None:
        return Standing(order.outcome)
    if order.received:
        return Standing.RECEIVED
    if order.epoch != epoch:
        return Standing.VOID
    return Standing.EXPIRED if order.expires_ms <= now_ms else Standing.WAITING


def orders_of(session: Session, device: str | None, most: int) -> list[CommandOrder]:
    """The newest first; of all kiosks when `device` is None."""
    orders = select(CommandOrder)
    if device is not None:
        orders = orders.where(CommandOrder.device == device)
    newest = (
        CommandOrder.ordered_ms.desc(),
        CommandOrder.epoch.desc(),
        CommandOrder.counter.desc(),
    )
    return list(session.scalars(orders.order_by(*newest).limit(most)))


def present_epoch(session: Session) -> int:
    """0 before the hub's journal is begun."""
    return session.scalar(select(HubState.epoch)) or 0
