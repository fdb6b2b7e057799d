"""A hub's custody over a real database."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine, func, select

from central.database import Sessions
from central.fleet import find_verify_key
from central.ingest import StoredEvent
from central.ingest.custody import Accepted, Custody, Received
from central.payments import PaymentsProjection
from tests.central.support.kiosk import CITY, Kiosk


@dataclass
class HubStore:
    """Accepts as the ingest worker does, and answers what is held."""

    engine: Engine
    sessions: Sessions
    custody: Custody = field(
        default_factory=lambda: Custody(CITY, find_verify_key, (PaymentsProjection(),))
    )

    def enrol(self) -> Kiosk:
        with self.sessions.writing() as session:
            return Kiosk().enrol(session)

    def accept(self, messages: Sequence[Received], *, fold: bool = True) -> Accepted:
        with self.engine.begin() as connection:
            return self.custody.accept(connection, messages, fold=fold)

    def through(self, accepted: Accepted, journal: bytes) -> int:
        return accepted.standings[journal].through

    def events(self) -> int:
        with self.sessions.reading() as session:
            return session.scalar(select(func.count()).select_from(StoredEvent)) or 0
