"""The folder of a kiosk in which releases are kept, and the program that starts the agent."""

import os
import shutil
from pathlib import Path

from contract.errors import MissingPart
from edge_agent.device import DeviceDirectory, NotEnrolled
from edge_agent.updates import Application, launching

LAUNCHER = "launch.py"


class NoProgram(MissingPart):
    """What runs now was not installed as the machine's own."""


def prepare_application(directory: DeviceDirectory, installed: Path) -> str:
    """What runs there now: `installed`, the prefix of an installation, unless a release does.

    Raises NotEnrolled, NoProgram or OSError.
    """
    if not directory.enrolled:
        raise NotEnrolled(directory.identity_path)
    application = Application(directory.application_path)
    application.versions.mkdir(parents=True, exist_ok=True)
    _lay_launcher(application)
    if application.named() is None:
        if not (installed / launching.PROGRAM).is_file():
            raise NoProgram(
                f"{installed} has no {launching.PROGRAM}: nothing is installed there.",
                "Run make setup, then repeat this with the installed command.",
            )
        application.point_to(str(installed))
    _give_to_its_owner(directory.path, application.path)
    return application.named() or ""


def _lay_launcher(application: Application) -> None:
    beside = application.path / f".{LAUNCHER}.new"
    shutil.copyfile(launching.__file__, beside)
    os.replace(beside, application.path / LAUNCHER)


def _give_to_its_owner(device: Path, application: Path) -> None:
    """The agent changes what lies here, as the user whom the kiosk's folder belongs to."""
    owner = device.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        for path in (application, *application.iterdir()):
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
