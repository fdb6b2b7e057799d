"""`pishkhan provision broker`: Mosquitto's configuration, and Mosquitto itself with --run."""

import argparse
import json
import signal
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from contract.city_folder import add_city_dir, city_dir_of
from provisioning.authority import CityDirectory
from provisioning.broker import BrokerFolder, prepare_broker, start_broker
from provisioning.broker.configuration import Listener
from provisioning.cli.arguments import add_json, port

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands

DEFAULT_PORT = 8883


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "broker",
        help="write the broker's configuration; run it with --run",
        description="Write Mosquitto's configuration for a city: TLS with client certificates, "
        "and every device below its own topics only. Root runs it as an unprivileged user.",
        epilog="example: pishkhan provision broker --run",
    )
    add_city_dir(parser)
    parser.add_argument("--port", type=port, default=DEFAULT_PORT, help=f"default {DEFAULT_PORT}")
    parser.add_argument(
        "--bind",
        default="0.0.0.0",  # noqa: S104
        metavar="ADDRESS",
        help="listen on this address only",
    )
    parser.add_argument(
        "--broker-dir", type=Path, metavar="DIR", help="the broker's folder, default CITY/broker"
    )
    parser.add_argument(
        "--run", dest="start", action="store_true", help="run it until this command is ended"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    city = CityDirectory(city_dir_of(arguments))
    listener = Listener(arguments.port, arguments.bind)
    folder = prepare_broker(city, listener, arguments.broker_dir)
    if arguments.start:
        return _run_until_ended(folder)
    if arguments.json:
        facts = {"configuration": str(folder.configuration), "port": listener.port}
        print(json.dumps(facts))
    else:
        print(f"The broker's configuration is {folder.configuration}.")
        print("Start it: the same command with --run")
    return 0


def _run_until_ended(folder: BrokerFolder) -> int:
    broker = start_broker(folder, folder.path / "broker.log")

    def end(_signal: int, _frame: FrameType | None) -> None:
        broker.process.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    listener = folder.listener
    print(f"The broker listens on {listener.bind}:{listener.port}.", flush=True)
    code = broker.wait()
    broker.stop()
    return 0 if code <= 0 else 3
