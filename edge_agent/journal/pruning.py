"""Removing old events, a slice at a time, so that a writer is never busy with it for long.

Removed is only what the hub has backed up and what is older than the retention by the hub's time.
An event's age is proved by an event at or after it, stamped while the hub's time stood behind the
clock: a kiosk that woke up in 1970 thereby prunes nothing by mistake. The genesis, open
transactions and holds stay, and (seq, hash) before every gap, so that the rest can be verified.
"""

from contract.clock import ClockQuality
from edge_agent.journal.connection import Connection
from edge_agent.journal.tracking import CodeSeries

SLICE = 500

_WITNESS = (
    "SELECT max(seq) FROM (SELECT seq, quality, utc_ms FROM events"
    " WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?) WHERE quality = ? AND utc_ms < ?"
)
_LATER_WITNESS = (
    "SELECT 1 FROM events WHERE seq > ? AND seq <= ? AND quality = ? AND utc_ms < ? LIMIT 1"
)
_CHECKPOINT_BEFORE_KEPT = (
    "INSERT OR IGNORE INTO checkpoints (seq, hash)"
    " SELECT before.seq, before.hash FROM events AS before"
    " JOIN events AS kept ON kept.seq = before.seq + 1"
    " JOIN open_transactions AS open ON open.txn = kept.txn WHERE before.seq <= ?"
)
_CHECKPOINT_AT = (
    "INSERT OR IGNORE INTO checkpoints (seq, hash) SELECT seq, hash FROM events WHERE seq = ?"
)
_REMOVE = (
    "DELETE FROM events WHERE seq > 1 AND seq <= ?"
    " AND NOT EXISTS (SELECT 1 FROM open_transactions AS open WHERE open.txn = events.txn)"
)


def prune_slice(
    connection: Connection, backed_up: int, older_than_ms: int, codes: CodeSeries
) -> int:
    """How many events it dealt with; 0 when nothing may go. Raises SqliteError."""
    row = connection.execute("SELECT pruned_to FROM journal").fetchone()
    assert row is not None
    pruned_to: int = row[0]
    bound = _bound(connection, pruned_to, backed_up, older_than_ms)
    connection.execute("BEGIN IMMEDIATE")
    try:
        removed = _remove(connection, max(bound, pruned_to))
        if bound > pruned_to:
            connection.execute(
                "UPDATE journal SET pruned_to = ?, tracking_prefix = ?, tracking_serial = ?",
                (bound, codes.prefix, codes.serial),
            )
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return max(removed, bound - pruned_to)


def _bound(connection: Connection, pruned_to: int, backed_up: int, older_than_ms: int) -> int:
    """The last seq of this slice that may go; `pruned_to` or 0 when none may."""
    hub = int(ClockQuality.HUB)
    row = connection.execute(
        _WITNESS, (pruned_to, backed_up, SLICE, hub, older_than_ms)
    ).fetchone()
    assert row is not None
    if row[0] is not None:
        return int(row[0])
    end = min(pruned_to + SLICE, backed_up)
    later = connection.execute(_LATER_WITNESS, (end, backed_up, hub, older_than_ms)).fetchone()
    return pruned_to if later is None else end


def _remove(connection: Connection, bound: int) -> int:
    """Removes all up to `bound` but what is kept, also what an earlier slice had to keep."""
    connection.execute(_CHECKPOINT_BEFORE_KEPT, (bound,))
    connection.execute(_CHECKPOINT_AT, (bound,))
    connection.execute(_REMOVE, (bound,))
    changes = connection.execute("SELECT changes()").fetchone()
    assert changes is not None
    return int(changes[0])
