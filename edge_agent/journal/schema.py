"""The tables of a journal's file, as steps from one format (PRAGMA user_version) to the next.

A step, once released, never changes, and it only adds: tables, indices, columns that may be null
or have a default. Columns beside `envelope` are indices of what it says.
"""

from collections.abc import Sequence
from pathlib import Path

from edge_agent.journal.connection import Connection
from edge_agent.journal.errors import NewerJournal

Step = tuple[str, ...]

FIRST: Step = (
    """
    CREATE TABLE journal (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      journal BLOB NOT NULL CHECK (length(journal) = 16),
      pruned_to INTEGER NOT NULL,
      tracking_prefix INTEGER,
      tracking_serial INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      version INTEGER NOT NULL,
      txn BLOB,
      utc_ms INTEGER NOT NULL,
      quality INTEGER NOT NULL,
      hash BLOB NOT NULL,
      envelope BLOB NOT NULL,
      sealed BLOB
    ) STRICT
    """,
    "CREATE INDEX events_by_txn ON events (txn, seq) WHERE txn IS NOT NULL",
    "CREATE TABLE open_transactions (txn BLOB PRIMARY KEY, seq INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE holds (
      subject TEXT PRIMARY KEY,
      txn BLOB,
      state TEXT NOT NULL,
      seq INTEGER NOT NULL,
      utc_ms INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE TABLE checkpoints (seq INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT",
)
STEPS: tuple[Step, ...] = (FIRST,)
READS_AHEAD = 1
"""A program goes on with a file that is so many steps newer than its own, and leaves it so: that
is what a release leaves behind that was taken back. Its statements name every column they mean."""


def format_of(connection: Connection) -> int:
    """The file's format; 0 for a file without tables."""
    row = connection.execute("PRAGMA user_version").fetchone()
    assert row is not None
    return int(row[0])


def require_readable(found: int, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Raises NewerJournal for a file of format `found` that this program could spoil."""
    if found > len(steps) + READS_AHEAD:
        raise NewerJournal(path, found, len(steps) + READS_AHEAD)


def migrate(connection: Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Takes a file to the newest format, each step in one commit.

    Raises NewerJournal; an error of SQLite leaves the file at the last whole step.
    """
    found = format_of(connection)
    require_readable(found, path, steps)
    for number, step in enumerate(steps[found:], start=found + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
