"""Sending what was ordered, until the kiosk says that it came or the command has expired.

The broker keeps nothing for a kiosk that is away, so each waiting command is said again and
again; a kiosk carries one out once, however often it hears of it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from central.commanding.models import CommandOrder
from central.commanding.standing import present_epoch
from central.hub import Hub
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

    def send(self) -> None:
        """Says what waits and has not just been said."""
        now_ms = self.hub.now_ms()
        waiting = self._waiting(now_ms)
        names = {(order.epoch, order.counter) for order in waiting}
        self._said_ms = {name: at for name, at in self._said_ms.items() if name in names}
        for order in waiting:
            name = (order.epoch, order.counter)
            if now_ms - self._said_ms.get(name, 0) >= AGAIN_AFTER_MS:
                self._said_ms[name] = now_ms
                self._say(order)

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
    sender = Sender(hub, publish)
    while True:
        await asyncio.to_thread(sender.send)
        await asyncio.sleep(every_s)
