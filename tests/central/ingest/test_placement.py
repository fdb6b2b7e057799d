"""Where a batch stands against the held head, by the table at the module's head."""

from central.ingest.placement import Ahead, Diverges, Fresh, Known, place
from contract.chain import GENESIS_HASH
from contract.events import KioskStarted
from tests.central.support.kiosk import Journal


def journal_of(count: int) -> Journal:
    journal = Journal("k-1")
    while len(journal.entries) < count:
        journal.append(KioskStarted(software="0.1.0", recovered=0))
    return journal


def test_the_first_batch_is_fresh_from_the_genesis_on() -> None:
    journal = journal_of(5)
    placement = place(journal.batch(1, 3), 0, GENESIS_HASH, None, None)
    assert placement == Fresh(1, journal.entries[:3], journal.hashes[:3])


def test_a_gap_is_ahead_whatever_it_holds() -> None:
    journal = journal_of(9)
    assert place(journal.batch(7), 5, journal.hashes[4], None, None) == Ahead()


def test_what_was_sent_before_is_known_by_its_last_hash() -> None:
    journal = journal_of(9)
    head = journal.hashes[8]
    assert place(journal.batch(2, 6), 9, head, None, journal.hashes[5]) == Known()
    assert place(journal.batch(1, 9), 9, head, None, head) == Known()


def test_an_overlapping_batch_is_cut_at_the_head() -> None:
    journal = journal_of(9)
    placement = place(journal.batch(3, 9), 5, journal.hashes[4], journal.hashes[1], None)
    assert placement == Fresh(6, journal.entries[5:], journal.hashes[5:])


def test_another_history_diverges_at_beyond_and_across_the_head() -> None:
    held, other = journal_of(6), journal_of(3)
    other.id = held.id
    while len(other.entries) < 9:
        other.append(KioskStarted(software="0.1.0", recovered=1))
    head = held.hashes[5]
    assert place(other.batch(1, 5), 6, head, None, held.hashes[4]) == Diverges()
    assert place(other.batch(4, 9), 6, head, held.hashes[2], None) == Diverges()
    assert place(other.batch(7, 9), 6, head, None, None) == Diverges()


def test_an_altered_event_doesnt_reach_the_signed_head() -> None:
    journal = journal_of(4)
    batch = journal.batch(1, 4)
    altered = list(batch.entries)
    altered[2] = altered[1]
    forged = type(batch)(batch.journal, 1, 4, batch.head_hash, altered)
    assert place(forged, 0, GENESIS_HASH, None, None) == Diverges()
