"""Folding what the hub itself has just journaled, in the same transaction.

Its events go the way that `hub rebuild` goes over all of them: what names a transaction with a
parked event is parked behind it.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from central.ingest.facts import Projection
from central.ingest.intake import park
from central.ingest.models import ParkedEvent, StoredEvent
from central.ingest.store import TABLE, EventRow
from central.ingest.understanding import Understanding


def fold_hub_events(
    connection: Connection, journal: bytes, first_seq: int, projections: Sequence[Projection]
) -> None:
    """Take the events of the hub's `journal` from `first_seq` on into the views."""
    rows = connection.execute(
        select(TABLE)
        .where(StoredEvent.journal == journal, StoredEvent.seq >= first_seq)
        .order_by(StoredEvent.ingest_id)
    )
    held = connection.scalars(
        select(ParkedEvent.transaction_id).where(ParkedEvent.transaction_id.is_not(None))
    )
    understanding = Understanding({transaction for transaction in held if transaction})
    understanding.take_rows([EventRow(*row) for row in rows])
    park(connection, understanding.parked)
    for projection in projections:
        projection.fold(connection, understanding.facts)
