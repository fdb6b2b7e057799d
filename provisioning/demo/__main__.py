"""`pishkhan demo`: everything on this machine, and a bill paid while the line is cut."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from provisioning.broker.process import find_mosquitto
from provisioning.cli.arguments import port
from provisioning.demo.citizen import Journey
from provisioning.demo.desk.public_page import lan_address
from provisioning.demo.kiosk_side import has_display
from provisioning.demo.ports import COUNT, DEFAULT_BASE, DemoPorts
from provisioning.demo.showing import show_desk
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pishkhan demo",
        description="Start broker, hub, agent and a kiosk with emulated devices on this machine. "
        "With a display the kiosk's window opens, and a page on which you play citizen, bank, "
        "power and line. Without one a citizen's journey is played: "
        "the line is cut, a bill is paid, the power fails in the middle, and at the end the "
        "payment is counted at the terminal, in the journal, on paper and at the hub.",
        epilog="example: pishkhan demo --keep",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="leave all running after the journey, and print the address of that page",
    )
    parser.add_argument(
        "--lan",
        action="store_true",
        help="let phones in this network open the hub's page about a receipt, and nothing else",
    )
    parser.add_argument(
        "--no-window",
        action="store_true",
        help="where there is a display, show the kiosk on that page only",
    )
    parser.add_argument(
        "--port-base",
        type=port,
        default=DEFAULT_BASE,
        metavar="N",
        help=f"the first of {COUNT} TCP ports, default {DEFAULT_BASE}",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("demo-output"),
        metavar="DIR",
        help="where screens, receipt and the programs' logs go, default demo-output",
    )
    parser.add_argument(
        "--offscreen", action="store_true", help="play the journey even where there is a display"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a step")
    return parser


def main(argv: list[str] | None = None) -> int:
    """0 only when terminal, journal, paper and hub each counted one. Raises PishkhanError."""
    parser = build_parser()
    arguments = parser.parse_args(argv)
    find_mosquitto()
    ports = DemoPorts(arguments.port_base)
    ports.refuse_taken()
    arguments.output.mkdir(parents=True, exist_ok=True)
    telling = Telling(as_json=arguments.json)
    watched = has_display() and not arguments.offscreen
    windowed = watched and not arguments.no_window
    if arguments.lan and not (watched or arguments.keep):
        parser.error("--lan wants a display, or --keep")
    lan = lan_address() if arguments.lan else None
    with (
        _ended_by_signals(),
        set_stage(ports, telling, arguments.output, lan, windowed=windowed) as stage,
    ):
        if watched:
            show_desk(stage, browser=True)
            return 0
        return _play(stage, keep=arguments.keep)


def _play(stage: Stage, *, keep: bool) -> int:
    journey = Journey(
        stage.city, stage.kiosk, stage.line, stage.programs, stage.telling, stage.output
    )
    counts = journey.play()
    stage.telling.note(f"\nscreens and receipt: {stage.output}/")
    if keep:
        show_desk(stage, browser=False)
    stage.telling.facts(counts=counts.line, equal=counts.equal)
    stage.telling.note(f"\n{counts.line}")
    return 0 if counts.equal else 1


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Every way of ending the demo is an orderly one, also where a shell ignores Ctrl-C."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


if __name__ == "__main__":
    sys.exit(main())
