"""`pishkhan hardware`: emulate devices, print a page, see what devices a kiosk really has."""

import argparse
import sys

from contract.errors import PishkhanError
from hardware.commands import emulate, printing, probe


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
        description="Emulate devices, print a page, see what devices a kiosk really has.",
        epilog="example: pishkhan hardware probe --devices /var/lib/pishkhan/devices.toml",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    emulate.add_to(commands)
    printing.add_to(commands)
    probe.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
