"""An enrolled device and the hub's device port."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.clock import SystemClock
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubApi, ReferenceRefresh
from tests.edge_agent.city import City
from tests.edge_agent.device_port import DevicePort


@pytest.fixture
def port(city: City) -> Iterator[DevicePort]:
    with DevicePort(city) as port:
        yield port


@pytest.fixture
def device(city: City, port: DevicePort, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(tmp_path / "device", "k-test", 1, port.url)


@pytest.fixture
def refresh(device: DeviceDirectory, port: DevicePort) -> ReferenceRefresh:
    api = HubApi(port.url, device_context(device), SystemClock(), lambda: 0)
    return ReferenceRefresh(device, api)
