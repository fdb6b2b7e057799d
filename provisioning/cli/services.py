"""`pishkhan provision services`: systemd units for this machine."""

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from contract.city_folder import (
    INSTALLED_CITY,
    CityFolderUnknown,
    add_city_dir,
    add_data_dir,
    city_dir_of,
    data_dir_of,
)
from contract.errors import PishkhanError
from provisioning.cli.arguments import port
from provisioning.services import HubPlaces, KioskPlaces, Unit, hub_units, kiosk_units

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands

KIOSK = Path("/var/lib/pishkhan/kiosk")


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "services",
        help="write systemd units for a kiosk or a hub",
        description="Write systemd units: agent and kiosk, or broker and hub. Without --into "
        "they are printed.",
        epilog="example: pishkhan provision services --for kiosk --into /etc/systemd/system",
    )
    parser.add_argument("--for", dest="role", choices=("kiosk", "hub"), required=True)
    parser.add_argument("--into", type=Path, metavar="DIR", help="write them there")
    parser.add_argument("--user", default="pishkhan", help="who the programs run as")
    parser.add_argument(
        "--device", type=Path, default=KIOSK, metavar="DIR", help="the kiosk's folder"
    )
    add_city_dir(parser)
    add_data_dir(parser)
    parser.add_argument("--port", type=port, default=8443, help="the hub's public port")
    parser.add_argument("--device-port", type=port, default=8444, help="the hub's device port")
    parser.add_argument("--broker-port", type=port, default=8883)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    program = _program()
    arguments.city_dir = _city_dir(arguments)
    if arguments.role == "kiosk":
        units = kiosk_units(KioskPlaces(program, arguments.device.absolute(), arguments.user))
    else:
        units = hub_units(
            HubPlaces(
                program,
                arguments.city_dir,
                data_dir_of(arguments).absolute(),
                arguments.user,
                arguments.port,
                arguments.device_port,
                arguments.broker_port,
            )
        )
    if arguments.into is None:
        for unit in units:
            print(f"# {unit.name}\n{unit.text}")
        return 0
    _write(units, arguments.into)
    names = " ".join(unit.name for unit in units)
    print(f"Now: systemctl daemon-reload && systemctl enable --now {names}")
    return 0


def _city_dir(arguments: argparse.Namespace) -> Path:
    """Units may be written before the city is made."""
    try:
        return city_dir_of(arguments).absolute()
    except CityFolderUnknown:
        return INSTALLED_CITY


def _program() -> Path:
    """The installed command, beside the running Python or on the PATH."""
    beside = Path(sys.executable).with_name("pishkhan")
    found = beside if beside.exists() else shutil.which("pishkhan")
    if found is None:
        raise PishkhanError(
            "The command pishkhan is not installed here.", "Run make setup, then repeat this."
        )
    return Path(found)


def _write(units: tuple[Unit, ...], folder: Path) -> None:
    try:
        for unit in units:
            (folder / unit.name).write_text(unit.text, "utf-8")
            print(f"written: {folder / unit.name}")
    except OSError as error:
        raise PishkhanError(
            f"The units can't be written to {folder}: {error.strerror}.",
            "Give a folder that you may write; /etc/systemd/system wants root.",
        ) from error
