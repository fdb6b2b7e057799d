"""`pishkhan hub serve`."""

import argparse
import logging

from central.commands.arguments import Commands, add_hub, declare, second_store_of
from central.hub import open_hub
from central.serving import run_hub
from central.settings import SHARDS, HubSettings
from contract.city_folder import city_dir_of, data_dir_of
from contract.logs import FOLDER, start_logging


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = declare(
        commands,
        "serve",
        "Run the hub: console and enrolment, the device port, ingest from the broker.",
        "pishkhan hub serve --broker localhost:8883",
    )
    add_hub(parser)
    parser.add_argument("--host", default="0.0.0.0", help="address to listen on (all)")  # noqa: S104
    parser.add_argument("--port", type=port, default=8443, help="console and enrolment (8443)")
    parser.add_argument("--device-port", type=port, default=8444, help="devices' port (8444)")
    parser.add_argument(
        "--broker", type=address, default=("localhost", 8883), metavar="HOST:PORT",
        help="the city's broker, its TLS port (localhost:8883)",
    )  # fmt: skip
    parser.add_argument(
        "--shards", type=shards, default=tuple(range(SHARDS)), metavar="FIRST-LAST",
        help="the shards this process ingests, when several share the work (0-63)",
    )  # fmt: skip
    parser.add_argument(
        "--require-broker", action="store_true",
        help="end with 3 when the broker can't be reached at the start, instead of retrying",
    )  # fmt: skip
    parser.add_argument(
        "--log-level", choices=("debug", "info", "warning", "error"), default="info"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal."""
    data_dir = data_dir_of(arguments)
    start_logging("hub", data_dir / FOLDER, arguments.log_level)
    for chatty in ("uvicorn", "alembic", "sqlalchemy"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    broker_host, broker_port = arguments.broker
    settings = HubSettings(
        city_dir=city_dir_of(arguments),
        data_dir=data_dir,
        database_url=arguments.database_url,
        host=arguments.host,
        port=arguments.port,
        device_port=arguments.device_port,
        broker_host=broker_host,
        broker_port=broker_port,
        shards=arguments.shards,
        require_broker=arguments.require_broker,
        second_store=second_store_of(arguments),
    )
    run_hub(open_hub(settings))
    return 0


def port(text: str) -> int:
    """A TCP port, for argparse."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return number


def address(text: str) -> tuple[str, int]:
    """HOST:PORT, for argparse; an IPv6 address stands in brackets."""
    host, colon, number = text.rpartition(":")
    if not host or not colon or not number.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is not HOST:PORT, like localhost:8883")
    return host.strip("[]"), port(number)


def shards(text: str) -> tuple[int, ...]:
    """FIRST-LAST, for argparse."""
    first, _, last = text.partition("-")
    if not first.isdigit() or not (last or first).isdigit():
        raise argparse.ArgumentTypeError(f"{text} is not FIRST-LAST, like 0-31")
    chosen = tuple(range(int(first), int(last or first) + 1))
    if not chosen or chosen[-1] >= SHARDS:
        raise argparse.ArgumentTypeError(f"shards go from 0 to {SHARDS - 1}")
    return chosen
