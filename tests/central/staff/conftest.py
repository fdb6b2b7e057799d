"""Staff on each kind of database, and the hub's journal they leave traces in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from central.hub import Hub
from central.ingest import StoredEvent
from central.staff.accounts import Staff, add_account
from central.staff.roles import Role
from central.staff.sign_in import Refused, SignedIn, sign_in
from contract.clock import Moment, SystemClock
from contract.envelope import decode_envelope
from contract.events import Event, decode_body
from tests.central.console.rig import PASSWORD, open_test_hub


class MovableClock:
    """The system's clock, moved on by hand."""

    def __init__(self) -> None:
        self.ahead_ms = 0
        self._clock = SystemClock()

    def now(self) -> Moment:
        moment = self._clock.now()
        return replace(moment, utc_ms=moment.utc_ms + self.ahead_ms)


@dataclass
class Office:
    """The hub as its staff meet it."""

    hub: Hub
    clock: MovableClock

    def add(self, name: str, role: Role = Role.OPERATOR, password: str = PASSWORD) -> Staff:
        with self.hub.sessions.writing() as session:
            return add_account(session, self.hub.journal, name, role, password, "test")

    def sign_in(
        self, name: str, password: str = PASSWORD, address: str = "10.0.0.1"
    ) -> SignedIn | Refused:
        return sign_in(self.hub.sessions, self.hub.journal, name, password, address)

    def events(self) -> list[Event]:
        """What the hub's own journal says, without its beginning."""
        with self.hub.sessions.reading() as session:
            rows = session.scalars(select(StoredEvent).order_by(StoredEvent.ingest_id)).all()
        envelopes = [decode_envelope(row.envelope) for row in rows]
        return [decode_body(each.kind, each.version, each.body) for each in envelopes][1:]


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    clock = MovableClock()
    opened = open_test_hub(tmp_path, database_url)
    hub = replace(opened, clock=clock, journal=replace(opened.journal, clock=clock))
    yield Office(hub, clock)
    hub.engine.dispose()
