"""An office whose page is served in this process, so that the test owns its clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edge_agent.device import DeviceDirectory
from edge_agent.office import OfficePage
from tests.edge_agent.city import City
from tests.edge_agent.office.rooms import Office, SteppedClock, open_office
from tests.edge_agent.uplink.agent_process import StartAgent, agent_process
from tests.support.processes import ChildProcess


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def office(device: DeviceDirectory, clock: SteppedClock) -> Iterator[Office]:
    """Nobody is signed in."""
    opened = open_office(device)
    page = OfficePage(device, clock)
    page.tend(0)
    assert page.is_open
    yield opened
    page.close()


@pytest.fixture
def signed_in(office: Office) -> Office:
    assert office.sign_in().status == 204
    return office


@pytest.fixture
def start_agent() -> Iterator[StartAgent]:
    started: list[ChildProcess] = []

    def start(device: DeviceDirectory) -> ChildProcess:
        started.append(agent_process(device))
        return started[-1]

    yield start
    for process in started:
        process.kill()
