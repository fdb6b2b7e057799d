"""Sending what was ordered, until the kiosk says that it came or the command has expired.

The broker keeps nothing for a kiosk that is away, so each waiting command is said again and
again; a kiosk carries one out once, however often it hears of it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from central.commanding.models import CommandOrder
from central.commanding.standing import present_epoch
from central.hub import Hub
from central.journal import SecondStoreFailed
from central.repeating import repeat
from contract.command import Command, CommandName, sign_command
from contract.topics import Topics
from contract.values import CityId, DeviceId

log = logging.getLogger("pishkhan.hub.commands")

LOOK_EVERY_S = 1.0
AGAIN_AFTER_MS = 15_000

Publish = Callable[[str, bytes], None]


@dataclass
class Sender:
    """Remembers when each waiting command was last said; after a restart all are said anew."""

    hub: Hub
    publish: Publish
    _said_ms: dict[tuple[int, int], int] = field(default_factory=dict)
    _complained: bool = False

    def send(self) -> None:
        """Says what waits and has not just been said."""
        now_ms = self.hub.now_ms()
        waiting = self._waiting(now_ms)
        names = {(order.epoch, order.counter) for order in waiting}
        self._said_ms = {name: at for name, at in self._said_ms.items() if name in names}
        due = self._due(waiting, now_ms)
        if not due or not self._is_kept():
            return
        for order in due:
            self._said_ms[order.epoch, order.counter] = now_ms
            self._say(order)

    def _due(self, waiting: list[CommandOrder], now_ms: int) -> list[CommandOrder]:
        """With one to a kiosk go all that wait for it, the earlier first: who has heard of a later
        one takes an earlier no more, and that may have been said while nobody listened."""
        kiosks = {
            order.device
            for order in waiting
            if now_ms - self._said_ms.get((order.epoch, order.counter), 0) >= AGAIN_AFTER_MS
        }
        return [order for order in waiting if order.device in kiosks]

    def _is_kept(self) -> bool:
        """Whether what was ordered is in the second store: else a hub that was restored could
        order under the same number something else."""
        try:
            with self.hub.sessions.reading() as session:
                self.hub.second_store.keep_up(session)
        except SecondStoreFailed as failed:
            if not self._complained:
                log.error("commands wait: %s %s", failed.what, failed.next_step)  # noqa: TRY400
            self._complained = True
            return False
        self._complained = False
        return True

    def _waiting(self, now_ms: int) -> list[CommandOrder]:
        """In the order in which they were given: a kiosk takes no earlier one after a later."""
        with self.hub.sessions.reading() as session:
            return list(
                session.scalars(
                    select(CommandOrder)
                    .where(
                        CommandOrder.epoch == present_epoch(session),
                        CommandOrder.outcome.is_(None),
                        CommandOrder.received.is_(False),
                        CommandOrder.expires_ms > now_ms,
                    )
                    .order_by(CommandOrder.counter)
                )
            )

    def _say(self, order: CommandOrder) -> None:
        city = self.hub.city
        command = Command(
            epoch=order.epoch,
            counter=order.counter,
            city=city,
            device=order.device,
            name=CommandName(order.name),
            arguments=order.arguments,
            issued_ms=order.ordered_ms,
            expires_ms=order.expires_ms,
        )
        topic = Topics(CityId(city), DeviceId(order.device)).command
        self.publish(topic, sign_command(command, self.hub.identity.command_key))


async def send_commands(hub: Hub, publish: Publish, every_s: float = LOOK_EVERY_S) -> None:
    """Until cancelled. `pishkhan hub command` is another process: only the database knows."""
    await repeat(Sender(hub, publish).send, every_s, "sending commands")
