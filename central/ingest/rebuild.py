"""Folding everything anew from the stored events, and retrying what an older hub parked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from central.ingest.facts import Projection
from central.ingest.intake import park
from central.ingest.models import ParkedEvent, StoredEvent
from central.ingest.store import TABLE, EventRow, all_rows
from central.ingest.understanding import Understanding

Progress = Callable[[int, int], None]
"""Called with how many events are done, and of how many."""


@dataclass(frozen=True)
class Rebuilt:
    """`folded` events reached the projections, `parked` ones wait for a newer hub."""

    folded: int
    parked: int


def rebuild(
    connection: Connection, projections: Sequence[Projection], progress: Progress
) -> Rebuilt:
    """Empty the projections and fold all events in ingest order, in one transaction."""
    connection.execute(delete(ParkedEvent))
    for projection in projections:
        projection.clear(connection)
    total = connection.scalar(select(func.count()).select_from(StoredEvent)) or 0
    folded = parked = 0
    held: set[bytes] = set()
    for rows in all_rows(connection):
        understanding = Understanding(held)
        understanding.take_rows(rows)
        park(connection, understanding.parked)
        for projection in projections:
            projection.fold(connection, understanding.facts)
        folded += len(understanding.facts)
        parked += len(understanding.parked)
        progress(folded + parked, total)
    return Rebuilt(folded, parked)


def retry_parked(connection: Connection, projections: Sequence[Projection]) -> int:
    """Fold what is understood by now; returns how many events were folded.

    A transaction whose first parked event is still not understood stays parked as a whole.
    """
    found = connection.execute(
        select(TABLE)
        .join(ParkedEvent, ParkedEvent.ingest_id == StoredEvent.ingest_id)
        .order_by(StoredEvent.ingest_id)
    )
    understanding = Understanding(set())
    understanding.take_rows([EventRow(*row) for row in found])
    done = [fact.ingest_id for fact in understanding.facts]
    for start in range(0, len(done), 1_000):
        connection.execute(
            delete(ParkedEvent).where(ParkedEvent.ingest_id.in_(done[start : start + 1_000]))
        )
    for projection in projections:
        projection.fold(connection, understanding.facts)
    return len(done)
