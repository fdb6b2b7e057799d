"""The ceiling of a database: the rows that the hub wrote, by the fastest driver."""

import time
from pathlib import Path

import apsw

ROWS_A_COMMIT = 2_400
PROJECTED = ("payments", "payment_bills")
TABLES = ("events", *PROJECTED)
HUB_CACHE = -65_536
"""As in the hub: 64 MB of pages. SQLite's own 2 MB would lower the ceiling."""


def raw_database_rate(hub_database: Path, folder: Path, rounds: int = 3) -> float:
    """Event rows a second (their projection rows included), median of `rounds`.

    The tables and indices are the hub's own, read from its file.
    """
    source = apsw.Connection(str(hub_database), flags=apsw.SQLITE_OPEN_READONLY)
    rows = {table: list(source.execute(f"SELECT * FROM {table}")) for table in TABLES}  # noqa: S608
    ddl = [
        sql
        for (sql,) in source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name IN (?, ?, ?) AND sql IS NOT NULL "
            "ORDER BY type DESC",
            TABLES,
        )
    ]
    source.close()
    rates = [_rate(folder / f"raw-{number}.sqlite", ddl, rows) for number in range(rounds)]
    return sorted(rates)[len(rates) // 2]


def _rate(path: Path, ddl: list[str], rows: dict[str, list[tuple[object, ...]]]) -> float:
    target = apsw.Connection(str(path))
    target.execute("PRAGMA journal_mode=WAL")
    target.execute("PRAGMA synchronous=FULL")
    target.execute(f"PRAGMA cache_size={HUB_CACHE}")
    for statement in ddl:
        target.execute(statement)
    events = rows["events"]
    commits = range(0, len(events), ROWS_A_COMMIT)
    shares = {table: -(-len(rows[table]) // max(1, len(commits))) for table in PROJECTED}
    began = time.perf_counter()
    for number, first in enumerate(commits):
        with target:
            _insert(target, "events", events[first : first + ROWS_A_COMMIT])
            for table, share in shares.items():
                _insert(target, table, rows[table][number * share : (number + 1) * share])
    took_s = time.perf_counter() - began
    target.close()
    return len(events) / took_s


def _insert(target: apsw.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
