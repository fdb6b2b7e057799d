"""`pishkhan bench`: every figure beside its ceiling or goal."""

import argparse
import importlib
import sys

import msgspec

from benchmarks.figure import Figure, as_line
from contract.errors import PishkhanError

BENCHMARKS = {
    "commit": ("benchmarks.commit_latency", "commit latency at the kiosk"),
    "kiosk": ("benchmarks.kiosk", "start, memory and idle processor time of kiosk and agent"),
    "windows": ("benchmarks.windows", "how soon another window or counter stands there"),
    "touches": ("benchmarks.touches", "how soon a touch is seen on the glass"),
    "growth": ("benchmarks.growth", "what visits leave in memory; some minutes"),
    "journeys": ("benchmarks.journeys", "screens, touches and seconds of what citizens come for"),
    "promptness": (
        "benchmarks.promptness",
        "how soon devices in trouble answer, and programs end",
    ),
    "devices": ("benchmarks.devices", "all drivers while nobody is there"),
    "drain": ("benchmarks.drain", "one kiosk with 500,000 queued events"),
    "fleet": ("benchmarks.fleet", "fifty kiosks drain together into PostgreSQL; some minutes"),
    "storm": ("benchmarks.storm", "thousands of kiosks that return in the same second"),
    "peers": ("benchmarks.peers.measuring", "PouchDB and a Mosquitto bridge beside our drain"),
    "live": ("benchmarks.live", "how soon a kiosk's event is at the hub, also beside a drain"),
    "rebuild": ("benchmarks.rebuild", "the hub's views made anew"),
    "queue": ("benchmarks.agent_queue", "an agent's memory with a long queue"),
    "wire": ("benchmarks.wire", "bytes on the line for each event"),
    "paper": ("benchmarks.paper", "a receipt to paper over three serial speeds"),
}

WHEN_NAMED = frozenset({"fleet", "storm", "peers"})
"""They take minutes and a whole machine, and want PostgreSQL or what others have made."""


def build_parser() -> argparse.ArgumentParser:
    names = "\n".join(f"  {name:<12}{line}" for name, (_, line) in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        prog="pishkhan bench",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"Measure, and print each figure beside its ceiling.\n\n{names}",
        epilog="example: pishkhan bench commit drain --json",
    )
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="all but those that take minutes, without",
    )
    parser.add_argument(
        "--clients", type=_positive, default=5_000, metavar="N", help="kiosks of the storm (5000)"
    )
    parser.add_argument("--json", action="store_true", help="a list of objects")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number above zero")
    return number


def main(argv: list[str] | None = None) -> int:
    """Raises PishkhanError for a name that is none."""
    arguments = build_parser().parse_args(argv)
    unknown = set(arguments.names) - set(BENCHMARKS)
    if unknown:
        raise PishkhanError(
            f"There is no benchmark {', '.join(sorted(unknown))}.",
            f"Choose from {', '.join(BENCHMARKS)}.",
        )
    figures: list[Figure] = []
    options = {"storm": {"clients": arguments.clients}}
    for name in arguments.names or [name for name in BENCHMARKS if name not in WHEN_NAMED]:
        module = importlib.import_module(BENCHMARKS[name][0])
        measured: list[Figure] = module.measure(**options.get(name, {}))
        figures += measured
        if not arguments.json:
            for figure in measured:
                print(as_line(figure), flush=True)
    if arguments.json:
        print(msgspec.json.encode(figures).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
