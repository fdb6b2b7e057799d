"""`pishkhan provision revoke`: a device that was lost or taken away opens nothing any more."""

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

from provisioning.broker import revoke_certificate
from provisioning.cli.arguments import add_administrator, add_json, administrator_of

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "revoke",
        help="revoke a device at hub and broker",
        description="Revoke a device: the hub refuses what it signs, the broker its certificate, "
        "also on the connection it has open. Its name is never used again.",
        epilog="example: pishkhan provision revoke k-0f3a91c2d4 --reason stolen",
    )
    parser.add_argument("device", help="the device's id, as the console shows it")
    parser.add_argument("--reason", required=True, help="stands in the hub's journal")
    add_administrator(parser)
    parser.add_argument(
        "--broker-dir", type=Path, metavar="DIR", help="the broker's folder, default CITY/broker"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    administrator = administrator_of(arguments)
    city = administrator.city
    serials = administrator.revoke(arguments.device, arguments.reason)
    folder = arguments.broker_dir or city.broker
    numbers = tuple(int(serial, 16) for serial in serials)
    told = revoke_certificate(city, arguments.device, numbers, dt.datetime.now(dt.UTC), folder)
    if arguments.json:
        facts = {"device": arguments.device, "serials": serials, "broker_told": told}
        print(json.dumps(facts))
        return 0
    print(f"The device {arguments.device} is revoked; the hub refuses it from now on.")
    if told:
        print("The running broker refuses it too.")
    else:
        print("No broker runs from this folder; restart it where it runs, with these lists.")
    return 0
