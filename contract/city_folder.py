"""Where the city's folder and the hub's data lie, for every command that wants them.

The city's folder: --city-dir, else PISHKHAN_CITY_DIR, else ./city if a city is in it, else
/var/lib/pishkhan/city. The hub's data: --data, else PISHKHAN_DATA, else the folder `hub` beside
the city's folder.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from contract.errors import PishkhanError

CITY_VARIABLE = "PISHKHAN_CITY_DIR"
DATA_VARIABLE = "PISHKHAN_DATA"
RECORD_NAME = "city.toml"
"""A folder is a city's when it holds this file."""

RELEASES = "releases"
"""In the city's folder: its repository of releases, which the hub serves."""

INSTALLED_CITY = Path("/var/lib/pishkhan/city")
SEARCHED = (Path("city"), INSTALLED_CITY)
HUB_FOLDER = "hub"


class CityFolderUnknown(PishkhanError):
    """Nobody named the city's folder, and it isn't where it is looked for."""


def add_city_dir(parser: argparse.ArgumentParser) -> None:
    """--city-dir; `city_dir_of` reads it."""
    parser.add_argument(
        "--city-dir",
        type=Path,
        metavar="DIR",
        help="the folder made by `pishkhan provision city init` "
        f"(else {CITY_VARIABLE}, ./city, {INSTALLED_CITY})",
    )


def add_data_dir(parser: argparse.ArgumentParser) -> None:
    """--data, beside --city-dir; `data_dir_of` reads it."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help=f"the hub's own folder (else {DATA_VARIABLE}, `{HUB_FOLDER}` beside the city's)",
    )


def city_dir_of(arguments: argparse.Namespace) -> Path:
    """The city's folder, as these arguments or this machine name it. Raises CityFolderUnknown."""
    return find_city_dir(arguments.city_dir, os.environ)


def data_dir_of(arguments: argparse.Namespace) -> Path:
    """The hub's data, which may not be there yet. Raises CityFolderUnknown."""
    named = arguments.data or _named(os.environ, DATA_VARIABLE)
    return named or city_dir_of(arguments).absolute().parent / HUB_FOLDER


def find_city_dir(
    given: Path | None, environment: Mapping[str, str], searched: Sequence[Path] = SEARCHED
) -> Path:
    """`given`, else the environment's, else the first searched folder that holds a city.

    What is named is believed: whoever reads it says what is wrong with it. Raises
    CityFolderUnknown.
    """
    named = given or _named(environment, CITY_VARIABLE)
    if named is not None:
        return named
    for folder in searched:
        # os.path: where we may not look, there is no city for us.
        if os.path.isfile(folder / RECORD_NAME):
            return folder.absolute()
    places = " or ".join(str(folder.absolute()) for folder in searched)
    raise CityFolderUnknown(
        f"The city's folder isn't known: there is no {RECORD_NAME} in {places}.",
        f"Name the folder with --city-dir DIR or {CITY_VARIABLE}=DIR; "
        "`pishkhan provision city init` makes one for a new city.",
    )


def new_city_dir(given: Path | None, environment: Mapping[str, str]) -> Path:
    """Where a city's folder shall be on this machine, whether or not it is there."""
    return given or _named(environment, CITY_VARIABLE) or INSTALLED_CITY


def _named(environment: Mapping[str, str], variable: str) -> Path | None:
    """An empty variable names nothing."""
    value = environment.get(variable)
    return Path(value) if value else None
