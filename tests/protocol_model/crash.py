"""A process that ends in the middle: at a statement of SQLite, or before a message leaves it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from edge_agent.journal import Connection, connect_writer
from edge_agent.journal.connection import Cursor, SqlValue

UNDOES = "ROLLBACK"


class Crash(BaseException):
    """The process is gone. No code of ours may catch it, as it may catch an Exception."""


class Fuse:
    """Burns at each point where a process may end; set, it ends it after so many. `points`: how
    many there were; nothing reaches a disk between two equal counts."""

    def __init__(self) -> None:
        self._left: int | None = None
        self.points = 0

    def set(self, points: int) -> None:
        self._left = points

    def renew(self) -> None:
        """A new process has begun."""
        self._left = None

    @property
    def is_set(self) -> bool:
        return self._left is not None

    def burn(self) -> None:
        """Raises Crash, and goes on doing so: nothing more comes of a process that has ended."""
        self.points += 1
        if self._left is None:
            return
        if self._left == 0:
            raise Crash
        self._left -= 1


class FusedConnection:
    """A journal's connection; each statement may be the last."""

    def __init__(self, path: Path, fuse: Fuse) -> None:
        self._right: Connection = connect_writer(path)
        self._fuse = fuse

    def execute(self, sql: str, parameters: Sequence[SqlValue] = (), /) -> Cursor:
        if sql != UNDOES:  # which is what SQLite does by itself with what was not committed
            self._fuse.burn()
        return self._right.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[SqlValue]], /) -> object:
        self._fuse.burn()
        return self._right.executemany(sql, rows)

    @property
    def in_transaction(self) -> bool:
        return self._right.in_transaction

    def close(self) -> None:
        self._right.close()
