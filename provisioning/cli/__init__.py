"""The subcommands of `pishkhan provision`, one module each."""

import argparse

from provisioning.cli import application, broker, city, claim, enrol, release, revoke, services


def build_parser() -> argparse.ArgumentParser:
    """All subcommands; each sets `run`, which takes the parsed arguments."""
    parser = argparse.ArgumentParser(
        prog="pishkhan provision",
        description="Make a city, run its broker, enrol a kiosk, revoke one.",
        epilog="example: pishkhan provision city init --city qazvin --name 'شهرداری قزوین'",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (city, broker, claim, enrol, application, release, revoke, services):
        module.add(commands)
    return parser
