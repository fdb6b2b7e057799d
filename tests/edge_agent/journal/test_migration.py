"""Files of earlier formats go on living; the first format is kept here as it was released."""

from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
import pytest

from contract.events import KioskStarted
from contract.values import JournalId
from edge_agent.journal import Draft, JournalReader, verify
from edge_agent.journal.connection import connect_writer
from edge_agent.journal.folder import WriterFiles
from edge_agent.journal.schema import STEPS, format_of, migrate
from tests.edge_agent.support import opened

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
