"""The ceiling of a database: the rows that the hub wrote, written again with nothing else done.

Rows are taken as the hub's file holds them, tables and indices too, so that both write the same
bytes; its settings (`central/database/engine.py`) are repeated here, since a benchmark imports
nothing of the hub.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import apsw
import pysqlite3.dbapi2 as sqlite3

ROWS_A_COMMIT = 2_400
ROWS_A_STATEMENT = 20
PROJECTED = ("payments", "payment_bills")
TABLES = ("events", *PROJECTED)
SETTINGS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536")

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""By table."""


class RawDatabase(ABC):
    """A file with the hub's tables that grows as the hub's own does."""

    def __init__(self, ddl: Sequence[str]) -> None:
        for statement in (*(f"PRAGMA {setting}" for setting in SETTINGS), *ddl):
            self._execute(statement)

    def rate(self, rows: Rows) -> float:
        """Event rows a second, their projection rows included, at ROWS_A_COMMIT a commit."""
        events = rows["events"]
        commits = range(0, len(events), ROWS_A_COMMIT)
        shares = {table: -(-len(rows[table]) // max(1, len(commits))) for table in PROJECTED}
        began = time.perf_counter()
        for number, first in enumerate(commits):
            self._execute("BEGIN IMMEDIATE")
            self._insert("events", events[first : first + ROWS_A_COMMIT])
            for table, share in shares.items():
                self._insert(table, rows[table][number * share : (number + 1) * share])
            self._execute("COMMIT")
        return len(events) / (time.perf_counter() - began)

    @abstractmethod
    def _execute(self, statement: str) -> None: ...

    @abstractmethod
    def _insert(self, table: str, rows: list[Row]) -> None: ...


class ThroughTheHubsDriver(RawDatabase):
    """By pysqlite3 with the hub's adapters, some rows a statement, as the hub writes events."""

    def __init__(self, path: Path, ddl: Sequence[str]) -> None:
        sqlite3.register_adapter(bytes, bytes)
        sqlite3.register_adapter(type(None), _itself)
        self._connection = sqlite3.connect(str(path), isolation_level=None)
        super().__init__(ddl)

    def _execute(self, statement: str) -> None:
        self._connection.execute(statement)

    def _insert(self, table: str, rows: list[Row]) -> None:
        whole = len(rows) - len(rows) % ROWS_A_STATEMENT
        steps = [
            tuple(chain.from_iterable(rows[first : first + ROWS_A_STATEMENT]))
            for first in range(0, whole, ROWS_A_STATEMENT)
        ]
        if steps:
            self._connection.executemany(_insertion(table, rows, ROWS_A_STATEMENT), steps)
        if whole < len(rows):
            self._connection.executemany(_insertion(table, rows, 1), rows[whole:])


class ThroughApsw(RawDatabase):
    """By apsw, the fastest driver tried."""

    def __init__(self, path: Path, ddl: Sequence[str]) -> None:
        self._connection = apsw.Connection(str(path))
        super().__init__(ddl)

    def _execute(self, statement: str) -> None:
        self._connection.execute(statement)

    def _insert(self, table: str, rows: list[Row]) -> None:
        if rows:
            self._connection.executemany(_insertion(table, rows, 1), rows)


def hub_ddl(hub_database: Path) -> list[str]:
    """What makes the tables and indices concerned."""
    with _reader(hub_database) as source:
        found = source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name IN (?, ?, ?) AND sql IS NOT NULL "
            "ORDER BY type DESC",
            TABLES,
        )
        return [sql for (sql,) in found]


def hub_rows(hub_database: Path, journal: str, after: int, through: int) -> Rows:
    """The rows of a journal's events above seq `after`, up to `through`, and of the payments
    that began there."""
    began = "journal = ? AND first_seq > ? AND first_seq <= ?"
    places = (bytes.fromhex(journal), after, through)
    queries = {
        "events": "SELECT * FROM events WHERE journal = ? AND seq > ? AND seq <= ? ORDER BY seq",
        "payments": f"SELECT * FROM payments WHERE {began} ORDER BY first_seq",  # noqa: S608
        "payment_bills": "SELECT b.* FROM payment_bills b "  # noqa: S608 (constants)
        f"JOIN payments p USING (transaction_id, branch) WHERE {began} ORDER BY p.first_seq",
    }
    with _reader(hub_database) as source:
        return {table: list(source.execute(query, places)) for table, query in queries.items()}


def hub_through(hub_database: Path, journal: str) -> int:
    """The seq up to which the hub holds a journal, by its file: asking the hub itself would slow
    what is measured."""
    with _reader(hub_database) as reader:
        reader.set_busy_timeout(1_000)
        query = "SELECT through FROM journals WHERE journal = ?"
        rows = list(reader.execute(query, (bytes.fromhex(journal),)))
    return int(rows[0][0]) if rows else 0


@contextmanager
def _reader(path: Path) -> Iterator[apsw.Connection]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        yield connection
    finally:
        connection.close()


def _insertion(table: str, rows: list[Row], count: int) -> str:
    marks = f"({', '.join('?' * len(rows[0]))})"
    return f"INSERT INTO {table} VALUES {', '.join([marks] * count)}"  # noqa: S608


def _itself(value: object) -> object:
    return value
