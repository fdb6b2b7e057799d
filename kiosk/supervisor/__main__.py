"""The process that keeps a kiosk running: what `pishkhan kiosk` becomes once it knows that the
device is enrolled. Everything after `--` is the window's."""

import argparse
import sys
from pathlib import Path

from contract.logs import FOLDER, start_logging
from kiosk.supervisor.watch import KioskOptions, Supervisor


def main(argv: list[str] | None = None) -> int:
    """0 ended when asked, else the code of the part that can't run."""
    parser = argparse.ArgumentParser(prog="kiosk.supervisor")
    parser.add_argument("--device", type=Path, required=True)
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("window", nargs="*")
    arguments = parser.parse_args(argv)
    start_logging("supervisor", arguments.device / FOLDER)
    options = KioskOptions(arguments.device, arguments.socket, tuple(arguments.window))
    return Supervisor(options).run()


if __name__ == "__main__":
    sys.exit(main())
