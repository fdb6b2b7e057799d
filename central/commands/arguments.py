"""What several of the hub's subcommands share: where the city and the data lie."""

import argparse
import os
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Engine, NullPool

from central.database import URL_VARIABLE, migrate, open_engine, resolve_url
from central.hub import Hub, open_hub
from central.settings import SHARDS, HubSettings
from contract.city_folder import (
    DATA_VARIABLE,
    add_city_dir,
    add_data_dir,
    city_dir_of,
    data_dir_of,
)
from contract.errors import MissingPart

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `ArgumentParser.add_subparsers` gives; argparse has no public name for it."""


SECOND_STORE_VARIABLE = "PISHKHAN_SECOND_STORE"


class DataMissing(MissingPart):
    """There is no folder of a hub where its data is looked for."""


def declare(commands: Commands, name: str, summary: str, example: str) -> argparse.ArgumentParser:
    """A subcommand with help and an example."""
    return commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_hub(parser: argparse.ArgumentParser) -> None:
    """Where the city, the hub's data and its database are."""
    add_city_dir(parser)
    add_data_dir(parser)
    parser.add_argument(
        "--database-url",
        metavar="URL",
        help=f"a database elsewhere (else {URL_VARIABLE}, a SQLite file in --data)",
    )
    parser.add_argument(
        "--second-store",
        type=Path,
        metavar="DIR",
        help="where the hub's own journal is copied, best on another disk "
        f"(else {SECOND_STORE_VARIABLE}, a folder in --data)",
    )


def second_store_of(arguments: argparse.Namespace) -> Path | None:
    """None: in the hub's data."""
    named: str | None = arguments.second_store or os.environ.get(SECOND_STORE_VARIABLE)
    return None if named is None else Path(named)


def add_json(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="print JSON for a program")


def engine_of(arguments: argparse.Namespace) -> Engine:
    """The database of these arguments, its tables up to date.

    Raises DataMissing, CityFolderUnknown or DatabaseRefused.
    """
    elsewhere = arguments.database_url or os.environ.get(URL_VARIABLE)
    data_dir = Path() if elsewhere else _present_data(arguments)
    engine = open_engine(resolve_url(os.environ, data_dir, arguments.database_url), NullPool)
    migrate(engine)
    return engine


def hub_of(arguments: argparse.Namespace) -> Hub:
    """The hub of these arguments, not serving.

    Raises CityFolderUnknown, IdentityRefused or DatabaseRefused.
    """
    return open_hub(
        HubSettings(
            city_dir=city_dir_of(arguments),
            data_dir=data_dir_of(arguments),
            database_url=arguments.database_url,
            host="",
            port=0,
            device_port=0,
            broker_host="",
            broker_port=0,
            shards=tuple(range(SHARDS)),
            require_broker=False,
            second_store=second_store_of(arguments),
        ),
        NullPool,
    )


def _present_data(arguments: argparse.Namespace) -> Path:
    """What is looked for must be there: a new, empty database would audit without a fault."""
    data_dir = data_dir_of(arguments)
    if arguments.data is None and not data_dir.is_dir():
        raise DataMissing(
            f"The hub's data isn't there: there is no folder {data_dir}.",
            f"Name it with --data DIR or {DATA_VARIABLE}=DIR, or a database elsewhere with "
            f"--database-url or {URL_VARIABLE}; `pishkhan hub serve` begins a new one.",
        )
    return data_dir
