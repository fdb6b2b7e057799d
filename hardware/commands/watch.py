"""`pishkhan hardware watch`: what happens at the devices, as it happens."""

import argparse
import signal
from pathlib import Path
from queue import SimpleQueue

from hardware.commands.subparsers import Subparsers, add_command
from hardware.discovery.watching import Happening, Inbox, WatchEnded, facts, line, watch
from hardware.profile import DeviceProfile, load_profile
from hardware.state import wall_ms


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "watch",
        "show state changes, readings (masked) and plugging as they happen, until Ctrl-C",
        "pishkhan hardware watch --devices devices.toml --json",
    )
    parser.add_argument(
        "--devices",
        type=Path,
        metavar="FILE",
        help="the kiosk's devices.toml; without it, only what is plugged in and out",
    )
    parser.add_argument("--json", action="store_true", help="a JSON line for each event")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0 when it is ended."""
    profile = load_profile(options.devices) if options.devices else DeviceProfile()
    inbox: Inbox = SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: inbox.put(WatchEnded()))

    def tell(happening: Happening) -> None:
        told = facts(happening, wall_ms()) if options.json else line(happening)
        print(told, flush=True)

    watch(profile, inbox, tell)
    return 0
