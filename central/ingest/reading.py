"""Reading events back: as facts for folding, as rows for whoever wants to see them."""

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from central.ingest.facts import Fact
from central.ingest.models import MAIN, StoredEvent
from central.ingest.store import TABLE, EventRow
from central.ingest.understanding import Understanding


def main_facts(
    connection: Connection, journal: bytes, transaction: bytes | None, *, before_seq: int | None
) -> list[Fact]:
    """What the main branch tells of a transaction before `before_seq`, up to the first event
    that isn't understood."""
    found = connection.execute(
        select(TABLE)
        .where(
            StoredEvent.journal == journal,
            StoredEvent.branch == MAIN,
            StoredEvent.seq < before_seq,
            StoredEvent.transaction_id == transaction,
        )
        .order_by(StoredEvent.seq)
    )
    understanding = Understanding(set())
    understanding.take_rows([EventRow(*row) for row in found])
    return understanding.facts


def newest_event(session: Session) -> int:
    """The ingest id of the last event taken; 0 before the first."""
    return session.scalar(select(func.max(StoredEvent.ingest_id))) or 0


def transaction_events(session: Session, transaction: bytes) -> list[StoredEvent]:
    """All events that name a transaction, of all journals and branches, each in its order."""
    found = session.scalars(
        select(StoredEvent)
        .where(StoredEvent.transaction_id == transaction)
        .order_by(StoredEvent.branch, StoredEvent.ingest_id)
    )
    return list(found)


def journal_events(
    session: Session, journal: bytes, after_seq: int, limit: int
) -> list[StoredEvent]:
    """The next events of a journal's main branch, and of its other ones at the same seqs."""
    found = session.scalars(
        select(StoredEvent)
        .where(StoredEvent.journal == journal, StoredEvent.seq > after_seq)
        .order_by(StoredEvent.seq, StoredEvent.branch)
        .limit(limit)
    )
    return list(found)
