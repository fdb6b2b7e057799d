"""Bringing a database to the tables this program knows, and telling how far it is from them."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from central.database.base import Base
from contract.errors import PishkhanError

HERE = Path(__file__).parent


class NewerDatabase(PishkhanError):
    """A newer program has already changed this database."""


def migrate(engine: Engine) -> None:
    """Bring all tables up to date in one transaction; nothing happens when they are.

    Raises NewerDatabase when the database knows a step that this program doesn't.
    """
    config = configuration()
    with engine.begin() as connection:
        _refuse_newer(connection, config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def schema_differences(connection: Connection) -> list[object]:
    """What the models have and the database hasn't, or the other way; empty when equal.

    Every slice's models must have been imported.
    """
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def configuration() -> Config:
    """Alembic's configuration, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    return config


def _refuse_newer(connection: Connection, config: Config) -> None:
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    present = set(MigrationContext.configure(connection).get_current_heads())
    if present - known:
        raise NewerDatabase(
            "The database was changed by a newer version of Pishkhan.",
            "Start that version, or restore the backup made before the upgrade.",
        )
