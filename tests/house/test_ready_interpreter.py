"""A program of ours that was forked is a process like any other."""

import os
import signal
import sys
from pathlib import Path

import psutil

from tests.support.processes import ChildProcess
from tests.support.ready_interpreter import ForkedProgram
from tests.support.waiting import eventually

AGENT = (sys.executable, "-m", "pishkhan", "agent", "run", "--device")
EMULATOR = (sys.executable, "-m", "pishkhan", "hardware", "emulate", "printer", "--json")


def test_it_ends_with_its_own_code_and_words(tmp_path: Path) -> None:
    child = ChildProcess([*AGENT, "nowhere"], tmp_path / "log", folder=tmp_path)
    assert isinstance(child._process, ForkedProgram)
    assert child.wait() == 3
    assert child.exit_code == 3
    assert "nowhere/identity.json is missing" in child.output()


def test_it_has_a_session_of_its_own(tmp_path: Path) -> None:
    child = ChildProcess([*EMULATOR, "--folder", str(tmp_path)], tmp_path / "log")
    child.until_output("address")
    assert os.getsid(child.pid) == child.pid != os.getsid(0)
    assert child.stop() == 0


def test_it_dies_when_it_is_killed_and_is_gone(tmp_path: Path) -> None:
    child = ChildProcess([*EMULATOR, "--folder", str(tmp_path)], tmp_path / "log")
    child.until_output("address")
    child.kill()
    assert child.exit_code == -signal.SIGKILL
    eventually(lambda: not psutil.pid_exists(child.pid), "the end of the process")


def test_what_is_read_before_a_program_runs_gets_a_fresh_interpreter(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pishkhan", "--version"]
    child = ChildProcess(command, tmp_path / "log", environment={"PYTHONWARNINGS": "error"})
    assert not isinstance(child._process, ForkedProgram)
    assert child.wait() == 0
