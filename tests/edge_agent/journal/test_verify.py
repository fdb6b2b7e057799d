"""Damage is found, named with its seq, and what can be read is saved."""

from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
import pytest

from edge_agent.journal import (
    ExportExists,
    ExportFailed,
    JournalDamaged,
    JournalReader,
    NoSuchJournal,
    export,
    restart,
    verify,
)
from tests.edge_agent.support import opened, pay

PAGE = 4096


@pytest.fixture
def path(folder: Path) -> Path:
    """A sound journal of 401 events, closed."""
    journal = opened(folder)
    for _ in range(100):
        pay(journal)
    journal.close()
    return journal.path


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(str(path))
    connection.execute(sql)
    connection.commit()
    connection.close()


def page_of(path: Path, content: bytes) -> int:
    """The offset of the page on which `content` lies."""
    at = path.read_bytes().index(content)
    return at - at % PAGE


def overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def test_a_sound_journal_has_no_problems(path: Path) -> None:
    report = verify(path)
    assert report.ok
    assert (report.checked, report.last_good.seq) == (401, 401)


@pytest.mark.parametrize(
    ("sql", "seq", "what"),
    [
        ("UPDATE events SET envelope = x'00' WHERE seq = 7", 7, "does not follow"),
        ("DELETE FROM events WHERE seq = 200", 201, "Events 200 to 200 are missing"),
        ("DELETE FROM events WHERE seq BETWEEN 1 AND 9", 10, "Events 1 to 9 are missing"),
        ("UPDATE events SET hash = zeroblob(32) WHERE seq = 50", 50, "does not follow"),
        ("UPDATE events SET txn = zeroblob(16) WHERE seq = 30", 30, "columns of event 30"),
        ("UPDATE events SET kind = 'payment.closed' WHERE seq = 31", 31, "columns of event 31"),
        ("UPDATE events SET utc_ms = 0 WHERE seq = 32", 32, "columns of event 32"),
        ("UPDATE events SET sealed = x'00' WHERE seq = 33", 33, "sealed part of event 33"),
    ],
)  # fmt: skip
def test_a_changed_event_is_named(path: Path, sql: str, seq: int, what: str) -> None:
    change(path, sql)
    report = verify(path)
    assert not report.ok
    assert report.problems[0].seq == seq
    assert what in report.problems[0].what
    assert report.last_good.seq < seq


def test_a_deleted_sealed_part_leaves_the_journal_sound(path: Path) -> None:
    change(path, "UPDATE events SET sealed = NULL")
    assert verify(path).ok


def test_a_damaged_page_is_named_and_the_events_behind_it_are_still_read(path: Path) -> None:
    with JournalReader(path) as reader:
        (event,) = reader.entries(199, 1)
    overwrite(path, page_of(path, event.envelope), bytes(PAGE))
    report = verify(path)
    assert report.problems[0].seq is not None
    assert 150 < report.problems[0].seq <= 200
    assert "damaged page" in report.problems[0].what
    assert "Export" in report.problems[0].next_step
    assert 350 < report.checked < 401


def test_what_can_be_read_of_a_damaged_journal_is_exported(path: Path, tmp_path: Path) -> None:
    with JournalReader(path) as reader:
        (event,) = reader.entries(199, 1)
    overwrite(path, page_of(path, event.envelope), bytes(PAGE))
    saved = export(path, tmp_path / "saved.journal")
    assert saved.losses
    assert 350 < saved.events < 401
    with JournalReader(saved.path) as reader:
        seqs = [event.seq for event in reader.entries()]
        assert reader.head().seq == 401
    assert (len(seqs), seqs[0], seqs[-1]) == (saved.events, 1, 401)
    assert not verify(saved.path).ok


def test_a_torn_header_is_damage_for_everyone(path: Path, folder: Path, tmp_path: Path) -> None:
    overwrite(path, 0, b"\xff" * 100)
    assert not verify(path).ok
    with pytest.raises(JournalDamaged):
        opened(folder)
    with pytest.raises(JournalDamaged):
        JournalReader(path)
    with pytest.raises(JournalDamaged):
        export(path, tmp_path / "saved.journal")
    assert not (tmp_path / "saved.journal").exists()


def test_a_damaged_tail_keeps_the_journal_from_being_opened(path: Path, folder: Path) -> None:
    change(path, "UPDATE events SET hash = zeroblob(32) WHERE seq = 401")
    with pytest.raises(JournalDamaged) as refused:
        opened(folder)
    assert refused.value.exit_code == 4


def test_the_successor_of_a_damaged_journal_names_its_last_sound_event(
    path: Path, folder: Path
) -> None:
    change(path, "UPDATE events SET hash = zeroblob(32) WHERE seq = 390")
    restart(folder, "kiosk", "damaged")
    new = opened(folder)
    with JournalReader(new.path) as reader:
        predecessor = reader.genesis().predecessor
    assert predecessor is not None
    assert predecessor.seq == 389
    new.close()


def test_holds_that_cannot_be_read_are_named_in_the_successors_reason(folder: Path) -> None:
    journal = opened(folder)
    journal.close()
    change(journal.path, "ALTER TABLE holds RENAME TO lost")
    restart(folder, "kiosk", "damaged")
    new = opened(folder)
    with JournalReader(new.path) as reader:
        reason = reader.genesis().reason
    assert reason is not None
    assert "its holds could not be read" in reason
    new.close()


def test_a_whole_journal_is_exported_while_its_writer_goes_on(
    folder: Path, tmp_path: Path
) -> None:
    journal = opened(folder)
    transaction = pay(journal)
    report = export(journal.path, tmp_path / "copy.journal")
    pay(journal)
    journal.close()
    assert (report.events, report.losses) == (5, ())
    assert verify(report.path).ok
    with JournalReader(report.path) as copy:
        assert copy.journal == journal.journal
        assert len(copy.by_transaction(transaction)) == 4
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.journal"]


def test_an_export_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.journal"
    target.write_text("mine")
    with pytest.raises(ExportExists):
        export(path, target)
    assert target.read_text() == "mine"


def test_an_export_to_a_folder_that_is_not_there_says_so(path: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed) as refused:
        export(path, tmp_path / "nowhere" / "copy.journal")
    assert "folder" in refused.value.next_step


def test_a_journal_that_is_not_there_is_said_to_be_missing(folder: Path) -> None:
    with pytest.raises(NoSuchJournal):
        verify(folder / "kiosk-00.journal")
    with pytest.raises(NoSuchJournal):
        restart(folder, "kiosk", "why not")
