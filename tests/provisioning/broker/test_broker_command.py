"""`pishkhan provision broker --run`: unprivileged, ended in order, clear when it can't start."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from provisioning.authority import CityDirectory
from tests.provisioning.city import make_city, reachable_folder
from tests.support.ports import LOOPBACK, free_port, is_listening
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually


@dataclass(frozen=True)
class Operator:
    """Runs the command for one city."""

    city: CityDirectory
    folder: Path

    def command(self, port: int, *more: str) -> list[str]:
        where = ["--city-dir", str(self.city.path), "--port", str(port), "--bind", LOOPBACK]
        return [sys.executable, "-m", "pishkhan", "provision", "broker", *where, *more]

    def runs(self, port: int) -> ChildProcess:
        broker = ChildProcess(self.command(port, "--run"), self.folder / "command.log")
        broker.until_output("listens on")
        return broker

    def says(self, port: int, *more: str) -> tuple[int, str]:
        done = subprocess.run(
            self.command(port, *more), capture_output=True, text=True, check=False, timeout=30
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def operator() -> Iterator[Operator]:
    with reachable_folder() as folder:
        yield Operator(make_city(folder), folder)


def mosquitto_of(operator: Operator) -> psutil.Process | None:
    for process in psutil.process_iter(["cmdline"]):
        command = process.info["cmdline"] or []
        if "mosquitto" in "".join(command[:1]) and str(operator.city.path) in " ".join(command):
            return process
    return None


def test_it_listens_until_it_is_ended_and_takes_its_broker_with_it(operator: Operator) -> None:
    port = free_port()
    command = operator.runs(port)
    assert is_listening(port)
    assert command.stop() == 0
    assert not is_listening(port)
    assert not (operator.city.broker / "broker.pid").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to give up")
def test_root_gives_up_its_rights(operator: Operator) -> None:
    command = operator.runs(free_port())
    broker = mosquitto_of(operator)
    assert broker is not None
    assert broker.uids().effective != 0
    command.stop()


def test_a_killed_command_leaves_no_broker(operator: Operator) -> None:
    command = operator.runs(free_port())
    command.kill()
    eventually(lambda: mosquitto_of(operator) is None, "the broker to end with its starter")


def test_a_taken_port_is_told(operator: Operator) -> None:
    port = free_port()
    command = operator.runs(port)
    code, said = operator.says(port, "--run")
    command.stop()
    assert code == 3
    assert f"Port {port} on {LOOPBACK} is taken" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as another user")
def test_a_folder_that_the_brokers_user_cannot_enter_is_told(operator: Operator) -> None:
    operator.city.path.chmod(0o700)
    code, said = operator.says(free_port(), "--run")
    assert code == 3
    assert f"can't enter {operator.city.path}" in said
    assert "--broker-dir" in said


def test_without_run_only_the_configuration_is_written(operator: Operator) -> None:
    code, said = operator.says(free_port())
    assert code == 0
    assert str(operator.city.broker / "mosquitto.conf") in said
    assert mosquitto_of(operator) is None
