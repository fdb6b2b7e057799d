"""What is said to a database in its own words: marks, turns, and how to find rows."""

from enum import IntEnum

from sqlalchemy import Connection


class Turn(IntEnum):
    """What only one transaction may do at a time. The numbers are the database's."""

    FOLDING_PAYMENTS = 1


_BY_KEYS = (
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; "
    "SET LOCAL enable_mergejoin = off"
)


def take_turn(connection: Connection, turn: Turn) -> None:
    """Wait until no other transaction has this turn; it is ours until our own ends.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (turn.value,))


def placeholders(connection: Connection, count: int) -> str:
    """`count` marks with commas between, for `Connection.exec_driver_sql`."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    return ", ".join([mark] * count)


def ask_by_keys(connection: Connection) -> None:
    """From here to the end of the transaction rows are looked up by their keys.

    PostgreSQL plans by what it last counted. Tables that have grown by a hundred thousand rows
    since, in a drain or a rebuild, were read from end to end for each commit: 26 microseconds an
    event. SQLite always goes by the keys.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(_BY_KEYS)
