"""A cloned disk writes under its journal's name: both histories stay, payments are disputed."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from central.ingest import Branch, StoredEvent
from central.ingest import Journal as JournalRow
from central.ingest.audit import verify_journals
from central.ingest.custody import Result
from central.payments import Payment
from contract.events import Outcome
from tests.central.support.kiosk import Journal, Kiosk
from tests.central.support.payments import approved, closed, declined, pay, requested, started
from tests.central.support.store import HubStore


@dataclass
class Fork:
    """Both copies stood at seq 8, in the middle of `shared`, before each went its own way."""

    kiosk: Kiosk
    clone: Journal
    before: bytes
    shared: bytes


@pytest.fixture
def fork(kiosk: Kiosk) -> Fork:
    before = pay(kiosk.journal)
    shared = pay(kiosk.journal, [started("1234567890123"), requested()])
    clone = kiosk.journal.clone(8)
    kiosk.journal.append(approved(), shared)
    kiosk.journal.append(closed(), shared)
    clone.append(declined(), shared)
    clone.append(closed(Outcome.DECLINED), shared)
    return Fork(kiosk, clone, before, shared)


def payments(store: HubStore) -> dict[tuple[bytes, int], Payment]:
    with store.sessions.reading() as session:
        return {(row.transaction_id, row.branch): row for row in session.scalars(select(Payment))}


def test_the_second_history_is_kept_under_its_own_number(store: HubStore, fork: Fork) -> None:
    store.accept(fork.kiosk.messages())
    accepted = store.accept([fork.kiosk.message(fork.clone.batch(1))])
    assert accepted.outcomes[0].result is Result.FORKED
    assert accepted.standings[fork.clone.id].head_hash == fork.kiosk.journal.head
    with store.sessions.reading() as session:
        branch = session.scalars(select(Branch)).one()
        rows = session.scalars(select(StoredEvent).where(StoredEvent.branch == 1)).all()
        journal = session.get(JournalRow, fork.clone.id)
    assert (branch.fork_seq, branch.through, branch.head_hash) == (9, 10, fork.clone.head)
    assert [(row.seq, row.hash) for row in rows] == [
        (9, fork.clone.hashes[8]),
        (10, fork.clone.hashes[9]),
    ]
    assert journal is not None
    assert journal.state == "forked"


def test_what_was_paid_from_the_fork_on_is_disputed_on_both(store: HubStore, fork: Fork) -> None:
    store.accept(fork.kiosk.messages())
    store.accept([fork.kiosk.message(fork.clone.batch(1))])
    found = payments(store)
    assert found.keys() == {(fork.before, 0), (fork.shared, 0), (fork.shared, 1)}
    assert not found[fork.before, 0].disputed
    main, other = found[fork.shared, 0], found[fork.shared, 1]
    assert (main.state, main.disputed) == ("approved", True)
    assert (other.state, other.disputed, other.bills[0].bill_id) == (
        "declined",
        True,
        "1234567890123",
    )
    assert main.duplicate_of is None


def test_main_payments_after_the_fork_was_found_are_disputed_too(
    store: HubStore, fork: Fork
) -> None:
    store.accept(fork.kiosk.messages())
    store.accept([fork.kiosk.message(fork.clone.batch(1))])
    later = pay(fork.kiosk.journal, [started("7777777777777")])
    store.accept(fork.kiosk.messages(first=11))
    assert payments(store)[later, 0].disputed


def test_a_branch_grows_and_comes_again_without_doubling(store: HubStore, fork: Fork) -> None:
    store.accept(fork.kiosk.messages())
    store.accept([fork.kiosk.message(fork.clone.batch(6))])
    pay(fork.clone)
    grown = store.accept([fork.kiosk.message(fork.clone.batch(11))])
    again = store.accept([fork.kiosk.message(fork.clone.batch(5))])
    assert [(o.result, o.events) for o in (*grown.outcomes, *again.outcomes)] == [
        (Result.FORKED, 5),
        (Result.FORKED, 0),
    ]
    with store.sessions.reading() as session:
        branch = session.scalars(select(Branch)).one()
    assert (branch.through, branch.head_hash) == (15, fork.clone.head)


def test_a_third_history_gets_the_next_number(store: HubStore, fork: Fork) -> None:
    store.accept(fork.kiosk.messages())
    third = fork.kiosk.journal.clone(4)
    pay(third)
    messages = [fork.kiosk.message(journal.batch(1)) for journal in (fork.clone, third)]
    store.accept(messages)
    with store.sessions.reading() as session:
        branches = session.execute(
            select(Branch.branch, Branch.fork_seq).order_by(Branch.branch)
        ).all()
    assert [tuple(row) for row in branches] == [(1, 9), (2, 5)]


def test_a_fork_within_one_commit_is_seen(store: HubStore, fork: Fork) -> None:
    both = [*fork.kiosk.messages(), fork.kiosk.message(fork.clone.batch(1))]
    assert [o.result for o in store.accept(both).outcomes] == [Result.STORED, Result.FORKED]


def test_a_branch_that_starts_nowhere_known_is_quarantined(store: HubStore, fork: Fork) -> None:
    store.accept([fork.kiosk.message(fork.kiosk.journal.batch(1))])
    outcome = store.accept([fork.kiosk.message(fork.clone.batch(10))]).outcomes[0]
    assert (outcome.result, outcome.reason) == (Result.REFUSED, "unchained")
    assert outcome.journal == fork.clone.id  # answered, so that the device finds out


def test_a_history_longer_than_the_main_one_is_kept_to_its_end(
    store: HubStore, fork: Fork
) -> None:
    store.accept([fork.kiosk.message(fork.kiosk.journal.batch(1, 9))])
    store.accept([fork.kiosk.message(fork.clone.batch(1))])
    pay(fork.clone)
    grown = store.accept([fork.kiosk.message(fork.clone.batch(11))]).outcomes[0]
    assert (grown.result, grown.events) == (Result.FORKED, 5)
    ahead = fork.kiosk.message(fork.kiosk.journal.clone(10).batch(10))
    pay(fork.kiosk.journal)
    later = fork.kiosk.message(fork.kiosk.journal.batch(12))
    assert [o.result for o in store.accept([later, ahead]).outcomes] == [
        Result.AHEAD,
        Result.STORED,
    ]


def test_a_history_that_leaves_another_branch_is_kept_from_the_main_one_on(
    store: HubStore, fork: Fork
) -> None:
    pay(fork.clone)
    third = fork.clone.clone(12)
    pay(fork.clone)
    pay(third)
    store.accept(fork.kiosk.messages())
    store.accept([fork.kiosk.message(fork.clone.batch(1))])
    outcome = store.accept([fork.kiosk.message(third.batch(13))]).outcomes[0]
    assert (outcome.result, outcome.events) == (Result.FORKED, 9)
    with store.sessions.reading() as session:
        rows = session.scalars(
            select(StoredEvent).where(StoredEvent.branch == 2).order_by(StoredEvent.seq)
        ).all()
    assert [(row.seq, row.hash) for row in rows] == list(enumerate(third.hashes[8:], start=9))
    with store.engine.begin() as connection:
        assert [report.fault for report in verify_journals(connection)] == ["", "", ""]
