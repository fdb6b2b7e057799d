"""systemd is told that the agent is ready, alive and ending, by the real process."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from edge_agent.agent.systemd import Systemd
from edge_agent.device import DeviceDirectory
from tests.edge_agent.city import City
from tests.edge_agent.uplink.agent_process import agent_process
from tests.support.waiting import comes_true, eventually

NOBODY = "https://localhost:1"


class ListeningSystemd:
    """The end that systemd has of the line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(path))
        self._line.settimeout(0.2)
        self.told: list[str] = []

    def hears(self, assignment: str) -> bool:
        """Whether it was told so, by now."""
        with suppress(TimeoutError):
            self.told += self._line.recv(4096).decode().splitlines()
        return any(line.startswith(assignment) for line in self.told)

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[ListeningSystemd]:
    systemd = ListeningSystemd(tmp_path / "notify")
    yield systemd
    systemd.close()


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(tmp_path / "device", "k-test", 1, NOBODY)


def test_ready_without_a_network_then_alive_then_ending(
    device: DeviceDirectory, systemd: ListeningSystemd
) -> None:
    agent = agent_process(device, systemd.path)
    eventually(lambda: systemd.hears("READY=1"), "ready")
    eventually(lambda: systemd.hears("WATCHDOG=1"), "alive")
    eventually(lambda: systemd.hears("STATUS=offline, "), "in a line why it is not online")
    assert agent.stop() == 0
    eventually(lambda: systemd.hears("STOPPING=1"), "ending")
    assert systemd.told[0] == "READY=1"


def test_an_agent_that_is_stuck_says_nothing(
    device: DeviceDirectory, systemd: ListeningSystemd
) -> None:
    agent = agent_process(device, systemd.path)
    eventually(lambda: systemd.hears("WATCHDOG=1"), "alive")
    os.kill(agent.pid, signal.SIGSTOP)
    while comes_true(lambda: _says_more(systemd), 1.0):
        pass  # what was on its way
    assert not comes_true(lambda: _says_more(systemd), 3.0)
    agent.kill()


def _says_more(systemd: ListeningSystemd) -> bool:
    before = len(systemd.told)
    systemd.hears("anything")
    return len(systemd.told) > before


def test_without_systemd_nothing_is_told_and_nothing_fails(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    Systemd.from_environment({}).ready()
    gone = Systemd(str(tmp_path / "nobody"))
    gone.ready()
    gone.alive("online")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
