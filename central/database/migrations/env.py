"""Alembic's entry: runs the steps on the connection that `migrate` hands over."""

from alembic import context
from sqlalchemy import Connection

from central.database.base import Base


def run() -> None:
    """Run inside the caller's transaction."""
    connection = context.config.attributes["connection"]
    assert isinstance(connection, Connection)
    context.configure(connection=connection, target_metadata=Base.metadata)
    context.run_migrations()


run()
