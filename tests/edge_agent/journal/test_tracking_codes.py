"""Tracking codes are made offline and never twice, whatever happens to the journal."""

from pathlib import Path

import pytest

from contract.values import TrackingCode, TransactionId
from contract.values.tracking_code import LAST_SERIAL
from edge_agent.journal import (
    Draft,
    JournalReader,
    NoTrackingPrefix,
    Origin,
    open_journal,
    restart,
)
from tests.edge_agent.support import (
    DAY_MS,
    LITTLE_SPACE,
    NOW_MS,
    ORIGIN,
    HandClock,
    closed,
    opened,
    pay,
    started,
)


def test_a_code_that_was_journaled_is_never_made_again(folder: Path) -> None:
    journal = opened(folder)
    pay(journal)
    assert journal.next_tracking_code() == TrackingCode.make(3056, 2)
    journal.close()
    journal = opened(folder)
    assert journal.next_tracking_code() == TrackingCode.make(3056, 2)
    journal.close()


def test_codes_go_on_after_all_payments_were_pruned(folder: Path) -> None:
    clock = HandClock()
    journal = opened(folder, clock)
    for _ in range(3):
        pay(journal)
    clock.advance(60 * DAY_MS)
    while journal.prune(journal.head.seq, NOW_MS + DAY_MS):
        pass
    journal.close()
    journal = opened(folder, clock)
    with JournalReader(journal.path) as reader:
        assert [event.kind for event in reader.entries()] == ["journal.genesis"]
    assert journal.next_tracking_code() == TrackingCode.make(3056, 4)
    journal.close()


def test_each_journal_of_a_folder_takes_a_prefix_of_its_own(folder: Path) -> None:
    kiosk, technician = opened(folder), opened(folder, writer="technician")
    assert kiosk.next_tracking_code().prefix == 3056
    assert technician.next_tracking_code().prefix == 3057
    kiosk.close()
    technician.close()


def test_a_used_up_prefix_is_followed_by_the_next_and_the_journal_says_so(folder: Path) -> None:
    journal = opened(folder)
    transaction = TransactionId.new()
    journal.append(started(transaction, TrackingCode.make(3056, LAST_SERIAL).text))
    journal.append(closed(transaction))
    journal.close()
    journal = opened(folder)
    assert journal.next_tracking_code() == TrackingCode.make(3057, 1)
    with JournalReader(journal.path) as reader:
        assert reader.entries()[-1].kind == "journal.prefix_taken"
    journal.close()
    journal = opened(folder)
    assert journal.next_tracking_code() == TrackingCode.make(3057, 1)
    pay(journal)
    journal.close()
    journal = opened(folder)
    assert journal.next_tracking_code().serial == 2 + 1
    journal.close()


def test_without_a_prefix_the_journal_opens_and_says_that_none_is_left(folder: Path) -> None:
    for number in range(2):
        opened(folder).close()
        restart(folder, "kiosk", f"repair {number}")
    journal = opened(folder)
    with pytest.raises(NoTrackingPrefix) as refused:
        journal.next_tracking_code()
    assert "Enrol" in refused.value.next_step
    assert journal.append(Draft(started(TransactionId.new()).event))[0].seq == 2
    journal.close()
    more = Origin(ORIGIN.city, ORIGIN.device, ORIGIN.software, (3056, 3057, 3999))
    journal = open_journal(folder, "kiosk", more, HandClock(), space=LITTLE_SPACE)
    assert journal.next_tracking_code() == TrackingCode.make(3999, 1)
    journal.close()
