"""Custody never waits for understanding: later kinds, broken bodies, odd envelopes."""

import msgspec
import pytest
from sqlalchemy import select

from central.ingest import ParkedEvent, StoredEvent
from central.ingest.rebuild import retry_parked
from central.payments import Payment, PaymentsProjection
from contract.envelope import FORMAT, Envelope, encode_envelope
from contract.events import PaymentStarted, encode_body
from tests.central.support.kiosk import Journal, Kiosk
from tests.central.support.payments import approved, closed, pay, requested, started
from tests.central.support.store import HubStore

TRANSACTION = b"t" * 16


def parked(store: HubStore) -> dict[int, str]:
    with store.sessions.reading() as session:
        return {row.seq: row.reason for row in session.scalars(select(ParkedEvent))}


def odd_envelope(journal: Journal, /, **changes: object) -> bytes:
    plain = Envelope(
        format=FORMAT,
        journal=journal.id,
        seq=len(journal.entries) + 1,
        kind=PaymentStarted.KIND,
        version=PaymentStarted.VERSION,
        transaction=TRANSACTION,
        utc_ms=journal.now_ms,
        boot=b"bootboot",
        monotonic_ms=1,
        quality=3,
        body=encode_body(started()),
        sealed_hash=None,
    )
    return encode_envelope(msgspec.structs.replace(plain, **changes))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "payment.split"}, "unknown"),
        ({"version": 9}, "unknown"),
        ({"body": b"\x80"}, "malformed"),
        ({"body": b"\xff rubbish"}, "malformed"),
        ({"seq": 77}, "misplaced"),
        ({"journal": b"j" * 16}, "misplaced"),
        ({"format": 2}, "envelope"),
        ({"kind": "with\x00nul"}, "unknown"),
        ({"utc_ms": 2**64 - 1, "kind": "payment.split"}, "unknown"),
        ({"version": 2**64 - 1}, "unknown"),
        ({"body": encode_body(msgspec.structs.replace(started(), amount=2**63))}, "unstorable"),
        (
            {"body": encode_body(msgspec.structs.replace(started(), tracking="a\x00"))},
            "unstorable",
        ),
    ],
)
def test_what_isnt_understood_is_stored_acknowledged_and_parked(
    store: HubStore, kiosk: Kiosk, changes: dict[str, object], reason: str
) -> None:
    data = odd_envelope(kiosk.journal, **changes)
    kiosk.journal.append_bytes(data)
    whole = pay(kiosk.journal)
    accepted = store.accept(kiosk.messages())
    assert store.through(accepted, kiosk.journal.id) == 7
    assert parked(store) == {2: reason}
    with store.sessions.reading() as session:
        kept = session.scalars(select(StoredEvent).where(StoredEvent.seq == 2)).one()
        assert [row.transaction_id for row in session.scalars(select(Payment))] == [whole]
    assert kept.envelope == data


def test_bytes_that_are_no_envelope_at_all_are_still_in_custody(
    store: HubStore, kiosk: Kiosk
) -> None:
    kiosk.journal.append_bytes(b"")
    kiosk.journal.append_bytes(b"\x00\x01 not MessagePack")
    accepted = store.accept(kiosk.messages())
    assert store.through(accepted, kiosk.journal.id) == 3
    assert parked(store) == {2: "envelope", 3: "envelope"}


def test_later_events_of_a_parked_transaction_wait_behind_it(
    store: HubStore, kiosk: Kiosk
) -> None:
    kiosk.journal.append(started(), TRANSACTION)
    kiosk.journal.append_raw("payment.split", 1, b"\x80", TRANSACTION)
    kiosk.journal.append(requested(), TRANSACTION)
    store.accept(kiosk.messages())
    kiosk.journal.append(approved(), TRANSACTION)
    kiosk.journal.append(closed(), TRANSACTION)
    other = pay(kiosk.journal)
    store.accept(kiosk.messages(first=5))
    assert parked(store) == {3: "unknown", 4: "behind", 5: "behind", 6: "behind"}
    with store.sessions.reading() as session:
        states = {row.transaction_id: row.state for row in session.scalars(select(Payment))}
    assert states == {TRANSACTION: "started", other: "approved"}


def test_an_upgraded_hub_folds_what_an_older_one_parked(store: HubStore, kiosk: Kiosk) -> None:
    transaction = pay(kiosk.journal)
    store.accept(kiosk.messages(), fold=False)
    with store.engine.begin() as connection:
        assert retry_parked(connection, (PaymentsProjection(),)) == 6
        assert retry_parked(connection, (PaymentsProjection(),)) == 0
    assert parked(store) == {}
    with store.sessions.reading() as session:
        payment = session.get(Payment, (transaction, 0))
    assert payment is not None
    assert (payment.state, payment.closed) == ("approved", True)


def test_retrying_leaves_what_is_still_not_understood(store: HubStore, kiosk: Kiosk) -> None:
    kiosk.journal.append_raw("payment.split", 1, b"\x80", TRANSACTION)
    kiosk.journal.append(approved(), TRANSACTION)
    store.accept(kiosk.messages())
    with store.engine.begin() as connection:
        assert retry_parked(connection, (PaymentsProjection(),)) == 0
    assert parked(store) == {2: "unknown", 3: "behind"}
