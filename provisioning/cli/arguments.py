"""What several subcommands share."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]


def add_city_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--city-dir",
        type=Path,
        required=True,
        metavar="DIR",
        help="the folder made by `pishkhan provision city init`",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object for a program")


def port(text: str) -> int:
    """A TCP port, for argparse."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return number
