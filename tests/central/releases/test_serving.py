"""A kiosk takes a release from a real hub: over its own certificate, what is open for its ring."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.beginning import begin_journal
from central.fleet import revoke
from central.releases import open_release, set_ring
from contract.clock import SystemClock
from contract.release import ReleaseVersion, Ring
from edge_agent.__main__ import main
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubApi, HubRefused
from edge_agent.updates import Application
from provisioning.__main__ import main as provision
from provisioning.authority import CityDirectory
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.device_port import DevicePorted
from tests.edge_agent.city import City
from tests.support.releases import add_release, release, small_files

Captured = pytest.CaptureFixture[str]
VERSION = ReleaseVersion(0, 2, 0)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[DevicePorted]:
    hub = open_test_hub(tmp_path)
    begin_journal(hub)
    assert release(hub.city_dir, "init") == 0
    add_release(hub.city_dir, str(VERSION), small_files(str(VERSION)))
    with DevicePorted(hub) as served:
        yield served
    hub.engine.dispose()


@pytest.fixture
def device(served: DevicePorted, tmp_path: Path) -> DeviceDirectory:
    kiosk = Fleet(served.hub).kiosk("خیام")
    city = City(CityDirectory(served.hub.city_dir))
    directory = city.enrol(tmp_path / "device", kiosk.device, 1, served.address)
    assert provision(["application", "--device", str(directory.path)]) == 0
    return directory


def look(device: DeviceDirectory) -> int:
    return main(["update", "--device", str(device.path)])


def test_it_is_staged_once_it_is_open_for_the_kiosks_ring(
    served: DevicePorted, device: DeviceDirectory, capsys: Captured
) -> None:
    application = Application(device.application_path)
    open_release(served.hub, VERSION, Ring.PILOT, "maryam")
    assert look(device) == 0
    assert "no release is open for this kiosk" in capsys.readouterr().out
    assert application.read() is None
    set_ring(served.hub, device.identity().device, Ring.PILOT, "maryam")
    assert look(device) == 0
    update = application.read()
    assert update is not None
    assert (update.version, update.source) == ("0.2.0", "hub")


def test_without_a_repository_no_release_is_open(
    served: DevicePorted, device: DeviceDirectory, capsys: Captured
) -> None:
    open_release(served.hub, VERSION, Ring.ALL, "maryam")
    releases = CityDirectory(served.hub.city_dir).releases
    releases.rename(releases.with_name("elsewhere"))
    assert look(device) == 0
    assert "no release is open for this kiosk" in capsys.readouterr().out


def test_nothing_but_the_repository_is_served_and_to_kiosks_of_the_city_alone(
    served: DevicePorted, device: DeviceDirectory
) -> None:
    api = HubApi(served.address, device_context(device), SystemClock(), lambda: 0)
    assert api.get("/device/v1/releases/metadata/timestamp.json", 10_000)
    for path in ("metadata/9.root.json", "metadata/..%2f..%2froot.pem", "targets/.hidden"):
        with pytest.raises(HubRefused, match="404"):
            api.get(f"/device/v1/releases/{path}", 10_000)
    with pytest.raises(HubRefused, match="422"):
        api.get("/device/v1/releases/keys/release.key", 10_000)
    with served.hub.sessions.writing() as session:
        revoke(session, device.identity().device, "stolen", served.hub.now_ms())
    for path in ("release", "releases/metadata/timestamp.json"):
        with pytest.raises(HubRefused, match="403"):
            api.get(f"/device/v1/{path}", 10_000)
