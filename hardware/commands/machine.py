"""Options by which a command is shown another machine than the one it runs on."""

import argparse
from pathlib import Path

from hardware.discovery.looking import DEV
from hardware.sysfs import SYS


def add_machine_options(parser: argparse.ArgumentParser) -> None:
    """`--sys` and `--dev`: for a machine's folders mounted elsewhere, as in a rescue system."""
    parser.add_argument(
        "--sys", type=Path, default=SYS, metavar="FOLDER", help="the kernel's view (default: /sys)"
    )
    parser.add_argument(
        "--dev", type=Path, default=DEV, metavar="FOLDER", help="device files (default: /dev)"
    )
