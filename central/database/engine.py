"""Opening the database: SQLite beside the hub by default, PostgreSQL when the URL says so."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite3
from sqlalchemy import URL, Connection, Engine, Pool, QueuePool, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, ProgrammingError

from contract.errors import PishkhanError

URL_VARIABLE = "PISHKHAN_DATABASE_URL"
FILE_NAME = "hub.sqlite"
READING = "pishkhan_reading"
"""Execution option of connections that only look."""

BUSY_TIMEOUT_MS = 15_000
MOST_CONNECTIONS = 40
"""Of the ports: two for each request that may have a transaction (`session.REQUESTS_AT_ONCE`, of
two ports), and eight for handlers and live pages that open one themselves and close it at once."""
KEPT_CONNECTIONS = 5
"""Open while idle; more are closed after their use."""
SQLITE_ERROR = 1
"""Its result code for wrong SQL and missing tables (https://sqlite.org/rescode.html#error)."""
OLDEST_SQLITE = (3, 51, 3)
"""Older ones may corrupt a WAL file when two connections write or checkpoint at once."""


class DatabaseRefused(PishkhanError):
    """The database can't be used: a wrong URL, no server, no permission, an old library."""


def resolve_url(environment: Mapping[str, str], data_dir: Path, given: str | None = None) -> URL:
    """The database's URL: `given`, else the environment's, else a file in the data folder.

    Raises DatabaseRefused when it isn't a SQLite or PostgreSQL URL.
    """
    text = given or environment.get(URL_VARIABLE) or f"sqlite:///{data_dir / FILE_NAME}"
    example = "postgresql://user:password@host/name"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as wrong:
        raise DatabaseRefused(
            "The database URL can't be read.", f"Write it as {example} or sqlite:///path."
        ) from wrong
    match url.get_backend_name():
        case "sqlite":
            return url.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise DatabaseRefused(
                f"The database kind {other!r} isn't supported.",
                f"Use {example} or sqlite:///path.",
            )


def open_engine(url: URL, pool: type[Pool] = QueuePool, most: int = MOST_CONNECTIONS) -> Engine:
    """An engine on which every transaction is explicit, tried with one connection.

    `NullPool` suits a command that ends: it keeps no connection open; of another pool `most` are
    the connections that it opens at once. Raises DatabaseRefused
    with what to do when the database can't be reached.
    """
    make = _sqlite if url.get_backend_name() == "sqlite" else _postgresql
    try:
        engine = make(url, _pooled(pool, most))
        with engine.connect():
            return engine
    except (DBAPIError, NoSuchModuleError, OSError) as refused:
        reason = str(getattr(refused, "orig", None) or refused).strip().splitlines()[0]
        raise DatabaseRefused(
            f"The database {url.render_as_string(hide_password=True)} refuses: {reason}",
            f"Check that it runs and that {URL_VARIABLE} (or --database-url) is right.",
        ) from refused


def _pooled(pool: type[Pool], most: int) -> dict[str, Any]:
    if not issubclass(pool, QueuePool):
        return {"poolclass": pool}
    kept = min(KEPT_CONNECTIONS, most)
    return {"poolclass": pool, "pool_size": kept, "max_overflow": most - kept}


def _sqlite(url: URL, pooled: dict[str, Any]) -> Engine:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseRefused(
            f"SQLite {sqlite3.sqlite_version} can damage its file under several connections.",
            "Install pysqlite3 0.6.1 or newer.",
        )
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    _bind_quickly()
    engine = create_engine(
        url,
        **pooled,
        module=sqlite3,
        # `None` leaves BEGIN to us; a thread may hand its connection back to the pool.
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _name_mistake)
    return engine


def _bind_quickly() -> None:
    """Tell the driver that bytes and None are bound as they are.

    It knows that of numbers and text only; anything else it asks for an adapter, which costs
    a microsecond a value (measured), more than SQLite needs to store it.
    """
    sqlite3.register_adapter(bytes, bytes)
    sqlite3.register_adapter(memoryview, _itself)
    sqlite3.register_adapter(type(None), _itself)


def _itself(value: object) -> object:
    return value


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _name_mistake(context: ExceptionContext) -> ProgrammingError | None:
    """A wrong statement is ours to mend; SQLite's driver tells of it as of a database that is
    away, for which everybody would wait for ever."""
    error = context.original_exception
    if getattr(error, "sqlite_errorcode", None) != SQLITE_ERROR:
        return None
    return ProgrammingError(context.statement, context.parameters, error)


def _begin_sqlite(connection: Connection) -> None:
    """Readers see a snapshot; a writer takes its turn at once, since a reader that turns
    writer fails when another has committed in between (SQLITE_BUSY_SNAPSHOT)."""
    reading = bool(connection.get_execution_options().get(READING, False))
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(url: URL, pooled: dict[str, Any]) -> Engine:
    engine = create_engine(url, **pooled, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(READING, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
