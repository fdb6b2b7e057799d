"""`pishkhan hardware`: find, test and watch devices; print a page; emulate them all."""

import argparse
import sys

from contract.errors import PishkhanError
from hardware.commands import acceptance, emulate, listing, printing, probe, profile, watch


def main(argv: list[str] | None = None) -> int:
    """Exit codes: 0 done, 1 the answer is no, 2 bad usage or input, 3 a part is missing."""
    options = _parser().parse_args(argv)
    try:
        exit_code: int = options.run(options)
    except PishkhanError as error:
        print(f"pishkhan: {error.what}\n          {error.next_step}", file=sys.stderr)
        return error.exit_code
    return exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pishkhan hardware",
        description="Find, test and watch the devices of a kiosk, print a page, emulate devices.",
        epilog="example: pishkhan hardware list --probe",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listing.add_to(commands)
    emulate.add_to(commands)
    printing.add_to(commands)
    probe.add_to(commands)
    acceptance.add_to(commands)
    watch.add_to(commands)
    profile.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
