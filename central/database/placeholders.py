"""Marks for values in a driver's own SQL: SQLAlchemy's rendering can cost more than the query."""

from sqlalchemy import Connection


def placeholders(connection: Connection, count: int) -> str:
    """`count` marks with commas between, for `Connection.exec_driver_sql`."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    return ", ".join([mark] * count)
