"""A disk that is full or broken: what was begun is finished, then service stops."""

from pathlib import Path

import pytest

from contract.events import KioskStarted
from contract.values import TransactionId
from edge_agent.journal import (
    DiskNearlyFull,
    Draft,
    JournalFailed,
    JournalReader,
    JournalWriter,
    SpaceLimits,
    open_journal,
    verify,
)
from edge_agent.journal.space import MIB
from tests.edge_agent.storage import Storage
from tests.edge_agent.support import (
    LITTLE_SPACE,
    ORIGIN,
    HandClock,
    approved,
    opened,
    pay,
    requested,
    started,
)


def over(folder: Path, storage: Storage) -> JournalWriter:
    opened(folder).close()
    return open_journal(
        folder, "kiosk", ORIGIN, HandClock(), space=LITTLE_SPACE, connect=storage.connect
    )


def test_no_transaction_begins_on_a_disk_that_is_nearly_full_but_an_open_one_is_finished(
    folder: Path,
) -> None:
    free = [1000 * MIB]
    limits = SpaceLimits(4096, 64 * MIB, measure=lambda _: free[0])
    journal = open_journal(folder, "kiosk", ORIGIN, HandClock(), space=limits)
    first = TransactionId.new()
    journal.append(started(first), requested(first))
    free[0] = 63 * MIB
    with pytest.raises(DiskNearlyFull) as refused:
        journal.append(started(TransactionId.new()))
    assert "63 MiB free, 64 needed" in refused.value.what
    journal.append(approved(first))
    journal.append(Draft(KioskStarted(software="0.1.0", recovered=0)))
    free[0] = 1000 * MIB
    pay(journal)
    journal.close()
    assert verify(journal.path).ok


def test_no_journal_is_made_on_a_disk_that_is_nearly_full(folder: Path) -> None:
    limits = SpaceLimits(4096, 64 * MIB, measure=lambda _: 10 * MIB)
    with pytest.raises(DiskNearlyFull):
        open_journal(folder, "kiosk", ORIGIN, HandClock(), space=limits)
    assert list(folder.glob("*.journal*")) == []


def test_the_reserve_is_real_space(folder: Path) -> None:
    opened(folder).close()
    status = (folder / "kiosk.reserve").stat()
    assert status.st_blocks * 512 >= LITTLE_SPACE.reserve_bytes


def test_an_approval_is_written_with_the_reserve_when_the_disk_is_full(folder: Path) -> None:
    storage = Storage()
    journal = over(folder, storage)
    transaction = TransactionId.new()
    journal.append(started(transaction), requested(transaction))
    reserve = folder / "kiosk.reserve"
    storage.is_full = reserve.exists
    (done,) = journal.append(approved(transaction))
    assert not reserve.exists()
    journal.close()
    with JournalReader(journal.path) as reader:
        assert reader.head() == done
    assert verify(journal.path).ok


def test_after_the_reserve_a_full_disk_stops_service(folder: Path) -> None:
    storage = Storage()
    journal = over(folder, storage)
    transaction = TransactionId.new()
    journal.append(started(transaction))
    storage.is_full = lambda: True
    with pytest.raises(JournalFailed):
        journal.append(requested(transaction))
    storage.is_full = lambda: False
    with pytest.raises(JournalFailed, match="it failed before"):
        journal.append(requested(transaction))
    journal.close()
    again = opened(folder)
    assert again.head.seq == 2
    again.close()


def test_a_sync_that_fails_stops_service_for_good(folder: Path) -> None:
    storage = Storage()
    journal = over(folder, storage)
    transaction = TransactionId.new()
    journal.append(started(transaction))
    storage.sync_fails = True
    with pytest.raises(JournalFailed) as refused:
        journal.append(requested(transaction))
    assert "Take no payment" in refused.value.next_step
    storage.sync_fails = False
    for use in (
        lambda: journal.append(requested(transaction)),
        journal.next_tracking_code,
        journal.checkpoint,
        lambda: journal.prune(1, 0),
    ):
        with pytest.raises(JournalFailed, match="it failed before"):
            use()
    journal.close()
    again = opened(folder)
    assert verify(again.path).ok
    again.close()
