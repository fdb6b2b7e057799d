"""`GET /admin/v1/counts` on the device port: what the hub holds, for whoever must be sure."""

from fastapi import APIRouter
from sqlalchemy.orm import Session

from central.database import Reading
from central.ingest import event_counts
from central.payments import payment_counts
from central.peer import CurrentAdmin

router = APIRouter(prefix="/admin/v1", tags=["administration"])


def hub_counts(session: Session) -> dict[str, object]:
    """Events in all, each journal with how far it is held, and payments by state."""
    return {**event_counts(session), "payments": payment_counts(session)}


@router.get("/counts")
def counts(_admin: CurrentAdmin, session: Reading) -> dict[str, object]:
    """Counted at one moment of the database."""
    return hub_counts(session)
