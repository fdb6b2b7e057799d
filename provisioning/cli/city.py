"""`pishkhan provision city init`: the authority, the hub's keys and the trust list of a city."""

import argparse
import datetime as dt
import json
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from contract.city_folder import (
    CITY_VARIABLE,
    INSTALLED_CITY,
    CityFolderUnknown,
    find_city_dir,
    new_city_dir,
)
from contract.values import parse_city_id
from provisioning.authority import CityPlan, init_city, next_steps
from provisioning.cli.arguments import HUB_DEVICE_PORT, add_json
from provisioning.enrolment.https import HubAddress

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands

EXAMPLE = (
    "example: pishkhan provision city init --city qazvin --name 'شهرداری قزوین' "
    "--host hub.qazvin.ir --host 10.1.0.5"
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
    init.add_argument(
        "--dir",
        type=Path,
        help=f"a folder that isn't there yet (else {CITY_VARIABLE}, {INSTALLED_CITY})",
    )
    init.add_argument(
        "--host",
        action="append",
        default=[],
        help="a name or address of hub and broker, beside those of this machine; repeatable",
    )
    init.add_argument(
        "--hub",
        metavar="URL",
        help="the hub's device port as the administrator and kiosks reach it, for city.toml "
        f"(else the first --host, or localhost, with port {HUB_DEVICE_PORT})",
    )
    add_json(init)
    init.set_defaults(run=run_init)


def run_init(arguments: argparse.Namespace) -> int:
    path = new_city_dir(arguments.dir, os.environ)
    plan = _plan(arguments)
    directory = init_city(plan, path, dt.datetime.now(dt.UTC))
    steps = next_steps(directory, _options_to_find(path))
    if arguments.json:
        facts = {"city": plan.city, "dir": str(path), "hub": plan.hub, "next_steps": steps}
        print(json.dumps(facts))
        return 0
    print(f"{plan.name} ({plan.city}) is made in {path}; its hub is {plan.hub}.\n\nNow:")
    for number, step in enumerate(steps, 1):
        print(f"  {number}. {step}")
    return 0


def _plan(arguments: argparse.Namespace) -> CityPlan:
    """Raises InvalidValue."""
    hosts = tuple(arguments.host)
    if arguments.hub is None:
        hub = HubAddress(hosts[0] if hosts else "localhost", HUB_DEVICE_PORT)
    else:
        hub = HubAddress.parse(arguments.hub)
        hosts = (*hosts, hub.host)  # or its certificate would be refused there
    return CityPlan(parse_city_id(arguments.city), arguments.name, hosts, hub.url)


def _options_to_find(path: Path) -> str:
    """Empty where later commands find the folder by themselves."""
    try:
        if find_city_dir(None, os.environ).absolute() == path.absolute():
            return ""
    except CityFolderUnknown:
        pass
    return f"--city-dir {shlex.quote(str(path))}"
