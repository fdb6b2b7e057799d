"""Databases with all tables and no rows: migrated once for a test run, not for each test."""

import functools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from central.database import migrate, open_engine, resolve_url
from tests.support.postgresql import PostgreSQL

_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_COUNTED = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
_VERSION = "alembic_version"


@functools.cache
def migrated_sqlite() -> bytes:
    """A hub's database file."""
    with tempfile.TemporaryDirectory() as folder:
        address = _migrated(f"sqlite:///{folder}/hub.sqlite")
        return Path(address.removeprefix("sqlite:///")).read_bytes()


@contextmanager
def migrated_postgresql(server: PostgreSQL) -> Iterator[str]:
    """The address of a database to be emptied after each use."""
    with server.database() as address:
        yield _migrated(address)


def empty(address: str) -> None:
    """Takes every row out, whoever still holds it, and counts from one again."""
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(_OTHERS)
        tables = [name for (name,) in connection.execute(_TABLES) if name != _VERSION]
        filled = [name for name in tables if _has_rows(connection, name)]
        if filled:
            names = sql.SQL(", ").join(map(sql.Identifier, filled))
            connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        for (name,) in connection.execute(_COUNTED).fetchall():
            restart = sql.SQL("ALTER SEQUENCE {} RESTART").format(sql.Identifier(name))
            connection.execute(restart)


def _has_rows(connection: psycopg.Connection, table: str) -> bool:
    question = sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table))
    row = connection.execute(question).fetchone()
    return row is not None and bool(row[0])


def _migrated(address: str) -> str:
    engine = open_engine(resolve_url({}, Path(), address))
    migrate(engine)
    engine.dispose()
    return address
