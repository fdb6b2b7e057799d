"""Make this machine ready: `python3 -m provisioning.machine.prepare [--for run|test]`.

Everything already there is left alone: a second run looks at a few files and uses no network.
"""

import argparse
import sys
from pathlib import Path

from provisioning.machine.assets import ensure_assets
from provisioning.machine.failure import SetUpFailed
from provisioning.machine.packages import ensure_packages
from provisioning.machine.steps import say
from provisioning.machine.virtualenv import ensure_virtualenv

ROOT = Path(__file__).resolve().parents[2]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m provisioning.machine.prepare",
        description="Make this machine ready: Debian packages, .venv, fonts and icons.",
        epilog="example: python3 -m provisioning.machine.prepare --for test",
    )
    parser.add_argument(
        "--for",
        dest="purpose",
        choices=("run", "test"),
        default="run",
        help="test also brings a PostgreSQL server and a browser (default: run)",
    )
    arguments = parser.parse_args(argv)
    try:
        ensure_packages(for_tests=arguments.purpose == "test")
        ensure_virtualenv(ROOT)
        ensure_assets(ROOT)
    except SetUpFailed as failure:
        say(f"{failure.what}\n        {failure.next_step}")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
