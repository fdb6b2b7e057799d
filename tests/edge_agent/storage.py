"""A storage layer under SQLite that remembers every write and sync, and can fail.

SQLite calls it through a VFS of apsw, and the journal uses it through its `connect` parameter. The
VFS has no shared memory, so connections over it are exclusive; schema, pragmas and statements are
the journal's own. From what was recorded, `power_cut` makes the files as a disk could hold them
after the power failed: what a sync covered is there, anything else may be there, torn or not.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import apsw
import pysqlite3.dbapi2 as sqlite3
from typing_extensions import Buffer

from edge_agent.journal.connection import Connection, Row, SqlValue
from edge_agent.journal.records import Head

SECTOR = 512
_numbers = count(1)


@dataclass(frozen=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Acknowledged:
    """Not of SQLite: here an append returned, so all up to this head must survive."""

    head: Head


Operation = Write | Truncate | Sync | Acknowledged


@dataclass
class Storage:
    """`pragmas` replaces one pragma by another, to plant a fault in how the journal is opened."""

    log: list[Operation] = field(default_factory=list)
    pragmas: dict[str, str] = field(default_factory=dict)
    is_full: Callable[[], bool] = lambda: False
    sync_fails: bool = False

    def connect(self, path: Path) -> Connection:
        """For `open_journal(connect=...)`."""
        name = f"recording-{next(_numbers)}"
        vfs = _Vfs(name, self)
        return _Connection(str(path), vfs, self.pragmas)


class _Vfs(apsw.VFS):
    def __init__(self, name: str, storage: Storage) -> None:
        self.name = name
        self._storage = storage
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _File(name, flags, self._storage)


class _File(apsw.VFSFile):
    def __init__(
        self, name: str | apsw.URIFilename | None, flags: list[int], storage: Storage
    ) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = "" if path is None else Path(path).name
        self._storage = storage
        super().__init__("", name, flags)

    def xWrite(self, data: Buffer, offset: int) -> None:
        if self._storage.is_full():
            raise apsw.exception_for(apsw.SQLITE_FULL)
        super().xWrite(data, offset)
        self._storage.log.append(Write(self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._storage.log.append(Truncate(self._name, newsize))

    def xSync(self, flags: int) -> None:
        if self._storage.sync_fails:
            raise apsw.exception_for(apsw.SQLITE_IOERR_FSYNC)
        super().xSync(flags)
        self._storage.log.append(Sync(self._name))


class _Connection:
    """As much of a DB-API connection as the journal uses, with its exceptions."""

    def __init__(self, path: str, vfs: _Vfs, pragmas: dict[str, str]) -> None:
        self._vfs = vfs  # must outlive the connection
        self._pragmas = pragmas
        self._connection = apsw.Connection(path, vfs=vfs.name)
        self.execute("PRAGMA locking_mode=EXCLUSIVE")

    def execute(self, sql: str, parameters: Sequence[SqlValue] = (), /) -> "_Rows":
        try:
            cursor = self._connection.execute(self._pragmas.get(sql, sql), tuple(parameters))
            return _Rows(cursor.fetchall())
        except apsw.Error as error:
            raise _translated(error) from error

    def executemany(self, sql: str, rows: Iterable[Sequence[SqlValue]], /) -> None:
        for row in rows:
            self.execute(sql, row)

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def close(self) -> None:
        self._connection.close()


class _Rows:
    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def fetchone(self) -> Row | None:
        return self._rows[0] if self._rows else None

    def fetchall(self) -> list[Row]:
        return self._rows


def _translated(error: apsw.Error) -> Exception:
    translated: Exception = sqlite3.OperationalError(str(error))
    translated.sqlite_errorcode = error.result & 0xFF  # type: ignore[attr-defined]
    return translated


def power_cut(
    base: dict[str, bytes], log: Sequence[Operation], chance: random.Random
) -> dict[str, bytes]:
    """The files, from those there were before, when the power failed after `log`."""
    synced = {}
    for index, operation in enumerate(log):
        if isinstance(operation, Sync):
            synced[operation.file] = index
    files = {name: bytearray(content) for name, content in base.items()}
    for index, operation in enumerate(log):
        match operation:
            case Write(file, offset, data):
                safe = index < synced.get(file, -1)
                for at in range(0, len(data), SECTOR):
                    if safe or chance.random() < 0.5:
                        _put(files.setdefault(file, bytearray()), offset + at, data[at:][:SECTOR])
            case Truncate(file, size):
                if index < synced.get(file, -1) or chance.random() < 0.5:
                    del files.setdefault(file, bytearray())[size:]
            case Sync() | Acknowledged():
                pass
    return {name: bytes(content) for name, content in files.items()}


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data
