"""Rows of the event store."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from central.database import insert_rows, placeholders
from central.ingest.models import StoredEvent

TABLE = StoredEvent.__table__
COLUMNS = tuple(column.name for column in TABLE.columns)
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM events"  # noqa: S608 (the model's names)

EventValues = tuple[
    int, bytes, int, int, str, str, int, bytes | None, int, int, bytes, bytes | None, bytes
]
"""A row in the order of the table's columns: what databases' drivers take and give. Naming the
values costs more than storing one of them, so only who needs a name makes an EventRow of it."""


TRANSACTION: Literal[7] = 7
ENVELOPE: Literal[10] = 10


class EventRow(NamedTuple):
    """One stored event, in the order of the table's columns."""

    ingest_id: int
    journal: bytes
    branch: int
    seq: int
    device: str
    kind: str
    version: int
    transaction_id: bytes | None
    utc_ms: int
    received_ms: int
    envelope: bytes
    sealed: bytes | None
    hash: bytes


_NEXT_IDS = (
    "SELECT nextval(held.name) FROM (SELECT pg_get_serial_sequence('events', 'ingest_id')"
    "::regclass AS name OFFSET 0) AS held, generate_series(1, %s)"
)
"""The sequence is looked up once, not for each id: that took eight times as long."""
_LAST_ID = select(func.max(StoredEvent.ingest_id))
_HASH_AT = select(StoredEvent.hash).where(
    StoredEvent.journal == bindparam("journal"),
    StoredEvent.branch == bindparam("branch"),
    StoredEvent.seq == bindparam("seq"),
)
"""Statements of every commit are built once: to build one costs five times what it costs to run
it (measured, SQLite: 85 against 15 microseconds)."""


def reserve_ids(connection: Connection, count: int) -> Sequence[int]:
    """`count` ascending ingest ids that no other transaction will use."""
    if connection.dialect.name == "sqlite":
        last = connection.scalar(_LAST_ID) or 0
        return range(last + 1, last + count + 1)
    found = connection.exec_driver_sql(_NEXT_IDS, (count,))
    rows: Any = found.cursor
    return [number for (number,) in rows.fetchall()]


def insert_events(connection: Connection, rows: Sequence[EventValues]) -> None:
    """Write new rows; a known (journal, branch, seq) raises IntegrityError and stores none."""
    insert_rows(connection, StoredEvent, rows)


def hash_at(connection: Connection, journal: bytes, branch: int, seq: int) -> bytes | None:
    """The chain's hash at one event, or None when the hub doesn't hold it."""
    return connection.scalar(_HASH_AT, {"journal": journal, "branch": branch, "seq": seq})


def branch_rows(
    connection: Connection, journal: bytes, branch: int, first_seq: int, last_seq: int
) -> list[EventRow]:
    """The events of one history from `first_seq` to `last_seq`, in order."""
    found = connection.execute(
        select(TABLE)
        .where(
            StoredEvent.journal == journal,
            StoredEvent.branch == branch,
            StoredEvent.seq >= first_seq,
            StoredEvent.seq <= last_seq,
        )
        .order_by(StoredEvent.seq)
    )
    return [EventRow(*row) for row in found]


def rows_after(connection: Connection, ingest_id: int, limit: int) -> list[EventValues]:
    """The next rows in ingest order, ids above `ingest_id`."""
    mark = placeholders(connection, 1)
    found = connection.exec_driver_sql(
        f"{_SELECT} WHERE ingest_id > {mark} ORDER BY ingest_id LIMIT {mark}",
        (ingest_id, limit),
    )
    rows: Any = found.cursor
    return list(rows.fetchall())


def all_rows(connection: Connection, slice_size: int = 5_000) -> Iterator[list[EventValues]]:
    """All rows in ingest order, in slices."""
    last = 0
    while rows := rows_after(connection, last, slice_size):
        yield rows
        last = rows[-1][0]
