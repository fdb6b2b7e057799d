"""Keeping a connection to the broker: one attempt after another, spread by jitter.

"Online" means that the hub itself has answered lately; a broker without a hub is no line to the
city.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from edge_agent.device import Link
from edge_agent.uplink.connection import Line, Will

FIRST_RETRY_MS = 500
LAST_RETRY_MS = 60_000
HUB_SILENT_AFTER_MS = 10_000


@dataclass
class LinkKeeper:
    """`connect` begins one connection. Times in milliseconds of monotonic time."""

    connect: Callable[[], Line]
    chance: random.Random = field(default_factory=random.Random)
    _connection: Line | None = None
    _let_in: bool = False
    _attempts: int = 0
    _retry_at_ms: int = 0
    _asked_at_ms: int | None = None
    _heard: bool = False
    _reason: str | None = None

    @property
    def connection(self) -> Line | None:
        """The open one, None while there is none."""
        return self._connection if self._let_in else None

    def tend(self, now_ms: int) -> None:
        """Begins to connect when it is time to."""
        if self._connection is None and now_ms >= self._retry_at_ms:
            self._connection = self.connect()

    def is_current(self, connection: Line) -> bool:
        return connection is self._connection

    def connected(self) -> None:
        self._let_in = True
        self._attempts = 0
        self._heard = False

    def disconnected(self, reason: str, now_ms: int) -> None:
        """The next attempt waits longer each time, up to a minute, never as long as others do."""
        if self._connection is not None:
            self._connection.forget()
        self._connection = None
        self._let_in = False
        self._asked_at_ms = None
        self._reason = reason
        limit_ms = min(FIRST_RETRY_MS << min(self._attempts, 10), LAST_RETRY_MS)
        self._attempts += 1
        self._retry_at_ms = now_ms + int(limit_ms * self.chance.uniform(0.5, 1.0))

    def asked(self, now_ms: int) -> None:
        """The hub was greeted; from the first greeting without an answer it counts as silent."""
        if self._asked_at_ms is None:
            self._asked_at_ms = now_ms

    def heard(self) -> None:
        """The hub has answered."""
        self._asked_at_ms = None
        self._heard = True
        self._reason = None

    def state(self, now_ms: int) -> tuple[Link, str | None]:
        """The link, and why it is not online."""
        if not self._let_in:
            return ("offline", self._reason) if self._reason else ("connecting", None)
        asked = self._asked_at_ms
        if asked is not None and now_ms - asked > HUB_SILENT_AFTER_MS:
            return "offline", "the hub does not answer"
        return ("online", None) if self._heard else ("connecting", None)

    def close(self, last: Will) -> None:
        if self._connection is not None:
            self._connection.close(last)
        self._connection = None
        self._let_in = False
