"""`pishkhan provision city init`: the authority, the hub's keys and the trust list of a city."""

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

from contract.values import parse_city_id
from provisioning.authority import CityPlan, init_city, next_steps
from provisioning.cli.arguments import add_json

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands

EXAMPLE = (
    "example: pishkhan provision city init --city qazvin --name 'شهرداری قزوین' "
    "--dir /var/lib/pishkhan/city --host hub.qazvin.ir --host 10.1.0.5"
)


def add(commands: "Commands") -> None:
    city = commands.add_parser(
        "city",
        help="make a city's certificate authority and keys",
        epilog=EXAMPLE,
    )
    actions = city.add_subparsers(required=True, metavar="ACTION")
    init = actions.add_parser(
        "init",
        help="make the folder of a new city",
        description="Make a city: its certificate authority, the certificates of hub, broker and "
        "administrator, the hub's keys and the trust list that names them.",
        epilog=EXAMPLE,
    )
    init.add_argument("--city", required=True, help="the city's id: small letters and hyphens")
    init.add_argument("--name", required=True, help="what people call it: شهرداری قزوین")
    init.add_argument("--dir", type=Path, required=True, help="a folder that isn't there yet")
    init.add_argument(
        "--host",
        action="append",
        default=[],
        help="a name or address of hub and broker, beside those of this machine; repeatable",
    )
    add_json(init)
    init.set_defaults(run=run_init)


def run_init(arguments: argparse.Namespace) -> int:
    plan = CityPlan(parse_city_id(arguments.city), arguments.name, tuple(arguments.host))
    directory = init_city(plan, arguments.dir, dt.datetime.now(dt.UTC))
    steps = next_steps(directory)
    if arguments.json:
        print(json.dumps({"city": plan.city, "dir": str(directory.path), "next_steps": steps}))
        return 0
    print(f"{plan.name} ({plan.city}) is made in {directory.path}.\n\nNow:")
    for number, step in enumerate(steps, 1):
        print(f"  {number}. {step}")
    return 0
