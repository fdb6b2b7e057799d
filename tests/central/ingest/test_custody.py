"""What is taken into custody, what isn't, and that nothing comes twice or out of order."""

import msgspec
import pytest
from nacl.signing import SigningKey
from sqlalchemy import select

from central.fleet import revoke
from central.ingest import Journal as JournalRow
from central.ingest import ParkedEvent, Quarantined, StoredEvent
from central.ingest.custody import Received, Result
from central.ingest.quarantine import KEPT_PER_DEVICE
from contract.batch import Batch, encode_batch
from contract.events import KioskStarted, Predecessor
from tests.central.support.kiosk import CITY, NOON_MS, Journal, Kiosk
from tests.central.support.payments import pay, started
from tests.central.support.store import HubStore


def results(store: HubStore, messages: list[Received]) -> list[Result]:
    return [outcome.result for outcome in store.accept(messages).outcomes]


def test_a_journal_arrives_whole_in_order_as_it_was_sent(store: HubStore, kiosk: Kiosk) -> None:
    for _ in range(40):
        pay(kiosk.journal)
    accepted = store.accept(kiosk.messages(size=60))
    assert store.through(accepted, kiosk.journal.id) == 201
    with store.sessions.reading() as session:
        rows = session.scalars(select(StoredEvent).order_by(StoredEvent.ingest_id)).all()
        register = session.get(JournalRow, kiosk.journal.id)
    assert [row.seq for row in rows] == list(range(1, 202))
    assert [row.envelope for row in rows] == [entry.envelope for entry in kiosk.journal.entries]
    assert [row.hash for row in rows] == kiosk.journal.hashes
    assert register is not None
    assert (register.through, register.head_hash) == (201, kiosk.journal.head)
    assert (register.writer, register.tracking_prefix, register.state) == ("kiosk", 3056, "live")


@pytest.mark.parametrize("size", [1, 7, 300])
def test_sending_everything_again_in_other_pieces_adds_nothing(
    store: HubStore, kiosk: Kiosk, size: int
) -> None:
    for _ in range(6):
        pay(kiosk.journal)
    store.accept(kiosk.messages(size=5))
    accepted = store.accept(kiosk.messages(size=size))
    assert {outcome.result for outcome in accepted.outcomes} == {Result.KNOWN}
    assert store.through(accepted, kiosk.journal.id) == 31
    assert store.events() == 31


def test_known_events_are_cut_off_a_batch_that_brings_new_ones(
    store: HubStore, kiosk: Kiosk
) -> None:
    pay(kiosk.journal)
    store.accept(kiosk.messages())
    pay(kiosk.journal)
    again = store.accept([kiosk.message(kiosk.journal.batch(3))])
    assert [(o.result, o.events) for o in again.outcomes] == [(Result.STORED, 5)]
    assert store.events() == 11


def test_a_resend_in_the_same_commit_is_known(store: HubStore, kiosk: Kiosk) -> None:
    pay(kiosk.journal)
    first, second = kiosk.message(kiosk.journal.batch(1, 4)), kiosk.message(kiosk.journal.batch(5))
    overlapping = kiosk.message(kiosk.journal.batch(2))
    assert results(store, [first, first, second, overlapping]) == [
        Result.STORED,
        Result.KNOWN,
        Result.STORED,
        Result.KNOWN,
    ]
    assert store.events() == 6


def test_a_gap_is_answered_with_where_the_hub_stands(store: HubStore, kiosk: Kiosk) -> None:
    for _ in range(3):
        pay(kiosk.journal)
    store.accept([kiosk.message(kiosk.journal.batch(1, 6))])
    accepted = store.accept([kiosk.message(kiosk.journal.batch(9))])
    assert accepted.outcomes[0].result is Result.AHEAD
    assert store.through(accepted, kiosk.journal.id) == 6
    assert store.events() == 6


def test_an_unknown_journal_from_its_middle_is_asked_for_from_the_start(
    store: HubStore, kiosk: Kiosk
) -> None:
    pay(kiosk.journal)
    accepted = store.accept([kiosk.message(kiosk.journal.batch(3))])
    assert accepted.outcomes[0].result is Result.AHEAD
    assert store.through(accepted, kiosk.journal.id) == 0


def test_many_devices_share_a_commit(store: HubStore) -> None:
    kiosks = [store.enrol() for _ in range(5)]
    for kiosk in kiosks:
        pay(kiosk.journal)
    messages = [message for kiosk in kiosks for message in kiosk.messages(size=2)]
    assert set(results(store, messages)) == {Result.STORED}
    assert store.events() == 30


@pytest.mark.parametrize("fault", ["stranger", "other device", "flipped", "cut", "revoked"])
def test_what_isnt_authentic_is_quarantined_and_moves_nothing(
    store: HubStore, kiosk: Kiosk, fault: str
) -> None:
    message = kiosk.message(kiosk.journal.batch(1))
    data = message.data
    if fault == "stranger":
        data = encode_batch(kiosk.journal.batch(1), CITY, SigningKey.generate())
    elif fault == "other device":
        message = store.enrol().message(kiosk.journal.batch(1))
        data = encode_batch(kiosk.journal.batch(1), CITY, kiosk.key)
    elif fault == "flipped":
        data = data[:60] + bytes([data[60] ^ 1]) + data[61:]
    elif fault == "cut":
        data = data[:-20]
    else:
        with store.sessions.writing() as session:
            revoke(session, kiosk.device, "stolen", NOON_MS)
    bad = Received(message.device, message.topic, data, NOON_MS)
    outcome = store.accept([bad]).outcomes[0]
    assert (outcome.result, outcome.journal) == (Result.REFUSED, None)
    assert store.events() == 0
    with store.sessions.reading() as session:
        kept = session.scalars(select(Quarantined)).one()
    assert (kept.content, kept.device, kept.reason) == (data, bad.device, "unauthenticated")


def test_another_citys_batch_is_refused(store: HubStore, kiosk: Kiosk) -> None:
    data = encode_batch(kiosk.journal.batch(1), "tabriz", kiosk.key)
    outcome = store.accept([Received(kiosk.device, "t", data, NOON_MS)]).outcomes[0]
    assert outcome.result is Result.REFUSED


def test_another_devices_journal_is_refused(store: HubStore, kiosk: Kiosk) -> None:
    store.accept(kiosk.messages())
    other = store.enrol()
    outcome = store.accept([other.message(kiosk.journal.batch(1))]).outcomes[0]
    assert (outcome.result, outcome.reason) == (Result.REFUSED, "foreign")


@pytest.mark.parametrize(("device", "city"), [("another-device", CITY), (None, "tabriz")])
def test_a_genesis_of_another_device_or_city_is_refused(
    store: HubStore, kiosk: Kiosk, device: str | None, city: str
) -> None:
    journal = Journal(device or kiosk.device, city=city)
    outcome = store.accept([kiosk.message(journal.batch(1))]).outcomes[0]
    assert (outcome.result, outcome.reason) == (Result.REFUSED, "genesis")
    assert store.events() == 0


def test_a_journal_without_genesis_is_refused(store: HubStore, kiosk: Kiosk) -> None:
    journal = Journal(kiosk.device, entries=[], hashes=[])
    journal.entries.clear()
    journal.hashes.clear()
    journal.append(KioskStarted(software="0.1.0", recovered=0))
    outcome = store.accept([kiosk.message(journal.batch(1))]).outcomes[0]
    assert (outcome.result, outcome.reason) == (Result.REFUSED, "genesis")


def test_bytes_altered_on_the_way_are_refused_and_the_true_ones_still_taken(
    store: HubStore, kiosk: Kiosk
) -> None:
    pay(kiosk.journal)
    true = kiosk.journal.batch(1)
    swapped = [*true.entries[:3], true.entries[4], true.entries[3], *true.entries[5:]]
    forged = Batch(true.journal, 1, 6, true.head_hash, swapped)
    assert results(store, [kiosk.message(forged), kiosk.message(true)]) == [
        Result.REFUSED,
        Result.STORED,
    ]
    assert store.events() == 6


def test_a_sealed_part_is_kept_beside_its_event_and_an_altered_one_refused(
    store: HubStore, kiosk: Kiosk
) -> None:
    kiosk.journal.append(started(), b"t" * 16, sealed=b"sealed bytes")
    true = kiosk.journal.batch(1)
    altered = [true.entries[0], msgspec.structs.replace(true.entries[1], sealed=b"other bytes")]
    forged = Batch(true.journal, 1, 2, true.head_hash, altered)
    outcome = store.accept([kiosk.message(forged)]).outcomes[0]
    assert (outcome.result, outcome.reason) == (Result.REFUSED, "sealed")
    store.accept([kiosk.message(true)])
    with store.sessions.reading() as session:
        assert session.scalars(select(StoredEvent.sealed).order_by(StoredEvent.seq)).all() == [
            None,
            b"sealed bytes",
        ]


def test_an_expired_sealed_part_doesnt_hold_up_its_event(store: HubStore, kiosk: Kiosk) -> None:
    kiosk.journal.append(started(), b"t" * 16, sealed=b"sealed bytes")
    true = kiosk.journal.batch(1)
    bare = [true.entries[0], msgspec.structs.replace(true.entries[1], sealed=None)]
    outcome = store.accept([kiosk.message(Batch(true.journal, 1, 2, true.head_hash, bare))])
    assert outcome.outcomes[0].result is Result.STORED


def test_a_successor_ends_its_predecessor(store: HubStore, kiosk: Kiosk) -> None:
    pay(kiosk.journal)
    store.accept(kiosk.messages())
    old = kiosk.journal
    kiosk.journal = Journal(kiosk.device, predecessor=Predecessor(old.id, 6, old.head))
    store.accept(kiosk.messages())
    with store.sessions.reading() as session:
        before, after = session.get(JournalRow, old.id), session.get(JournalRow, kiosk.journal.id)
    assert before is not None
    assert after is not None
    assert (before.state, after.state, after.predecessor) == ("ended", "live", old.id)


def test_no_device_can_end_the_journal_of_another(store: HubStore, kiosk: Kiosk) -> None:
    store.accept(kiosk.messages())
    other = store.enrol()
    named = Predecessor(kiosk.journal.id, 1, kiosk.journal.head)
    other.journal = Journal(other.device, predecessor=named)
    store.accept(other.messages())
    with store.sessions.reading() as session:
        row = session.get(JournalRow, kiosk.journal.id)
    assert row is not None
    assert row.state == "live"


def test_rubbish_fills_its_own_shelf_only(store: HubStore, kiosk: Kiosk) -> None:
    other = store.enrol()
    store.accept([Received(other.device, "t", b"rubbish", NOON_MS)])
    flood = [
        Received(kiosk.device, "t", b"rubbish %d" % n, NOON_MS) for n in range(KEPT_PER_DEVICE + 9)
    ]
    store.accept(flood)
    with store.sessions.reading() as session:
        kept = session.scalars(select(Quarantined).order_by(Quarantined.id)).all()
    assert [row.device for row in kept].count(kiosk.device) == KEPT_PER_DEVICE
    assert [row.device for row in kept].count(other.device) == 1
    assert kept[-1].content == flood[-1].data


def test_custody_without_folding_parks_all_of_it(store: HubStore, kiosk: Kiosk) -> None:
    pay(kiosk.journal)
    accepted = store.accept(kiosk.messages(), fold=False)
    assert accepted.parked == 6
    assert store.through(accepted, kiosk.journal.id) == 6
    with store.sessions.reading() as session:
        assert set(session.scalars(select(ParkedEvent.reason))) == {"not_folded"}
