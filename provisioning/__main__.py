"""`pishkhan provision`: make a city, run its broker, enrol a kiosk, revoke one."""

import sys

from provisioning.cli import build_parser


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns its exit code. Raises PishkhanError for the caller to tell."""
    arguments = build_parser().parse_args(argv)
    code: int = arguments.run(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
