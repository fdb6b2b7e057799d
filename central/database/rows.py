"""Many rows by one statement: each database's quickest way that is plain SQL."""

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import Connection

from central.database.placeholders import placeholders

ROWS_A_STEP = 20
"""SQLite's driver lets go of the interpreter's lock at each step, and the broker's thread may
take it: a step a row is a struggle a row. More rows than these gain nothing more."""

Values = tuple[object, ...]


def write_rows(connection: Connection, into: str, rows: Sequence[Values], end: str = "") -> None:
    """`INSERT INTO {into} VALUES ...{end}` for rows of one width, plain tuples: the driver of
    SQLite binds any other sequence item by item."""
    if not rows:
        return
    row = f"({placeholders(connection, len(rows[0]))})"
    a_step = ROWS_A_STEP if connection.dialect.name == "sqlite" else 1
    whole = len(rows) - len(rows) % a_step
    steps = [
        tuple(chain.from_iterable(rows[first : first + a_step]))
        for first in range(0, whole, a_step)
    ]
    head = f"INSERT INTO {into} VALUES "  # noqa: S608 (names of our models)
    if steps:
        connection.exec_driver_sql(head + ", ".join([row] * a_step) + end, steps)
    if whole < len(rows):
        connection.exec_driver_sql(head + row + end, list(rows[whole:]))
