"""One version of a dataset as a small SQLite file, never changed once made: each record in the
bytes it came in, in the dataset's order, and the key by which it is found."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import msgspec
import pysqlite3.dbapi2 as sqlite3

from contract.errors import InvalidValue
from contract.hello import BadMessage
from contract.reference import Dataset
from contract.unreadable import UNREADABLE
from edge_agent.device import sync_folder
from edge_agent.reference.errors import DamagedReference, NotStored
from edge_agent.reference.payloads import RecordReader


def build_table(path: Path, dataset: Dataset, records: Iterable[msgspec.Raw]) -> None:
    """Made beside `path`, synced, then given its name; nothing stays when something goes wrong.

    Raises BadMessage for a record that cannot be read, NotStored, OSError, and whatever `records`
    does.
    """
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        _fill(beside, dataset, records)
        _sync(beside)
        beside.rename(path)
    except sqlite3.Error as error:
        raise NotStored(dataset, path.parent, str(error)) from error
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def _fill(path: Path, dataset: Dataset, records: Iterable[msgspec.Raw]) -> None:
    reader = RecordReader(dataset)
    connection = sqlite3.connect(str(path), isolation_level=None)
    try:
        # Nobody sees the file before it is whole, so it needs no journal of SQLite's own.
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("CREATE TABLE records (key TEXT NOT NULL, record BLOB NOT NULL) STRICT")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO records (key, record) VALUES (?, ?)", _rows(reader, records)
        )
        connection.execute("CREATE INDEX records_by_key ON records (key)")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _rows(
    reader: RecordReader, records: Iterable[msgspec.Raw]
) -> Iterator[tuple[str, memoryview]]:
    for place, record in enumerate(records):
        try:
            key = reader.key(record)
        except (*UNREADABLE, InvalidValue) as error:
            raise BadMessage(
                f"A record that cannot be read, at place {place}: {error}.",
                "Keep the version in use; ask the city to publish again.",
            ) from error
        yield key, memoryview(record)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Table:
    """An open version. Every method raises DamagedReference when the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            # `immutable` opens without locks; a replaced file stays readable while it is open.
            self._connection: Any = sqlite3.connect(
                f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, isolation_level=None
            )
            self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.Error as error:
            raise DamagedReference(path, str(error)) from error

    def of_key(self, key: str) -> Sequence[bytes]:
        return self._records("SELECT record FROM records WHERE key = ? ORDER BY rowid", key)

    def all(self) -> Sequence[bytes]:
        return self._records("SELECT record FROM records ORDER BY rowid")

    def part(self, first: int, count: int) -> Iterator[msgspec.Raw]:
        """Records from a place (from 0) on, as a delta takes them; never all in memory. A row's
        id is its place, from 1."""
        wanted = "SELECT record FROM records WHERE rowid > ? AND rowid <= ? ORDER BY rowid"
        try:
            for (record,) in self._connection.execute(wanted, (first, first + count)):
                yield msgspec.Raw(record)
        except sqlite3.Error as error:
            raise DamagedReference(self._path, str(error)) from error

    def check(self) -> None:
        """Reads every page."""
        try:
            rows = self._connection.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.Error as error:
            raise DamagedReference(self._path, str(error)) from error
        if rows != [("ok",)]:
            raise DamagedReference(self._path, str(rows[0][0]))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _records(self, sql: str, *parameters: str) -> Sequence[bytes]:
        try:
            return [row[0] for row in self._connection.execute(sql, parameters).fetchall()]
        except sqlite3.Error as error:
            raise DamagedReference(self._path, str(error)) from error
