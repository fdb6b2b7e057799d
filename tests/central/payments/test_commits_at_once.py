"""Two commits at once, as PostgreSQL allows: a bill paid at two kiosks is found all the same."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Connection, text

from central.fleet import find_verify_key
from central.ingest import Fact
from central.ingest.custody import Custody
from central.payments import Payment, PaymentsProjection
from tests.central.support.databases import empty
from tests.central.support.kiosk import CITY, Kiosk
from tests.central.support.payments import pay
from tests.central.support.store import HubStore
from tests.support.waiting import eventually

WAIT_S = 20.0


@pytest.fixture
def database_url(postgresql_tables: str) -> Iterator[str]:
    """SQLite has one writer at a time."""
    yield postgresql_tables
    empty(postgresql_tables)


@dataclass
class Gate:
    """A view that is folded before the payments, and holds its commit up until it is opened."""

    reached: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        self.reached.set()
        assert self.opened.wait(WAIT_S)

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """Has no rows."""

    def clear(self, connection: Connection) -> None:
        """Has no rows."""


def duplicates(store: HubStore, transactions: Sequence[bytes]) -> list[bytes | None]:
    with store.sessions.reading() as session:
        rows = [session.get(Payment, (transaction, 0)) for transaction in transactions]
        return [None if row is None else row.duplicate_of for row in rows]


def someone_waits(store: HubStore) -> bool:
    with store.sessions.reading() as session:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return bool(session.scalar(text(query)))


def kiosks_with_one_bill(store: HubStore, count: int) -> tuple[list[Kiosk], list[bytes]]:
    kiosks = [store.enrol() for _ in range(count)]
    return kiosks, [pay(kiosk.journal) for kiosk in kiosks]


def test_two_that_do_not_see_each_others_rows_yet(store: HubStore) -> None:
    (first, second), paid = kiosks_with_one_bill(store, 2)
    other = threading.Thread(target=lambda: store.accept(second.messages()))
    with store.engine.begin() as connection:
        store.custody.accept(connection, first.messages())
        other.start()
        eventually(lambda: someone_waits(store), "the second commit waits for the first")
    other.join(WAIT_S)
    assert duplicates(store, paid) == [None, paid[0]]


def test_the_first_counts_though_it_is_folded_last(store: HubStore) -> None:
    """As a rebuild would have it, which goes by the order in which events were taken."""
    (first, second, third), paid = kiosks_with_one_bill(store, 3)
    gate = Gate()
    slow = Custody(CITY, find_verify_key, (gate, PaymentsProjection()))
    beside = HubStore(store.engine, store.sessions, slow)
    late = threading.Thread(target=lambda: beside.accept(first.messages()))
    late.start()
    assert gate.reached.wait(WAIT_S)
    store.accept(second.messages())
    store.accept(third.messages())
    assert duplicates(store, paid) == [None, None, paid[1]]
    gate.opened.set()
    late.join(WAIT_S)
    assert duplicates(store, paid) == [None, paid[0], paid[0]]
