"""What an understood event is to the projections, and what a projection must offer."""

from collections.abc import Sequence
from typing import Protocol

import msgspec
from sqlalchemy import Connection

from contract.events import Event


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One event, decoded, with where it stands. Times are UTC milliseconds.

    `ingest_id` is the order of folding; `quality` the writer's ClockQuality.
    """

    ingest_id: int
    journal: bytes
    branch: int
    seq: int
    device: str
    transaction: bytes | None
    utc_ms: int
    quality: int
    received_ms: int
    event: Event


class Projection(Protocol):
    """A view folded from facts in ingest order, in the transaction that stores the events.

    However the facts are cut into calls, the view must come out the same.
    """

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take these facts into the view."""

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """`journal` has two histories from `fork_seq` on; `branch` is about to be folded."""

    def clear(self, connection: Connection) -> None:
        """Forget everything; `hub rebuild` folds it anew."""
