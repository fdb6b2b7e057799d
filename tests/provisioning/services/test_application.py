"""A machine is prepared to take releases: what is installed goes on, and may be replaced."""

import json
import os
from pathlib import Path

import pytest

from edge_agent.device import DeviceDirectory, NotEnrolled
from edge_agent.updates import Application, launching
from provisioning.__main__ import main
from provisioning.services.application import LAUNCHER, NoProgram, prepare_application
from tests.edge_agent.city import make_city


@pytest.fixture
def device(tmp_path: Path) -> DeviceDirectory:
    city = make_city(tmp_path / "city")
    return city.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    program = tmp_path / "installed" / launching.PROGRAM
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    return tmp_path / "installed"


def test_what_is_installed_is_what_runs(device: DeviceDirectory, installed: Path) -> None:
    assert prepare_application(device, installed) == str(installed)
    application = Application(device.application_path)
    assert os.path.samefile(application.link, installed)
    launcher = (application.path / LAUNCHER).read_text()
    assert launcher == Path(launching.__file__).read_text()


def test_once_more_it_leaves_the_release_that_runs(
    device: DeviceDirectory, installed: Path
) -> None:
    prepare_application(device, installed)
    application = Application(device.application_path)
    application.point_to("versions/0.2.0")
    (application.path / LAUNCHER).write_text("older")
    assert prepare_application(device, installed) == "versions/0.2.0"
    assert (application.path / LAUNCHER).read_text() != "older"


def test_it_lies_in_the_hands_of_whom_the_kiosks_folder_belongs_to(
    device: DeviceDirectory, installed: Path
) -> None:
    if os.geteuid() == 0:
        os.chown(device.path, 65534, 65534)
    prepare_application(device, installed)
    for path in (device.application_path, *device.application_path.iterdir()):
        assert path.lstat().st_uid == device.path.stat().st_uid, path


def test_a_machine_without_kiosk_or_without_program_is_refused(
    device: DeviceDirectory, tmp_path: Path
) -> None:
    with pytest.raises(NotEnrolled):
        prepare_application(DeviceDirectory(tmp_path / "nothing"), tmp_path)
    with pytest.raises(NoProgram):
        prepare_application(device, tmp_path)


def test_a_program_reads_what_was_done(
    device: DeviceDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["application", "--device", str(device.path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["application"] == str(device.application_path)
    assert said["current"] == os.readlink(device.application_path / "current")
