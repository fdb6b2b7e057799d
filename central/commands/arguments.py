"""What several of the hub's subcommands share: where the city and the data lie."""

import argparse
import os
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Engine, NullPool

from central.database import migrate, open_engine, resolve_url
from central.hub import Hub, open_hub
from central.settings import SHARDS, HubSettings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `ArgumentParser.add_subparsers` gives; argparse has no public name for it."""
CITY_VARIABLE = "PISHKHAN_CITY_DIR"
DATA_VARIABLE = "PISHKHAN_DATA"


def declare(commands: Commands, name: str, summary: str, example: str) -> argparse.ArgumentParser:
    """A subcommand with help and an example."""
    return commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_database(parser: argparse.ArgumentParser) -> None:
    """--data and --database-url, for commands that read or repair the database."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=_from_environment(DATA_VARIABLE),
        required=DATA_VARIABLE not in os.environ,
        help=f"the hub's own folder (or {DATA_VARIABLE})",
    )
    parser.add_argument(
        "--database-url",
        metavar="URL",
        help="a database elsewhere (or PISHKHAN_DATABASE_URL); else a SQLite file in --data",
    )


def add_hub(parser: argparse.ArgumentParser) -> None:
    """All that a command needs which writes to the hub's journal."""
    parser.add_argument(
        "--city-dir",
        type=Path,
        metavar="DIR",
        default=_from_environment(CITY_VARIABLE),
        required=CITY_VARIABLE not in os.environ,
        help=f"the folder made by `pishkhan provision city init` (or {CITY_VARIABLE})",
    )
    add_database(parser)


def add_json(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="print JSON for a program")


def engine_of(arguments: argparse.Namespace) -> Engine:
    """The database of these arguments, its tables up to date. Raises DatabaseRefused."""
    url = resolve_url(os.environ, arguments.data, arguments.database_url)
    engine = open_engine(url, NullPool)
    migrate(engine)
    return engine


def hub_of(arguments: argparse.Namespace) -> Hub:
    """The hub of these arguments, not serving. Raises IdentityRefused or DatabaseRefused."""
    return open_hub(
        HubSettings(
            city_dir=arguments.city_dir,
            data_dir=arguments.data,
            database_url=arguments.database_url,
            host="",
            port=0,
            device_port=0,
            broker_host="",
            broker_port=0,
            shards=tuple(range(SHARDS)),
            require_broker=False,
        ),
        NullPool,
    )


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return None if value is None else Path(value)
