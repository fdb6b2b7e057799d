"""A city with a repository of releases, and an enrolled machine that takes them."""

from pathlib import Path

import pytest

from edge_agent.device import DeviceDirectory
from edge_agent.updates import Application
from provisioning.__main__ import main
from tests.edge_agent.city import City, make_city
from tests.support.releases import release


@pytest.fixture
def releasing(tmp_path: Path) -> City:
    city = make_city(tmp_path / "city")
    assert release(city.directory.path, "init") == 0
    return city


@pytest.fixture
def device(releasing: City, tmp_path: Path) -> DeviceDirectory:
    return releasing.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")


@pytest.fixture
def application(device: DeviceDirectory) -> Application:
    assert main(["application", "--device", str(device.path)]) == 0
    return Application(device.application_path)
