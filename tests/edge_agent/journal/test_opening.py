"""Who may open a journal, and which one is opened."""

import subprocess
import sys
from pathlib import Path

import pytest

from contract.values import JournalId
from edge_agent.journal import (
    Hold,
    JournalDamaged,
    JournalLocked,
    JournalReader,
    NewerJournal,
    OldSqlite,
    Origin,
    active_journal,
    divergence,
    journal_files,
    mark_diverged,
    open_journal,
    restart,
    verify,
)
from edge_agent.journal.connection import check_version, connect_writer
from edge_agent.journal.folder import WriterFiles
from tests.edge_agent.support import (
    LITTLE_SPACE,
    ORIGIN,
    HandClock,
    opened,
    pay,
    requested,
)

OTHER_PROCESS = """
import sys
from pathlib import Path
from tests.edge_agent.support import opened
from edge_agent.journal import JournalLocked
try:
    opened(Path(sys.argv[1]))
except JournalLocked as error:
    print(error.next_step)
    sys.exit(3)
"""


def test_a_second_process_may_not_write_the_same_journal(folder: Path) -> None:
    journal = opened(folder)
    other = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (other.returncode, other.stdout.strip()) == (
        3,
        "End the other process, or wait until it has ended.",
    )
    journal.close()
    assert (
        subprocess.run([sys.executable, "-c", OTHER_PROCESS, str(folder)], check=False).returncode
        == 0
    )


def test_the_same_process_may_not_open_it_twice_either(folder: Path) -> None:
    journal = opened(folder)
    with pytest.raises(JournalLocked):
        opened(folder)
    journal.close()
    opened(folder).close()


def test_two_writers_have_two_journals(folder: Path) -> None:
    kiosk, agent = opened(folder), opened(folder, writer="agent")
    assert [(file.writer, file.active) for file in journal_files(folder)] == [
        ("agent", True),
        ("kiosk", True),
    ]
    assert active_journal(folder, "kiosk").journal == kiosk.journal != agent.journal
    kiosk.close()
    agent.close()


def test_a_restarted_journal_has_a_predecessor_and_the_holds_and_keeps_the_old_file(
    folder: Path,
) -> None:
    old = opened(folder)
    transaction = pay(old)
    draft = requested(transaction)
    old.append(type(draft)(draft.event, transaction, holds=(Hold("bill:1", "unknown"),)))
    old.close()
    retired = restart(folder, "kiosk", "the disk was repaired")
    new = opened(folder)
    assert (retired.journal, retired.path) == (old.journal, old.path)
    assert new.journal != old.journal
    assert new.holds("bill:1") == Hold("bill:1", "unknown")
    with JournalReader(new.path) as reader:
        genesis = reader.genesis()
    assert genesis.predecessor is not None
    assert genesis.predecessor.journal == old.journal.raw
    assert (genesis.predecessor.seq, genesis.predecessor.hash) == (old.head.seq, old.head.hash)
    assert genesis.reason == "the disk was repaired"
    assert genesis.tracking_prefix == 3057
    assert verify(old.path).ok
    assert [(file.journal, file.active) for file in journal_files(folder)] == [
        (new.journal, True),
        (old.journal, False),
    ]
    new.close()


def test_a_journal_in_use_is_not_restarted(folder: Path) -> None:
    journal = opened(folder)
    with pytest.raises(JournalLocked):
        restart(folder, "kiosk", "impatience")
    journal.close()


def test_a_diverged_journal_is_followed_by_a_new_one_at_the_next_start(folder: Path) -> None:
    old = opened(folder)
    before = old.diverged
    mark_diverged(folder, old.journal, "the hub has another event 2")
    assert (before, old.diverged) == (False, True)
    assert divergence(folder, old.journal) == "the hub has another event 2"
    old.close()
    new = opened(folder)
    assert new.journal != old.journal
    assert not new.diverged
    with JournalReader(new.path) as reader:
        assert reader.genesis().reason == "diverged: the hub has another event 2"
    new.close()


def test_another_device_does_not_go_on_with_a_journal_it_found(folder: Path) -> None:
    old = opened(folder)
    old.close()
    other = Origin(ORIGIN.city, "k-other", ORIGIN.software, (4000,))
    new = open_journal(folder, "kiosk", other, HandClock(), space=LITTLE_SPACE)
    assert new.journal != old.journal
    with JournalReader(new.path) as reader:
        assert reader.genesis().reason == "the machine is now k-other of qazvin"
    new.close()


@pytest.mark.parametrize("step", ["written", "pointed at"])
def test_a_power_cut_while_a_journal_is_made_leaves_nothing_to_repair(
    folder: Path, step: str
) -> None:
    """Before the pointer: the half-made file goes away. After it: the file gets its name."""
    old = opened(folder)
    old.close()
    files = WriterFiles(folder, "kiosk")
    made = JournalId.new()
    files.new_path(made).write_bytes(_successor_bytes(folder, made))
    if step == "pointed at":
        files.active_path.write_text(made.hex)
    opened_now = opened(folder)
    assert opened_now.journal == (made if step == "pointed at" else old.journal)
    assert list(folder.glob("*.new*")) == []
    opened_now.close()


def _successor_bytes(folder: Path, journal: JournalId) -> bytes:
    """A whole journal of that name, made elsewhere as it would be here."""
    elsewhere = folder.parent / "elsewhere"
    other = opened(elsewhere)
    other.close()
    content = other.path.read_bytes()
    assert content.count(other.journal.raw) == 2  # the journal's own row, and the genesis
    connection = connect_writer(other.path)
    connection.execute("UPDATE journal SET journal = ?", (journal.raw,))
    connection.close()
    return other.path.read_bytes()


def test_a_file_that_is_missing_is_damage_not_a_new_beginning(folder: Path) -> None:
    journal = opened(folder)
    journal.close()
    journal.path.unlink()
    with pytest.raises(JournalDamaged) as refused:
        opened(folder)
    assert "restart" in refused.value.next_step
    restart(folder, "kiosk", "the file was lost")
    new = opened(folder)
    with JournalReader(new.path) as reader:
        predecessor = reader.genesis().predecessor
    assert predecessor is not None
    assert (predecessor.journal, predecessor.seq) == (journal.journal.raw, 0)
    new.close()


def test_a_copied_file_under_another_name_is_not_taken(folder: Path) -> None:
    journal = opened(folder)
    journal.close()
    files, copy = WriterFiles(folder, "kiosk"), JournalId.new()
    files.journal_path(copy).write_bytes(journal.path.read_bytes())
    files.active_path.write_text(copy.hex)
    with pytest.raises(JournalDamaged, match="it is a copy"):
        opened(folder)


def test_a_journal_of_a_newer_program_is_left_alone(folder: Path) -> None:
    journal = opened(folder)
    journal.close()
    connection = connect_writer(journal.path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(NewerJournal):
        opened(folder)
    with pytest.raises(NewerJournal):
        JournalReader(journal.path)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_an_sqlite_with_the_wal_reset_fault_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(OldSqlite) as refused:
        check_version(version)
    assert refused.value.exit_code == 3


def test_this_sqlite_has_no_such_fault() -> None:
    check_version()
