"""Whoever changes the store is found by walking the chains."""

import pytest
from sqlalchemy import text

from central.ingest.audit import verify_journals
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import pay, started
from tests.central.support.store import HubStore


def faults(store: HubStore) -> list[str]:
    with store.engine.connect() as connection:
        return [report.fault for report in verify_journals(connection)]


def fill(store: HubStore, kiosk: Kiosk) -> None:
    pay(kiosk.journal)
    kiosk.journal.append(started(), b"t" * 16, sealed=b"sealed")
    clone = kiosk.journal.clone(4)
    pay(clone)
    store.accept([*kiosk.messages(), kiosk.message(clone.batch(1))])


def test_untouched_chains_hold_branches_too(store: HubStore, kiosk: Kiosk) -> None:
    fill(store, kiosk)
    assert faults(store) == ["", ""]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE events SET envelope = hash WHERE seq = 3 AND branch = 0", "breaks at seq 3"),
        ("UPDATE events SET hash = envelope WHERE seq = 7 AND branch = 0", "breaks at seq 7"),
        ("DELETE FROM events WHERE seq = 4 AND branch = 0", "seq 4 is missing"),
        ("DELETE FROM events WHERE seq = 7 AND branch = 0", "the register says 7"),
        ("UPDATE events SET sealed = hash WHERE seq = 7", "sealed part at seq 7"),
        ("UPDATE journals SET head_hash = journal", "the register says"),
        ("UPDATE events SET envelope = hash WHERE seq = 6 AND branch = 1", "breaks at seq 6"),
    ],
)
def test_a_changed_store_is_found_where_it_was_changed(
    store: HubStore, kiosk: Kiosk, change: str, fault: str
) -> None:
    fill(store, kiosk)
    with store.engine.begin() as connection:
        connection.execute(text(change))
    assert fault in "; ".join(faults(store))
