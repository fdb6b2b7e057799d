"""On the device port: what the hub holds, for whoever must be sure.

`GET /admin/v1/counts`, and `GET /admin/v1/journals/{journal}/events?after=SEQ`: which events of a
journal, and since when; never what they say.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlalchemy.orm import Session

from central.database import Reading
from central.ingest import event_counts, journal_events
from central.payments import payment_counts
from central.peer import CurrentAdmin

PAGE = 500

router = APIRouter(prefix="/admin/v1", tags=["administration"])


def hub_counts(session: Session) -> dict[str, object]:
    """Events in all, each journal with how far it is held, and payments by state."""
    return {**event_counts(session), "payments": payment_counts(session)}


@router.get("/counts")
def counts(_admin: CurrentAdmin, session: Reading) -> dict[str, object]:
    """Counted at one moment of the database."""
    return hub_counts(session)


@router.get("/journals/{journal}/events")
def events(
    _admin: CurrentAdmin,
    session: Reading,
    journal: Annotated[str, Path(pattern="^[0-9a-f]{32}$")],
    after: Annotated[int, Query(ge=0)] = 0,
) -> list[dict[str, object]]:
    """At most `PAGE` of them, in order; times are UTC milliseconds."""
    found = journal_events(session, bytes.fromhex(journal), after, PAGE)
    return [
        {"seq": row.seq, "kind": row.kind, "utc_ms": row.utc_ms, "received_ms": row.received_ms}
        for row in found
    ]
