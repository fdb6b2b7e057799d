"""Connections of one process hide from each other what SQLite promises to hide."""

from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
import pytest

from edge_agent.journal.connection import (
    Connection,
    Row,
    configure_writer,
    connect_reader,
    connect_writer,
)
from tests.protocol_model.one_process import files_of_one_process


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Path]:
    """A database in WAL mode with one row in `events`."""
    path = tmp_path / "kiosk.journal"
    with files_of_one_process():
        writer = connect_writer(path)
        configure_writer(writer)
        writer.execute("CREATE TABLE events (seq)")
        writer.execute("INSERT INTO events VALUES (1)")
        writer.close()
        yield path


def test_a_reader_sees_what_is_committed_and_no_more(journal: Path) -> None:
    writer, reader = connect_writer(journal), connect_reader(journal)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO events VALUES (2)")
    assert _seqs(reader) == [(1,)]
    writer.execute("COMMIT")
    assert _seqs(reader) == [(1,), (2,)]
    reader.close()
    writer.close()


def test_what_was_begun_and_not_committed_is_gone_with_its_connection(journal: Path) -> None:
    writer = connect_writer(journal)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO events VALUES (2)")
    writer.close()
    reader = connect_reader(journal)
    assert _seqs(reader) == [(1,)]
    reader.close()


def test_of_two_writers_one_waits(journal: Path) -> None:
    first, second = connect_writer(journal), connect_writer(journal)
    second.execute("PRAGMA busy_timeout=0")
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        second.execute("BEGIN IMMEDIATE")
    second.close()
    first.close()


def test_a_reader_cannot_write(journal: Path) -> None:
    reader = connect_reader(journal)
    reader.execute("PRAGMA query_only=OFF")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("INSERT INTO events VALUES (2)")
    reader.close()


def test_a_copy_of_the_files_of_an_open_journal_holds_what_was_committed(
    journal: Path, tmp_path: Path
) -> None:
    writer = connect_writer(journal)
    writer.execute("INSERT INTO events VALUES (2)")
    image = tmp_path / "image.journal"
    for ending in ("", "-wal"):
        Path(f"{image}{ending}").write_bytes(Path(f"{journal}{ending}").read_bytes())
    assert not Path(f"{journal}-shm").exists()
    copy = connect_writer(image)
    assert _seqs(copy) == [(1,), (2,)]
    copy.close()
    writer.close()


def _seqs(connection: Connection) -> list[Row]:
    return connection.execute("SELECT seq FROM events").fetchall()
