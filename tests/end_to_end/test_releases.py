"""A release's whole way: opened at the hub for a ring, taken by a kiosk over broker and device
port, tried in its slot, and told to the hub by the kiosk's journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool

from central.commanding import Wish, order_command
from central.fleet import DeviceRegistration, RegisteredCertificate, register_device
from central.hub import Hub, open_hub
from central.releases import State, open_release, progress, set_ring
from central.settings import SHARDS, HubSettings
from contract.command import CommandName
from contract.release import ReleaseVersion, Ring
from edge_agent.device import DeviceDirectory
from edge_agent.updates.staging import TRIAL_VARIABLE
from tests.central.support.rig import CityRig, city_rig
from tests.edge_agent.city import City
from tests.edge_agent.updates.machine import Machine
from tests.provisioning.city import reachable_folder
from tests.support.ports import LOOPBACK
from tests.support.releases import add_release, project_files, release
from tests.support.waiting import eventually

DEVICE = "k-0123456789"
FAR_MS = 4_000_000_000_000
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def rig() -> Iterator[CityRig]:
    with reachable_folder() as folder, city_rig(folder) as rig:
        rig.start_hub()
        yield rig


@pytest.fixture
def hub(rig: CityRig) -> Iterator[Hub]:
    """As `pishkhan hub release` opens it, beside the one that serves."""
    settings = HubSettings(
        city_dir=rig.city.path,
        data_dir=rig.folder / "data",
        database_url=None,
        host=LOOPBACK,
        port=0,
        device_port=0,
        broker_host=LOOPBACK,
        broker_port=0,
        shards=tuple(range(SHARDS)),
        require_broker=False,
    )
    hub = open_hub(settings, NullPool)
    yield hub
    hub.engine.dispose()


@pytest.fixture
def machine(rig: CityRig, hub: Hub, tmp_path: Path) -> Machine:
    url = f"https://{LOOPBACK}:{rig.device_port}"
    device = City(rig.city).enrol(tmp_path / "device", DEVICE, rig.broker.port, url)
    _register(hub, device)
    return Machine.of_version(device, "0.1.0")


def _register(hub: Hub, device: DeviceDirectory) -> None:
    registration = DeviceRegistration(
        device=DEVICE,
        place=device.identity().place,
        journal_public=bytes(device.signing_key().verify_key),
        certificate=RegisteredCertificate("ab", "01", FAR_MS),
    )
    with hub.sessions.writing() as session:
        register_device(session, registration, hub.now_ms())


def at(hub: Hub) -> dict[State, int]:
    with hub.sessions.reading() as session:
        (found,) = progress(session)
        return dict(found.at)


def test_from_the_citys_signature_to_a_kiosk_that_runs_it_and_says_so(
    rig: CityRig, hub: Hub, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, "60")
    city = rig.city.path
    assert release(city, "init") == 0
    add_release(city, "0.2.0", project_files("0.2.0"))
    set_ring(hub, DEVICE, Ring.PILOT, "maryam")
    open_release(hub, ReleaseVersion(0, 2, 0), Ring.PILOT, "maryam")
    with machine.powered():
        order_command(hub, Wish(DEVICE, CommandName.UPDATE), "maryam")
        eventually(lambda: at(hub) == {State.CONFIRMED: 1}, "the release confirmed at the hub")
    assert machine.runs() == "versions/0.2.0"
    assert machine.told() == [
        "agent.started 0.1.0",
        "update.staged 0.2.0",
        "update.applied 0.2.0",
        "agent.started 0.2.0",
        "update.confirmed 0.2.0",
    ]
