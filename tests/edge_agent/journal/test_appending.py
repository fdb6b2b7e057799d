"""What a commit leaves behind: gapless seqs, a chain, indices, holds, open transactions."""

from pathlib import Path

import pytest

from contract.chain import GENESIS_HASH, link
from contract.envelope import LARGEST_ENVELOPE, decode_envelope
from contract.events import (
    JournalGenesis,
    KioskStarted,
    PaymentUnknown,
    decode_body,
)
from contract.values import TransactionId
from edge_agent.journal import (
    Draft,
    EventTooLarge,
    Head,
    Hold,
    JournalReader,
    NoSealingKey,
    verify,
)
from tests.edge_agent.support import ORIGIN, HandClock, approved, opened, pay, requested, started


def test_the_first_event_is_a_genesis_that_names_city_device_and_writer(folder: Path) -> None:
    journal = opened(folder)
    with JournalReader(journal.path) as reader:
        (genesis,) = reader.entries()
        assert reader.genesis() == JournalGenesis(
            city=ORIGIN.city,
            device=ORIGIN.device,
            writer="kiosk",
            software=ORIGIN.software,
            tracking_prefix=3056,
        )
    assert (genesis.seq, genesis.kind) == (1, "journal.genesis")
    assert genesis.hash == link(GENESIS_HASH, genesis.envelope)
    journal.close()


def test_events_follow_one_another_without_a_gap_and_each_hash_from_the_one_before(
    folder: Path,
) -> None:
    journal = opened(folder)
    for _ in range(3):
        pay(journal)
    with JournalReader(journal.path) as reader:
        events = reader.entries()
    assert [event.seq for event in events] == list(range(1, 14))
    before = GENESIS_HASH
    for event in events:
        before = link(before, event.envelope)
        assert event.hash == before
    assert journal.head == Head(13, before)
    journal.close()


def test_what_was_appended_is_what_is_read(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    transaction = TransactionId.new()
    drafts = [started(transaction), requested(transaction), approved(transaction)]
    heads = journal.append(*drafts)
    with JournalReader(journal.path) as reader:
        events = reader.by_transaction(transaction)
    assert [event.seq for event in events] == [head.seq for head in heads] == [2, 3, 4]
    for draft, event in zip(drafts, events, strict=True):
        envelope = decode_envelope(event.envelope)
        assert decode_body(event.kind, event.version, envelope.body) == draft.event
        assert envelope.journal_id == journal.journal
        assert envelope.utc_ms == event.utc_ms == clock.utc_ms
        assert envelope.quality == clock.quality
    journal.close()


def test_a_journal_goes_on_where_it_stood_after_a_restart(folder: Path) -> None:
    first = opened(folder)
    pay(first)
    head, name = first.head, first.journal
    first.close()
    second = opened(folder)
    assert (second.head, second.journal) == (head, name)
    assert second.append(Draft(KioskStarted(software="0.1.0", recovered=0)))[0].seq == head.seq + 1
    second.close()
    assert verify(second.path).ok


def test_a_transaction_is_open_from_started_to_closed(folder: Path) -> None:
    journal = opened(folder)
    first, second = TransactionId.new(), TransactionId.new()
    journal.append(started(first), requested(first))
    journal.append(started(second))
    pay(journal)
    with JournalReader(journal.path) as reader:
        assert reader.open_transactions() == [first, second]
    journal.close()


def test_a_hold_is_written_with_its_event_and_the_last_word_counts(folder: Path) -> None:
    journal = opened(folder)
    transaction = TransactionId.new()
    unknown = PaymentUnknown(reference="r-1", reason="silent")
    journal.append(started(transaction))
    journal.append(Draft(unknown, transaction, holds=(Hold("bill:1117753200140", "unknown"),)))
    assert journal.holds("bill:1117753200140") == Hold("bill:1117753200140", "unknown")
    assert journal.holds("bill:2") is None
    journal.append(Draft(unknown, transaction, holds=(Hold("bill:1117753200140", "settled"),)))
    journal.close()
    again = opened(folder)
    assert again.holds("bill:1117753200140") == Hold("bill:1117753200140", "settled")
    again.close()


def test_an_event_that_fits_no_batch_is_refused_and_leaves_nothing(folder: Path) -> None:
    journal = opened(folder)
    transaction = TransactionId.new()
    before = journal.head
    with pytest.raises(EventTooLarge):
        journal.append(
            started(transaction),
            Draft(PaymentUnknown(reference="r", reason="x" * LARGEST_ENVELOPE), transaction),
        )
    assert journal.head == before
    with JournalReader(journal.path) as reader:
        assert reader.head() == before
        assert reader.open_transactions() == []
    journal.close()


def test_a_personal_part_is_never_written_without_a_key_to_seal_it(folder: Path) -> None:
    journal = opened(folder)
    with pytest.raises(NoSealingKey):
        journal.append(
            Draft(KioskStarted(software="0.1.0", recovered=0), sealed=b"a name in clear")
        )
    assert journal.head.seq == 1
    journal.close()


def test_the_next_batch_is_consecutive_and_bounded(folder: Path) -> None:
    journal = opened(folder)
    for _ in range(5):
        pay(journal)
    with JournalReader(journal.path) as reader:
        entries, head = reader.batch(1, limit=300, max_bytes=10_000_000)
        assert len(entries) == 20
        assert head == journal.head
        entries, head = reader.batch(1, limit=7, max_bytes=10_000_000)
        assert (len(entries), head.seq) == (7, 8)
        assert reader.hash_at(8) == head.hash
        entries, head = reader.batch(1, limit=300, max_bytes=1)
        assert (len(entries), head.seq) == (1, 2)
        assert reader.batch(21, limit=300, max_bytes=1)[0] == []
    journal.close()
