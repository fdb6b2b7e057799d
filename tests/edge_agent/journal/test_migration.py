"""Files of earlier formats go on living; the first format is kept here as it was released."""

from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
import pytest

from contract.events import KioskStarted
from contract.values import JournalId
from edge_agent.journal import Draft, JournalReader, NewerJournal, export, verify
from edge_agent.journal.connection import connect_writer
from edge_agent.journal.folder import WriterFiles
from edge_agent.journal.schema import STEPS, format_of, migrate
from tests.edge_agent.support import opened, pay

FIRST_FORMAT = Path(__file__).parent / "golden" / "format_1.sql"
LATER: tuple[str, ...] = (
    "ALTER TABLE events ADD COLUMN later TEXT",
    "UPDATE events SET later = kind",
)


def test_a_journal_of_the_first_format_opens_and_goes_on(folder: Path) -> None:
    journal = JournalId.parse("00112233445566778899aabbccddeeff")
    files = WriterFiles(folder, "kiosk")
    connection = sqlite3.connect(str(files.journal_path(journal)))
    connection.executescript(FIRST_FORMAT.read_text(encoding="utf-8"))
    connection.close()
    files.active_path.write_text(journal.hex)
    writer = opened(folder)
    assert writer.journal == journal
    assert writer.head.seq == 7
    held = writer.holds("bill:1117753200140")
    assert held is not None
    assert held.state == "unknown"
    assert writer.next_tracking_code().text == "3056000029"
    writer.append(Draft(KioskStarted(software="0.2.0", recovered=1)))
    with JournalReader(writer.path) as reader:
        assert len(reader.open_transactions()) == 1
    writer.close()
    assert verify(writer.path).ok


def test_a_step_takes_the_file_on_and_keeps_its_rows(folder: Path) -> None:
    journal = opened(folder)
    journal.close()
    connection = connect_writer(journal.path)
    migrate(connection, journal.path, (*STEPS, LATER))
    assert format_of(connection) == len(STEPS) + 1
    assert connection.execute("SELECT later FROM events").fetchall() == [("journal.genesis",)]
    connection.close()


def test_a_program_that_was_gone_back_to_goes_on_with_a_file_that_is_one_step_newer(
    folder: Path, tmp_path: Path
) -> None:
    journal = opened(folder)
    pay(journal)
    journal.close()
    connection = connect_writer(journal.path)
    migrate(connection, journal.path, (*STEPS, LATER))
    connection.close()
    again = opened(folder)
    assert (again.journal, again.head) == (journal.journal, journal.head)
    pay(again)
    again.close()
    assert verify(again.path).ok
    with JournalReader(again.path) as reader:
        assert len(reader.entries()) == 9
    export(again.path, tmp_path / "copy.journal")
    assert verify(tmp_path / "copy.journal").ok
    connection = connect_writer(again.path)
    assert format_of(connection) == len(STEPS) + 1
    connection.close()


def test_a_file_that_is_two_steps_newer_is_left_alone(folder: Path) -> None:
    journal = opened(folder)
    journal.close()
    connection = connect_writer(journal.path)
    further = "ALTER TABLE events ADD COLUMN further TEXT"
    migrate(connection, journal.path, (*STEPS, LATER, (further,)))
    connection.close()
    with pytest.raises(NewerJournal):
        opened(folder)


def test_a_step_that_fails_in_the_middle_leaves_the_file_at_the_last_whole_one(
    folder: Path,
) -> None:
    journal = opened(folder)
    journal.close()
    connection = connect_writer(journal.path)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, journal.path, (*STEPS, (*LATER, "UPDATE nothing SET at = all")))
    assert format_of(connection) == len(STEPS)
    connection.close()
    again = opened(folder)
    assert again.head == journal.head
    again.close()
