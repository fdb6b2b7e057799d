"""Many rows at once: each database's quickest way.

Measured: COPY into PostgreSQL takes 1.5 times as many rows a second as unnest and four times as
many as executemany; into SQLite, rows of several a statement as plain tuples (the driver binds
any other sequence item by item) leave the hub a tenth more events a second.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, LargeBinary, Table, Text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from central.database.base import Base
from central.database.statements import placeholders

ROWS_A_STEP = 20
"""SQLite's driver lets go of the interpreter's lock at each step, and the broker's thread may
take it: a step a row is a struggle a row. More rows than these gain nothing more."""

Values = tuple[object, ...]
_COPIED_AS: dict[type[TypeEngine[Any]], str] = {
    BigInteger: "int8",
    Boolean: "bool",
    LargeBinary: "bytea",
    Text: "text",
}


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[Values]) -> None:
    """New rows, plain tuples with a value for each column of the model in its order; one whose key
    is there already raises IntegrityError and stores none."""
    if not rows:
        return
    into = _into(model)
    if connection.dialect.name == "sqlite":
        _step_by_step(connection, f"INSERT INTO {into} VALUES ", rows)  # noqa: S608
        return
    statement = f"COPY {into} FROM STDIN (FORMAT BINARY)"
    driver: Any = connection.connection.driver_connection
    with (
        _refusals(connection, statement),
        driver.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.set_types(_types(model))
        for row in rows:
            copy.write_row(row)


def replace_rows(connection: Connection, model: type[Base], rows: Sequence[Values]) -> None:
    """As `insert_rows`, but a row whose key is there already takes that one's place."""
    if rows:
        before, behind = _replacement(model)
        marks = placeholders(connection, len(_table(model).columns))
        connection.exec_driver_sql(f"{before}({marks}){behind}", rows)


def _step_by_step(connection: Connection, head: str, rows: Sequence[Values]) -> None:
    row = f"({placeholders(connection, len(rows[0]))})"
    whole = len(rows) - len(rows) % ROWS_A_STEP
    steps = [
        tuple(chain.from_iterable(rows[first : first + ROWS_A_STEP]))
        for first in range(0, whole, ROWS_A_STEP)
    ]
    if steps:
        connection.exec_driver_sql(head + ", ".join([row] * ROWS_A_STEP), steps)
    if whole < len(rows):
        connection.exec_driver_sql(head + row, list(rows[whole:]))


@contextmanager
def _refusals(connection: Connection, statement: str) -> Iterator[None]:
    """What the driver raises as SQLAlchemy tells it, which knows nothing of copying."""
    driver: Any = connection.dialect.dbapi
    try:
        yield
    except driver.Error as refused:
        lost = connection.dialect.is_disconnect(
            refused, connection.connection.driver_connection, None
        )
        if lost:
            connection.invalidate(refused)
        raise DBAPIError.instance(
            statement, None, refused, driver.Error, connection_invalidated=lost
        ) from refused


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


@cache
def _into(model: type[Base]) -> str:
    return f"{model.__tablename__} ({', '.join(column.name for column in _table(model).columns)})"


@cache
def _types(model: type[Base]) -> list[str]:
    return [_COPIED_AS[type(column.type)] for column in _table(model).columns]


@cache
def _replacement(model: type[Base]) -> tuple[str, str]:
    """What stands before and behind the marks of a row."""
    keys = [column.name for column in _table(model).primary_key]
    names = [column.name for column in _table(model).columns if column.name not in keys]
    changed = ", ".join(f"{name} = excluded.{name}" for name in names)
    before = f"INSERT INTO {_into(model)} VALUES "  # noqa: S608 (names of our models)
    return before, f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changed}"
