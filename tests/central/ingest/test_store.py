"""The event store: what was taken is there, whole and in order, however many rows came at once."""

import pytest
from sqlalchemy import select

from central.database import ROWS_A_STEP
from central.ingest import StoredEvent
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import pay
from tests.central.support.store import HubStore


@pytest.mark.parametrize("size", [1, ROWS_A_STEP, ROWS_A_STEP + 1, 3 * ROWS_A_STEP - 1])
def test_batches_of_any_size_are_stored_whole_and_in_order(
    store: HubStore, kiosk: Kiosk, size: int
) -> None:
    for _ in range(10):
        pay(kiosk.journal)
    for message in kiosk.messages(size=size):
        store.accept([message])
    with store.sessions.reading() as session:
        rows = session.execute(
            select(StoredEvent.seq, StoredEvent.envelope, StoredEvent.hash).order_by(
                StoredEvent.ingest_id
            )
        ).all()
    assert [row.seq for row in rows] == list(range(1, len(kiosk.journal.entries) + 1))
    assert [row.envelope for row in rows] == [entry.envelope for entry in kiosk.journal.entries]
    assert rows[-1].hash == kiosk.journal.head
