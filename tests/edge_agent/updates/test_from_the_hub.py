"""A release from the hub's device port, over the device's own TLS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edge_agent.__main__ import main
from edge_agent.commands.update import OPEN_PATH
from edge_agent.device import DeviceDirectory
from edge_agent.updates import Application
from edge_agent.updates.sources import HUB_PATH
from tests.edge_agent.city import City
from tests.edge_agent.device_port import DevicePort
from tests.support.releases import add_release, small_files

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def port(releasing: City) -> Iterator[DevicePort]:
    with DevicePort(releasing) as port:
        yield port


@pytest.fixture
def device(releasing: City, port: DevicePort, tmp_path: Path) -> DeviceDirectory:
    return releasing.enrol(tmp_path / "device", "k-test", 1, port.url)


def serve(port: DevicePort, city: City, open_version: str) -> None:
    port.answers[OPEN_PATH] = (200, f'{{"version": "{open_version}"}}'.encode())
    releases = city.directory.releases
    for path in releases.rglob("*.*"):
        name = f"{HUB_PATH}{path.relative_to(releases)}"
        port.answers[name] = (200, path.read_bytes())


def look(device: DeviceDirectory) -> int:
    return main(["update", "--device", str(device.path)])


def test_the_release_that_is_open_for_this_kiosk_is_staged(
    releasing: City, device: DeviceDirectory, application: Application, port: DevicePort
) -> None:
    for version in ("0.2.0", "0.3.0"):
        add_release(releasing.directory.path, version, small_files(version))
    serve(port, releasing, "0.2.0")
    assert look(device) == 0
    update = application.read()
    assert update is not None
    assert (update.version, update.source) == ("0.2.0", "hub")
    loaded = [name for name in port.asked if name.endswith(".tar")]
    assert len(loaded) == 1
    assert look(device) == 0
    assert [name for name in port.asked if name.endswith(".tar")] == loaded


def test_a_hub_that_wants_what_nobody_signed_is_refused(
    releasing: City,
    device: DeviceDirectory,
    application: Application,
    port: DevicePort,
    capsys: Captured,
) -> None:
    serve(port, releasing, "0.2.0")
    assert look(device) == 2
    assert "not among those that the city has signed" in capsys.readouterr().err
    assert application.read() is None


def test_an_archive_that_is_cut_off_on_the_line_is_loaded_anew_the_next_time(
    releasing: City, device: DeviceDirectory, application: Application, port: DevicePort
) -> None:
    add_release(releasing.directory.path, "0.2.0", small_files("0.2.0"))
    serve(port, releasing, "0.2.0")
    archive = next(name for name in port.answers if name.endswith(".tar"))
    whole = port.answers[archive]
    port.answers[archive] = (200, whole[1][:1000])
    assert look(device) == 4
    assert application.read() is None
    assert not list(application.path.rglob("*.tar"))
    port.answers[archive] = whole
    assert look(device) == 0
    assert application.read() is not None


def test_without_a_line_it_says_so(
    releasing: City, device: DeviceDirectory, application: Application, capsys: Captured
) -> None:
    gone = releasing.enrol(device.path, "k-test", 1, "https://localhost:1")
    assert look(gone) == 3
    assert application.read() is None
    assert "localhost:1" in capsys.readouterr().err
