"""`pishkhan hub`: run the city's hub; look after its database, its staff and its data."""

import argparse
import sys

from central.city import commands as city
from central.commands import (
    command,
    courier,
    events,
    release,
    serve,
    settle,
    support_bundle,
    upkeep,
    uploads,
)
from central.configuration import commands as configuration
from central.configuration import technicians
from central.staff import commands as staff


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns its exit code. Raises PishkhanError for the caller to tell."""
    arguments = build_parser().parse_args(argv)
    code: int = arguments.run(arguments)
    return code


def build_parser() -> argparse.ArgumentParser:
    """All subcommands; each slice declares its own."""
    parser = argparse.ArgumentParser(
        prog="pishkhan hub",
        description="Run the city's hub; look after its database, its staff and its data.",
        epilog="example: pishkhan hub serve",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    slices = (serve, staff, city, configuration, settle, command, uploads, courier, support_bundle)
    for module in (*slices, technicians, release, events, upkeep):
        module.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
