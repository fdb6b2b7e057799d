"""The process that keeps a kiosk running: what `pishkhan kiosk` becomes once it knows that the
device is enrolled. Everything after `--` is the window's."""

import argparse
import logging
import sys
from pathlib import Path

from kiosk.supervisor.watch import KioskOptions, Supervisor


def main(argv: list[str] | None = None) -> int:
    """0 ended when asked, else the code of the part that can't run."""
    parser = argparse.ArgumentParser(prog="kiosk.supervisor")
    parser.add_argument("--device", type=Path, required=True)
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("window", nargs="*")
    arguments = parser.parse_args(argv)
    logging.basicConfig(
        level=logging.INFO, format="kiosk: %(levelname)s %(message)s", stream=sys.stderr
    )
    options = KioskOptions(arguments.device, arguments.socket, tuple(arguments.window))
    return Supervisor(options).run()


if __name__ == "__main__":
    sys.exit(main())
