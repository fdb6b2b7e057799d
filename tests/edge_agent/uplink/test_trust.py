"""Whom the agent talks to: the city's broker only, whatever the clock says."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contract.clock import BUILD_TIME_MS
from edge_agent.device import DeviceDirectory, read_clock_floor
from tests.edge_agent.city import City, expired_broker_files, foreign_broker_files, now
from tests.edge_agent.hub_double import HubDouble
from tests.edge_agent.support import DAY_MS
from tests.edge_agent.uplink.agent_process import StartAgent, until_link
from tests.support.mosquitto import Mosquitto
from tests.support.waiting import eventually


@contextmanager
def enrolled_at(
    city: City, path: Path, files: dict[str, bytes]
) -> Iterator[tuple[DeviceDirectory, Mosquitto]]:
    with city.broker(files) as broker:
        yield city.enrol(path, "k-test", broker.port, "https://localhost:1"), broker


def test_another_citys_broker_is_refused_and_named(
    start_agent: StartAgent, city: City, tmp_path: Path
) -> None:
    with enrolled_at(city, tmp_path / "device", foreign_broker_files()) as (device, _):
        agent = start_agent(device)
        state = until_link(device, "offline")
        assert state.reason is not None
        assert "certificate is not the city's" in state.reason
        agent.stop()


def test_a_broker_certificate_that_ended_before_the_floor_is_refused(
    start_agent: StartAgent, city: City, tmp_path: Path
) -> None:
    files = expired_broker_files(city, days_ago=2)
    with enrolled_at(city, tmp_path / "device", files) as (device, _):
        device.clock_floor_path.write_text(str(int(now().timestamp() * 1000) + 40 * DAY_MS))
        agent = start_agent(device)
        state = until_link(device, "offline")
        assert state.reason is not None
        assert "out of its time: expired on" in state.reason
        agent.stop()


def test_a_certificate_is_judged_by_the_hubs_time_not_by_a_clock_that_jumped(
    start_agent: StartAgent, city: City, tmp_path: Path
) -> None:
    """The machine's clock is ahead of the certificate's end, the hub's last word is not."""
    files = expired_broker_files(city, days_ago=2)
    with enrolled_at(city, tmp_path / "device", files) as (device, broker):
        agent = start_agent(device)
        eventually(lambda: " as k-test " in broker.output(), "the agent at the broker")
        agent.stop()


def test_only_the_hubs_signed_time_moves_the_floor(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    hub.hub_time_ms = BUILD_TIME_MS + 5_000_000
    agent = start_agent(device)
    until_link(device, "online")
    agent.stop()
    assert read_clock_floor(device.clock_floor_path) == BUILD_TIME_MS + 5_000_000


@pytest.mark.parametrize("name", ["tls_key_path", "root_path", "trust_path", "identity_path"])
def test_a_device_that_is_not_enrolled_is_told_how_to_become_so(
    start_agent: StartAgent, device: DeviceDirectory, name: str
) -> None:
    getattr(device, name).unlink()
    agent = start_agent(device)
    assert agent.wait() == 3
    assert "pishkhan provision enrol" in agent.output()
    assert "Traceback" not in agent.output()


def test_a_second_agent_on_the_same_device_is_refused(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    first = start_agent(device)
    until_link(device, "online")
    second = start_agent(device)
    assert second.wait() == 3
    assert "in use by another process" in second.output()
    first.stop()
