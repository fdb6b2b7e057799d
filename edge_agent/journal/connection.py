"""Opening a journal's file. One SQLite library touches it, in every process: pysqlite3's.

All versions before 3.51.3 can corrupt a WAL file when two connections write or checkpoint at the
same moment (sqlite.org/wal.html, "the WAL-reset bug").
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import pysqlite3.dbapi2 as sqlite3

from edge_agent.journal.errors import OldSqlite

NEEDED = (3, 51, 3)
BUSY_TIMEOUT_S = 5.0
CACHED_STATEMENTS = 64
CHECKPOINT_AT_PAGES = 4000
"""16 MB of WAL: a checkpoint by chance in an append is rare, as idle writers checkpoint."""

SqlValue = int | str | bytes | None
Row = tuple[Any, ...]
SqliteError: type[Exception] = sqlite3.Error
SQLITE_FULL: int = sqlite3.SQLITE_FULL


class Cursor(Protocol):
    def fetchone(self) -> Row | None: ...
    def fetchall(self) -> list[Row]: ...


class Connection(Protocol):
    """What the journal needs of a DB-API connection in autocommit mode."""

    def execute(self, sql: str, parameters: Sequence[SqlValue] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[SqlValue]], /) -> object: ...
    @property
    def in_transaction(self) -> bool: ...
    def close(self) -> None: ...


Connect = Callable[[Path], Connection]
"""Opens a file for its writer; tests of power loss give one over a storage layer of their own."""


def connect_writer(path: Path) -> Connection:
    """A read-write connection; creates the file. Raises OldSqlite or SqliteError."""
    return _connect(path, "rwc")


def connect_reader(path: Path) -> Connection:
    """A read-only connection, which therefore never checkpoints a writer's file."""
    connection = _connect(path, "ro")
    connection.execute("PRAGMA query_only=ON")
    return connection


def configure_writer(connection: Connection) -> None:
    """Every commit is on the disk when it returns, and readers never wait."""
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"wal_autocheckpoint={CHECKPOINT_AT_PAGES}",
        "cell_size_check=ON",
        "mmap_size=0",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _connect(path: Path, mode: str) -> Connection:
    check_version()
    connection: Connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        cached_statements=CACHED_STATEMENTS,
    )
    return connection


def check_version(found: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """Raises OldSqlite."""
    if found < NEEDED:
        raise OldSqlite(".".join(map(str, found)), ".".join(map(str, NEEDED)))
