"""`python -m kiosk.interface`: the kiosk's window alone, for one counter's socket."""

import argparse
import socket
import sys
from pathlib import Path

from kiosk.interface.waiting import wait_in_line

_EXAMPLE = """example:
  python -m kiosk.interface --socket /var/lib/pishkhan/run/interface.sock --windowed
"""


def main(argv: list[str] | None = None) -> int:
    """Runs until the window is closed. Exit codes: 0 closed, 1 a QML warning with --strict,
    3 no display, no fonts or no dock, 4 the QML files are damaged, 70 another is shown instead."""
    arguments = _parser().parse_args(argv)
    line = wait_in_line(arguments.socket, arguments.pulse) if arguments.spare else None
    return _run(arguments, line)


def _run(arguments: argparse.Namespace, line: socket.socket | None) -> int:
    # Not before: see `waiting`.
    from contract.errors import PishkhanError
    from contract.logs import start_logging
    from kiosk.interface.application import Application, Settings
    from kiosk.interface.window import WindowMode

    if arguments.logs is not None:
        start_logging("window", arguments.logs)
    mode = WindowMode.KIOSK
    if arguments.offscreen:
        mode = WindowMode.OFFSCREEN
    elif arguments.windowed:
        mode = WindowMode.WINDOWED
    settings = Settings(
        path=arguments.socket,
        mode=mode,
        line=line,
        dock=arguments.dock,
        pulse=arguments.pulse,
        strict=arguments.strict,
        report_first_frame=arguments.report_first_frame,
    )
    try:
        return Application(settings).run()
    except PishkhanError as error:
        print(error.what, file=sys.stderr)
        print(error.next_step, file=sys.stderr)
        return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.interface",
        description="The kiosk's window. It draws what the counter shows and waits for one "
        "as long as it takes.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--socket", type=Path, required=True, help="the counter's Unix socket")
    parser.add_argument("--logs", type=Path, metavar="DIR", help="also log to files in here")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--windowed", action="store_true", help="90 %% of the screen's height")
    place.add_argument("--offscreen", action="store_true", help="draw without a display")
    parser.add_argument(
        "--spare",
        action="store_true",
        help="wait without a window until the counter shows something here",
    )
    parser.add_argument(
        "--pulse", type=int, metavar="FD", help="write a byte to this pipe while alive"
    )
    parser.add_argument("--dock", type=Path, help="let programs tap and grab over this socket")
    parser.add_argument("--strict", action="store_true", help="end with 1 on any QML warning")
    parser.add_argument(
        "--report-first-frame",
        action="store_true",
        help="print one JSON line when the first usable frame is drawn",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
