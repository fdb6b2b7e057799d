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
from edge_agent.device import DeviceDirectory
from edge_agent.updates import Application
from provisioning.cli.arguments import port
from provisioning.services import (
    MASKED,
    DisplayServer,
    HubPlaces,
    KioskPlaces,
    SystemFile,
    Turned,
    Unit,
    hub_units,
    kiosk_mode_files,
    kiosk_units,
    stick_files,
)

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands

KIOSK = Path("/var/lib/pishkhan/kiosk")


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "services",
        help="write systemd units for a kiosk or a hub",
        description="Write systemd units: agent and kiosk, or broker and hub. Without --into "
        "they are printed. With --etc also the files by which a kiosk leaves no way out to the "
        "system (kernel's keys, consoles, logins, blanking, rotated touch), and those by which a "
        "technician's stick is mounted.",
        epilog="example: pishkhan provision services --for kiosk --display cage --turned 90 "
        "--into /etc/systemd/system --etc /etc",
    )
    parser.add_argument("--for", dest="role", choices=("kiosk", "hub"), required=True)
    parser.add_argument("--into", type=Path, metavar="DIR", help="write them there")
    parser.add_argument(
        "--etc", type=Path, metavar="DIR", help="write a kiosk's other files below"
    )
    parser.add_argument(
        "--display",
        choices=[display.value for display in DisplayServer],
        default=DisplayServer.CAGE.value,
        help="what a kiosk's window stands on",
    )
    parser.add_argument(
        "--turned",
        choices=[turned.value for turned in Turned],
        default=Turned.NOT.value,
        help="how a kiosk's panel is mounted, in degrees clockwise",
    )
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
    arguments.city_dir = _city_dir(arguments)
    files: tuple[SystemFile, ...] = ()
    if arguments.role == "kiosk":
        display, turned = DisplayServer(arguments.display), Turned(arguments.turned)
        files = (*kiosk_mode_files(display, turned), *stick_files())
        units = kiosk_units(
            KioskPlaces(arguments.device.absolute(), arguments.user, display, turned)
        )
    else:
        units = hub_units(
            HubPlaces(
                _program(),
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
        for file in files:
            print(f"# /etc/{file.path}\n{file.text}")
        return 0
    _write({arguments.into / unit.name: unit.text for unit in units})
    if arguments.etc is not None:
        _write({arguments.etc / file.path: file.text for file in files})
    if arguments.role == "kiosk":
        _say_what_comes_before(DeviceDirectory(arguments.device.absolute()))
    _say_what_is_next(units, files)
    return 0


def _say_what_comes_before(device: DeviceDirectory) -> None:
    """The units start what the folder of the application names."""
    if Application(device.application_path).named() is None:
        print(f"Before: pishkhan provision application --device {device.path}")


def _say_what_is_next(units: tuple[Unit, ...], files: tuple[SystemFile, ...]) -> None:
    names = " ".join(unit.name for unit in units if not unit.is_template)
    if files:
        print(f"Now: systemctl mask {' '.join(MASKED)}")
        print(
            "     sysctl --system && udevadm control --reload && systemctl restart systemd-logind"
            " && systemd-tmpfiles --create"
        )
        print(f"     systemctl daemon-reload && systemctl enable --now {names}")
    else:
        print(f"Now: systemctl daemon-reload && systemctl enable --now {names}")


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


def _write(files: dict[Path, str]) -> None:
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            raise PishkhanError(
                f"{path} can't be written: {error.strerror}.",
                "Give a folder that you may write; those below /etc want root.",
            ) from error
        print(f"written: {path}")
