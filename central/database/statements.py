"""Where SQLAlchemy's rendering, or the server's guesses, cost more than the query itself."""

from sqlalchemy import Connection

_BY_KEYS = (
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; "
    "SET LOCAL enable_mergejoin = off"
)


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
