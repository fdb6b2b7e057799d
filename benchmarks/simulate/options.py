"""What `pishkhan simulate` can be told."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from contract.errors import PishkhanError


@dataclass(frozen=True)
class City:
    """A city that runs already: the device port's URL, the broker as host:port, and its folder."""

    hub: str
    broker: str
    folder: Path


@dataclass(frozen=True)
class Plan:
    """`city` None: start one here. `outage_s`: how long the line is cut after half."""

    kiosks: int
    transactions: int
    seed: int
    outage_s: float
    city: City | None
    data: Path | None
    port_base: int
    as_json: bool


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pishkhan simulate",
        description="Run real journals and agents of many kiosks against a real broker and hub, "
        "and check that every event arrived once and in order. Each transaction is a whole bill "
        "payment of about five events.",
        epilog="example: pishkhan simulate --kiosks 10 --transactions 200 --outage 5 --seed 7",
    )
    parser.add_argument("--kiosks", type=_positive, default=5, metavar="N")
    parser.add_argument("--transactions", type=_positive, default=100, metavar="M", help="a kiosk")
    parser.add_argument("--hub", metavar="URL", help="device port; without it a city is started")
    parser.add_argument("--broker", metavar="HOST:PORT", help="goes with --hub")
    parser.add_argument("--city-dir", type=Path, metavar="DIR", help="goes with --hub")
    parser.add_argument("--outage", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="keep journals and database there"
    )
    parser.add_argument("--port-base", type=int, default=19440, metavar="N")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    return parser


def read_plan(argv: list[str] | None) -> Plan:
    """Raises PishkhanError for words that do not go together."""
    given = build_parser().parse_args(argv)
    together = (given.hub, given.broker, given.city_dir)
    if any(together) and not all(together):
        raise PishkhanError(
            "A running city needs --hub, --broker and --city-dir.",
            "Give all three, or none to start a city here.",
        )
    if given.data is not None and given.data.exists() and any(given.data.iterdir()):
        raise PishkhanError(f"{given.data} is not empty.", "Name a new folder with --data.")
    return Plan(
        kiosks=given.kiosks,
        transactions=given.transactions,
        seed=given.seed,
        outage_s=given.outage,
        city=City(given.hub, given.broker, given.city_dir) if all(together) else None,
        data=given.data,
        port_base=given.port_base,
        as_json=given.json,
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number above zero")
    return number
