"""A hello is answered with where the hub stands; a copy that isn't ours is told apart."""

import msgspec

from central.ingest import Journal as JournalRow
from central.ingest.hellos import answer_hello
from central.ingest.standings import Standing
from contract.chain import GENESIS_HASH
from contract.hello import Hello
from tests.central.support.kiosk import Journal, Kiosk
from tests.central.support.payments import pay
from tests.central.support.store import HubStore


def answer(store: HubStore, kiosk: Kiosk, hello: Hello) -> dict[bytes, Standing]:
    with store.engine.begin() as connection:
        return {s.journal: s for s in answer_hello(connection, kiosk.device, hello).standings}


def held(store: HubStore, kiosk: Kiosk, journal: Journal) -> bool:
    with store.engine.begin() as connection:
        answered = answer_hello(connection, kiosk.device, kiosk.hello(journal))
    said = answered.answers[journal.id]
    assert (said.seq, said.hash) == (len(journal.entries), journal.head)
    return said.held


def state(store: HubStore, journal: bytes) -> str:
    with store.sessions.reading() as session:
        row = session.get(JournalRow, journal)
    assert row is not None
    return row.state


def test_each_journal_is_answered_an_unknown_one_with_nothing(
    store: HubStore, kiosk: Kiosk
) -> None:
    pay(kiosk.journal)
    store.accept(kiosk.messages())
    pay(kiosk.journal)
    fresh = Journal(kiosk.device, writer="agent")
    answers = answer(store, kiosk, kiosk.hello(kiosk.journal, fresh))
    assert answers[kiosk.journal.id].through == 6
    assert answers[kiosk.journal.id].head_hash == kiosk.journal.hashes[5]
    assert (answers[fresh.id].through, answers[fresh.id].head_hash) == (0, GENESIS_HASH)
    assert state(store, kiosk.journal.id) == "live"
    with store.sessions.reading() as session:
        row = session.get(JournalRow, kiosk.journal.id)
    assert row is not None
    assert row.announced_seq == 11


def test_another_hash_at_our_head_is_a_fork(store: HubStore, kiosk: Kiosk) -> None:
    clone = kiosk.journal.clone(1)
    pay(kiosk.journal)
    pay(clone)
    store.accept(kiosk.messages())
    answers = answer(store, kiosk, kiosk.hello(clone))
    assert answers[clone.id].head_hash == kiosk.journal.head
    assert state(store, clone.id) == "forked"


def test_a_copy_put_back_from_yesterday_finds_out_and_its_word_shows_the_fork(
    store: HubStore, kiosk: Kiosk
) -> None:
    yesterday = kiosk.journal.clone(1)
    pay(kiosk.journal)
    store.accept(kiosk.messages())
    assert answer(store, kiosk, kiosk.hello(yesterday))[yesterday.id].through == 6
    again = kiosk.hello(yesterday)
    head = msgspec.structs.replace(again.journals[0], diverged=True)
    answer(store, kiosk, msgspec.structs.replace(again, journals=(head,)))
    assert state(store, yesterday.id) == "forked"


def test_a_hello_that_comes_late_accuses_nobody(store: HubStore, kiosk: Kiosk) -> None:
    late = kiosk.hello()
    pay(kiosk.journal)
    store.accept(kiosk.messages())
    answer(store, kiosk, late)
    assert state(store, kiosk.journal.id) == "live"


def test_another_history_below_our_head_is_a_fork(store: HubStore, kiosk: Kiosk) -> None:
    clone = kiosk.journal.clone(1)
    pay(clone)
    for _ in range(2):
        pay(kiosk.journal)
    store.accept(kiosk.messages())
    answer(store, kiosk, kiosk.hello(clone))
    assert state(store, clone.id) == "forked"


def test_it_is_told_whether_its_head_is_held_in_whichever_history(
    store: HubStore, kiosk: Kiosk
) -> None:
    clone = kiosk.journal.clone(1)
    pay(kiosk.journal)
    pay(clone)
    store.accept(kiosk.messages())
    assert held(store, kiosk, kiosk.journal)
    assert not held(store, kiosk, clone)
    store.accept([kiosk.message(clone.batch(1))])
    assert held(store, kiosk, clone)
    pay(clone)
    assert not held(store, kiosk, clone)


def test_nothing_is_said_of_other_devices_journals(store: HubStore, kiosk: Kiosk) -> None:
    store.accept(kiosk.messages())
    other = store.enrol()
    assert answer(store, other, other.hello(kiosk.journal)) == {}


def test_a_head_beyond_every_number_harms_nothing(store: HubStore, kiosk: Kiosk) -> None:
    store.accept(kiosk.messages())
    hello = kiosk.hello()
    head = msgspec.structs.replace(hello.journals[0], head_seq=2**64 - 1)
    answers = answer(store, kiosk, msgspec.structs.replace(hello, journals=(head,)))
    assert answers[kiosk.journal.id].through == 1
