"""`pishkhan kiosk`: counter and window of one kiosk, kept running."""

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from contract.errors import PishkhanError
from edge_agent.device import DeviceDirectory

EXAMPLE = """examples:
  pishkhan kiosk --device /var/lib/pishkhan
  pishkhan kiosk --device ./kiosk-1 --windowed
  pishkhan kiosk --gallery
  pishkhan kiosk --gallery --pictures ./gallery
"""


def main(argv: list[str] | None = None) -> int:
    """0 ended when asked, 2 bad input, 3 not enrolled or something is missing, 4 damaged data."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.device is None and not arguments.gallery:
        parser.error("--device FOLDER is needed, or --gallery")
    if arguments.gallery and arguments.offscreen and arguments.pictures is None:
        parser.error("a gallery without a display wants --pictures FOLDER")
    if arguments.pictures is not None and not arguments.gallery:
        parser.error("--pictures belongs to --gallery")
    try:
        return _run(arguments)
    except PishkhanError as error:
        print(f"pishkhan kiosk: {error.what}\n{error.next_step}", file=sys.stderr)
        return error.exit_code


def _run(arguments: argparse.Namespace) -> int:
    if arguments.gallery:
        return _show_gallery(arguments.pictures)
    directory = DeviceDirectory(arguments.device)
    directory.identity()  # not enrolled: say so before anything is started
    if arguments.counter:
        from kiosk.counter.process import main as counter

        return counter(["--device", str(arguments.device)])
    window = _window_arguments(arguments)
    if arguments.interface:
        from kiosk.interface.__main__ import main as interface

        return interface(["--socket", str(directory.interface_socket_path), *window])
    return _become_supervisor(arguments.device, directory.interface_socket_path, window)


def _become_supervisor(device: Path, socket: Path, window: list[str]) -> NoReturn:
    """In this very process, but without what it took to look at the device's folder: the
    supervisor runs for as long as the kiosk does, and needs next to nothing."""
    where = ["--device", str(device), "--socket", str(socket)]
    command = [sys.executable, "-m", "kiosk.supervisor", *where, "--", *window]
    os.execv(sys.executable, command)  # noqa: S606 (ours, and no shell is wanted)


def _show_gallery(pictures: Path | None) -> int:
    from kiosk.interface.gallery import open_gallery, save_pictures

    return open_gallery() if pictures is None else save_pictures(pictures, print)


def _window_arguments(arguments: argparse.Namespace) -> list[str]:
    modes = ("windowed", "offscreen")
    chosen = [f"--{mode}" for mode in modes if getattr(arguments, mode)]
    if arguments.report_first_frame:
        chosen.append("--report-first-frame")
    if arguments.dock is not None:
        chosen += ["--dock", str(arguments.dock)]
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pishkhan kiosk",
        description="Runs a kiosk: the counter (journeys, devices, journal) and its window. "
        "Either is started again when it ends.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--device", type=Path, help="the folder that enrolment made")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--windowed", action="store_true", help="a window, 90 %% of the height")
    place.add_argument("--offscreen", action="store_true", help="draw without a display")
    parser.add_argument(
        "--dock", type=Path, metavar="SOCKET", help="let programs tap and grab the window here"
    )
    parser.add_argument(
        "--report-first-frame", action="store_true", help="print a line at the first usable frame"
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--counter", action="store_true", help="run the counter alone")
    part.add_argument("--interface", action="store_true", help="run the window alone")
    gallery = parser.add_argument_group(
        "gallery", "The look, for designers and developers. It needs no enrolled device."
    )
    gallery.add_argument(
        "--gallery",
        action="store_true",
        help="show tokens and components in every state, language and mode",
    )
    gallery.add_argument(
        "--pictures",
        type=Path,
        metavar="FOLDER",
        help="write its pages as PNG instead, without a display",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
