"""What several subcommands share."""

import argparse
import os
from typing import TYPE_CHECKING, TypeAlias

from contract.city_folder import RECORD_NAME, add_city_dir, city_dir_of
from contract.errors import PishkhanError
from provisioning.authority import CityDirectory
from provisioning.enrolment.administrator import Administrator

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

HUB_VARIABLE = "PISHKHAN_HUB"
HUB_DEVICE_PORT = 8444


class HubUnknown(PishkhanError):
    """Neither the command nor the environment nor the city's folder says where the hub is."""


def add_administrator(parser: argparse.ArgumentParser) -> None:
    """--city-dir and --hub; `administrator_of` reads them."""
    add_city_dir(parser)
    parser.add_argument(
        "--hub",
        metavar="URL",
        help=f"the hub's device port (else {HUB_VARIABLE}, `hub` in the city's {RECORD_NAME})",
    )


def administrator_of(arguments: argparse.Namespace) -> Administrator:
    """Whoever asks the hub in the city's name.

    Raises CityFolderUnknown, CityMissing or HubUnknown.
    """
    city = CityDirectory(city_dir_of(arguments))
    hub = arguments.hub or os.environ.get(HUB_VARIABLE) or city.record().hub
    if not hub:
        raise HubUnknown(
            f"The hub's address isn't known: {city.record_file} has no `hub`.",
            f"Name the hub's device port with --hub URL or {HUB_VARIABLE}=URL, or write it there: "
            f'hub = "https://NAME:{HUB_DEVICE_PORT}"',
        )
    return Administrator(city, hub)


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object for a program")


def port(text: str) -> int:
    """A TCP port, for argparse."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return number
