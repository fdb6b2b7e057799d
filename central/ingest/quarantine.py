"""What moved nothing, kept with its bytes and reason so that a person can look.

Bounded: a device that sends rubbish may fill its own shelf, not the disk. The newest stay.
"""

from sqlalchemy import Connection, delete, func, insert, select

from central.ingest.models import Quarantined
from central.ingest.understanding import column_text

KEPT_PER_DEVICE = 200
KEPT_BYTES = 64 * 1024
"""Of one message; what is longer is cut and says so."""


def quarantine(
    connection: Connection,
    device: str,
    topic: str,
    data: bytes,
    reason: str,
    detail: str,
    at_ms: int,
) -> None:
    """Keep one message; the oldest of its device go when there are too many."""
    cut = f" ({len(data)} bytes, the first {KEPT_BYTES} kept)" if len(data) > KEPT_BYTES else ""
    connection.execute(
        insert(Quarantined).values(
            device=device,
            topic=column_text(topic),
            content=data[:KEPT_BYTES],
            reason=reason,
            detail=column_text(detail) + cut,
            at_ms=at_ms,
        )
    )
    mine = Quarantined.device == device
    kept = connection.scalar(select(func.count()).select_from(Quarantined).where(mine)) or 0
    if kept > KEPT_PER_DEVICE:
        oldest = select(Quarantined.id).where(mine).order_by(Quarantined.id)
        excess = connection.scalars(oldest.limit(kept - KEPT_PER_DEVICE)).all()
        connection.execute(delete(Quarantined).where(Quarantined.id.in_(excess)))
