"""Going through all events of a file that may be damaged: what can be read, and what cannot."""

from collections.abc import Iterator
from dataclasses import dataclass

from edge_agent.journal.connection import Connection, Row, SqliteError

CHUNK = 500
_NEXT = (
    "SELECT seq, kind, version, txn, utc_ms, quality, hash, envelope, sealed"
    " FROM events WHERE seq > ? ORDER BY seq LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """SQLite could not give the events after `after_seq` up to where the next one was found."""

    after_seq: int
    detail: str


def walk(connection: Connection) -> Iterator[Row | Unreadable]:
    """Whole rows in order of seq; a damaged page costs the events on it, no others."""
    after, skip, reported, limit = 0, 0, False, CHUNK
    while True:
        try:
            rows = connection.execute(_NEXT, (after + skip, limit)).fetchall()
        except SqliteError as error:
            if limit > 1:
                limit = 1
                continue
            if not reported:
                yield Unreadable(after, str(error))
                reported = True
            if skip > 1 << 40:
                return
            skip = max(1, 2 * skip)
            continue
        yield from rows
        if not rows:
            return
        after, skip, reported = rows[-1][0], 0, False
        limit = min(CHUNK, 2 * limit)
