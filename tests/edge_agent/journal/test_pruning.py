"""What may be forgotten, and what stays."""

from pathlib import Path

import pytest

from contract.clock import ClockQuality
from contract.events import KioskStarted, PaymentUnknown
from contract.values import TransactionId
from edge_agent.journal import Draft, Hold, JournalReader, JournalWriter, verify
from edge_agent.journal.pruning import SLICE
from tests.edge_agent.support import (
    DAY_MS,
    NOW_MS,
    HandClock,
    closed,
    opened,
    pay,
    requested,
    started,
)

RETENTION_MS = 45 * DAY_MS
STARTED = KioskStarted(software="0.1.0", recovered=0)


def prune_all(journal: JournalWriter, backed_up: int, clock: HandClock) -> int:
    total = 0
    while done := journal.prune(backed_up, clock.utc_ms - RETENTION_MS):
        total += done
    return total


def kept(journal: JournalWriter) -> list[int]:
    with JournalReader(journal.path) as reader:
        return [event.seq for event in reader.entries()]


def test_only_what_the_hub_has_backed_up_is_removed(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    pay(journal)
    clock.advance(RETENTION_MS + 1)
    assert prune_all(journal, 3, clock) == 3
    assert kept(journal) == [1, 4, 5]
    assert verify(journal.path).ok
    journal.close()


def test_only_what_is_older_than_the_retention_is_removed(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    pay(journal)
    clock.advance(10 * DAY_MS)
    pay(journal)
    clock.advance(RETENTION_MS - 10 * DAY_MS + 1)
    prune_all(journal, journal.head.seq, clock)
    assert kept(journal) == [1, 6, 7, 8, 9]
    journal.close()


def test_open_transactions_stay_until_they_are_closed(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    pay(journal)
    open_one = TransactionId.new()
    journal.append(started(open_one), requested(open_one))
    pay(journal)
    clock.advance(RETENTION_MS + 1)
    prune_all(journal, journal.head.seq, clock)
    assert kept(journal) == [1, 6, 7]
    assert verify(journal.path).ok
    journal.append(closed(open_one))
    prune_all(journal, journal.head.seq, clock)
    assert kept(journal) == [1, 12]
    assert verify(journal.path).ok
    journal.close()


def test_holds_stay(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    transaction = TransactionId.new()
    unknown = PaymentUnknown(reference="r-1", reason="silent")
    journal.append(Draft(unknown, transaction, holds=(Hold("bill:1", "unknown"),)))
    clock.advance(RETENTION_MS + 1)
    prune_all(journal, journal.head.seq, clock)
    assert kept(journal) == [1]
    assert journal.holds("bill:1") == Hold("bill:1", "unknown")
    journal.close()


def test_a_pruned_journal_goes_on_and_still_proves_itself(folder: Path, clock: HandClock) -> None:
    journal = opened(folder, clock)
    pay(journal)
    clock.advance(RETENTION_MS + 1)
    prune_all(journal, journal.head.seq, clock)
    head = journal.head
    journal.close()
    journal = opened(folder, clock)
    assert journal.head == head
    pay(journal)
    report = verify(journal.path)
    assert (report.problems, report.pruned_to, report.last_good) == ((), head.seq, journal.head)
    with JournalReader(journal.path) as reader:
        assert reader.hash_at(head.seq) == head.hash
    journal.close()


def test_a_clock_that_woke_up_in_the_past_prunes_nothing_by_mistake(folder: Path) -> None:
    """The event was stamped with the floor: old by its stamp, of today by the truth."""
    clock = HandClock()
    journal = opened(folder, clock)
    clock.utc_ms, clock.quality = NOW_MS - 300 * DAY_MS, ClockQuality.FLOOR
    pay(journal)
    clock.utc_ms, clock.quality = NOW_MS + DAY_MS, ClockQuality.HUB
    pay(journal)
    assert prune_all(journal, journal.head.seq, clock) == 0
    clock.advance(RETENTION_MS + 1)
    prune_all(journal, journal.head.seq, clock)
    assert kept(journal) == [1]
    journal.close()


@pytest.mark.parametrize("quality", [ClockQuality.HUB, ClockQuality.FLOOR])
def test_a_long_journal_is_pruned_in_small_slices(folder: Path, quality: ClockQuality) -> None:
    clock = HandClock(quality=quality)
    journal = opened(folder, clock)
    for _ in range(4):
        journal.append(*[Draft(STARTED)] * 300)
    clock.quality = ClockQuality.HUB
    journal.append(Draft(STARTED))
    clock.advance(RETENTION_MS + 1)
    before = journal.head.seq
    done = journal.prune(before, clock.utc_ms - RETENTION_MS)
    assert 0 < done <= SLICE
    prune_all(journal, before, clock)
    assert kept(journal) == [1]
    assert verify(journal.path).ok
    journal.close()
