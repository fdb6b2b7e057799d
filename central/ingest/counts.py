"""What the hub holds, counted: for the demo, the simulator and an administrator."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.ingest.models import MAIN, Journal, ParkedEvent, Quarantined, StoredEvent


def event_counts(session: Session) -> dict[str, object]:
    """Events by their journals, and what was parked or refused."""
    journals = session.execute(
        select(
            Journal.journal, Journal.device, Journal.writer, Journal.through, Journal.state
        ).order_by(Journal.device, Journal.writer, Journal.first_received_ms)
    )
    count = func.count()
    held = dict(
        session.execute(
            select(StoredEvent.journal, count)
            .where(StoredEvent.branch == MAIN)
            .group_by(StoredEvent.journal)
        ).all()
    )
    return {
        "events": session.scalar(select(count).select_from(StoredEvent)),
        "parked": session.scalar(select(count).select_from(ParkedEvent)),
        "quarantined": session.scalar(select(count).select_from(Quarantined)),
        "journals": [
            {
                "journal": row.journal.hex(),
                "device": row.device,
                "writer": row.writer,
                "through": row.through,
                "events": held.get(row.journal, 0),
                "state": row.state,
            }
            for row in journals
        ],
    }
