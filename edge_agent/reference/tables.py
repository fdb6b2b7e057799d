"""One version of a dataset as a small SQLite file: records by key, never changed once made."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, assert_never
from urllib.parse import quote

import msgspec
import pysqlite3.dbapi2 as sqlite3

from contract.reference import (
    BillRecord,
    CityRecord,
    FeeRecord,
    KioskRecord,
    OfficeRecord,
    Record,
    ServiceRecord,
)
from edge_agent.device import sync_folder
from edge_agent.reference.errors import DamagedReference

_encoder = msgspec.msgpack.Encoder()


def key_of(record: Record) -> str:
    match record:
        case BillRecord():
            return record.bill_id
        case OfficeRecord() | ServiceRecord() | FeeRecord():
            return record.code
        case CityRecord():
            return record.city
        case KioskRecord():
            return record.device
        case _:
            assert_never(record)


def build_table(path: Path, records: Iterable[Record]) -> None:
    """Made beside `path`, synced, then given its name. Raises OSError or DamagedReference."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        _fill(beside, records)
    except sqlite3.Error as error:
        raise DamagedReference(beside, str(error)) from error
    descriptor = os.open(beside, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.rename(path)
    sync_folder(path.parent)


def _fill(path: Path, records: Iterable[Record]) -> None:
    connection = sqlite3.connect(str(path), isolation_level=None)
    try:
        # Nobody sees the file before it is whole, so it needs no journal of SQLite's own.
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("CREATE TABLE records (key TEXT NOT NULL, record BLOB NOT NULL) STRICT")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO records (key, record) VALUES (?, ?)",
            ((key_of(record), _encoder.encode(record)) for record in records),
        )
        connection.execute("CREATE INDEX records_by_key ON records (key)")
        connection.execute("COMMIT")
    finally:
        connection.close()


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
