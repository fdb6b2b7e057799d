"""A city with a broker, and one enrolled device whose hub answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edge_agent.device import DeviceDirectory
from tests.edge_agent.city import City
from tests.edge_agent.hub_double import HubDouble
from tests.edge_agent.uplink.agent_process import StartAgent, agent_process
from tests.support.mosquitto import Mosquitto
from tests.support.ports import free_port
from tests.support.processes import ChildProcess


@pytest.fixture
def broker(city: City) -> Iterator[Mosquitto]:
    with city.broker() as broker:
        yield broker


@pytest.fixture
def device(city: City, broker: Mosquitto, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(
        tmp_path / "device", "k-test", broker.port, f"https://localhost:{free_port()}"
    )


@pytest.fixture
def hub(city: City, broker: Mosquitto, device: DeviceDirectory) -> Iterator[HubDouble]:
    with HubDouble(city, broker.port, {"k-test": device.signing_key().verify_key}) as hub:
        yield hub


@pytest.fixture
def start_agent() -> Iterator[StartAgent]:
    started: list[ChildProcess] = []

    def start(device: DeviceDirectory) -> ChildProcess:
        started.append(agent_process(device))
        return started[-1]

    yield start
    for process in started:
        process.kill()
