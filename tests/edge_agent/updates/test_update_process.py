"""Real agents in real slots: a release that works stays, one that does not is taken back."""

import os
import signal
from pathlib import Path

import pytest

from edge_agent.device import DeviceDirectory
from edge_agent.journal import schema
from edge_agent.journal.schema import STEPS
from edge_agent.updates import Phase
from edge_agent.updates.staging import TRIAL_VARIABLE
from tests.edge_agent.city import City
from tests.edge_agent.updates.machine import Machine
from tests.support.releases import Files, add_release, project_files
from tests.support.waiting import eventually

LONG_TRIAL_S, SHORT_TRIAL_S = "60", "3"
CRASHES = {"edge_agent/agent/loop.py": "raise SystemError('this release is broken')\n"}
A_STEP_FURTHER = {
    "edge_agent/journal/schema.py": Path(schema.__file__)
    .read_text("utf-8")
    .replace("= (FIRST,)", '= (FIRST, ("ALTER TABLE events ADD COLUMN later TEXT",))')
}
CRASHES_LATER = {
    "edge_agent/agent/upkeep.py": """
class Upkeep:
    def __init__(self, _journal):
        raise SystemError("this release is broken once its journal is open")
"""
}
HANGS = {
    "edge_agent/commands/run.py": """
import threading


def run(*_):
    threading.Event().wait()
"""
}


@pytest.fixture
def machine(releasing: City, device: DeviceDirectory) -> Machine:
    return Machine.of_version(device, "0.1.0")


def bring(machine: Machine, city: City, version: str, broken: Files | None = None) -> None:
    """A release on a stick, taken by the version that runs."""
    add_release(city.directory.path, version, project_files(version, broken))
    stick = city.directory.releases
    device = machine.directory.path
    taken = machine.command("agent", "update", "--from", stick, "--device", device)
    assert taken.wait(60) == 0, taken.output()


def until(machine: Machine, phase: Phase) -> None:
    eventually(lambda: machine.phase() is phase, f"an update that is {phase}")


def until_told(machine: Machine, words: str) -> list[str]:
    eventually(lambda: any(words in told for told in machine.told()), f"{words} in the journal")
    return machine.told()


def test_a_release_that_works_is_tried_confirmed_and_stays(
    machine: Machine, releasing: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, LONG_TRIAL_S)
    with machine.powered():
        until_told(machine, "agent.started 0.1.0")
        bring(machine, releasing, "0.2.0")
        until(machine, Phase.CONFIRMED)
        assert until_told(machine, "update.confirmed") == [
            "agent.started 0.1.0",
            "update.staged 0.2.0",
            "update.applied 0.2.0",
            "agent.started 0.2.0",
            "update.confirmed 0.2.0",
        ]
    with machine.powered():
        eventually(lambda: machine.told().count("agent.started 0.2.0") == 2, "its next start")
        assert machine.runs() == "versions/0.2.0"


def test_a_release_that_crashes_is_taken_back_by_itself_and_not_tried_again(
    machine: Machine, releasing: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, LONG_TRIAL_S)
    with machine.powered() as service:
        until_told(machine, "agent.started 0.1.0")
        bring(machine, releasing, "0.2.0", CRASHES)
        told = until_told(machine, "update.rolled_back")
        assert told[1:] == [
            "update.staged 0.2.0",
            "update.applied 0.2.0",
            "agent.started 0.1.0",
            "update.rolled_back 0.2.0: ended_often",
        ]
        assert service.output().count("ended with 1\n") == 5
        assert machine.runs() == "versions/0.1.0"
        stick, device = releasing.directory.releases, machine.directory.path
        again = machine.command("agent", "update", "--from", stick, "--device", device)
        assert again.wait(60) == 0
        assert "0.2.0 was tried and taken back: its agent ended 5 times" in again.output()
        bring(machine, releasing, "0.2.1")
        until(machine, Phase.CONFIRMED)
        assert machine.runs() == "versions/0.2.1"


def test_the_version_before_goes_on_with_a_journal_that_was_taken_a_step_further(
    machine: Machine, releasing: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, LONG_TRIAL_S)
    with machine.powered():
        until_told(machine, "agent.started 0.1.0")
        assert machine.journal_format() == len(STEPS)
        bring(machine, releasing, "0.2.0", {**CRASHES_LATER, **A_STEP_FURTHER})
        told = until_told(machine, "update.rolled_back")
        assert machine.journal_format() == len(STEPS) + 1
    assert told.count("agent.started 0.1.0") == 2
    assert len(list(machine.directory.journals_path.glob("*.journal"))) == 1


def test_a_release_that_hangs_is_ended_when_its_time_is_over(
    machine: Machine, releasing: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, SHORT_TRIAL_S)
    with machine.powered():
        until_told(machine, "agent.started 0.1.0")
        bring(machine, releasing, "0.2.0", HANGS)
        told = until_told(machine, "update.rolled_back")
        assert told[-2:] == [
            "agent.started 0.1.0",
            "update.rolled_back 0.2.0: not_well",
        ]
        assert machine.runs() == "versions/0.1.0"


def test_a_kiosk_in_use_changes_to_the_new_version_with_its_agent(
    machine: Machine, releasing: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, LONG_TRIAL_S)
    with machine.powered(), machine.open_to_citizens() as kiosk:
        eventually(lambda: machine.counter_runs("0.1.0"), "the counter")
        bring(machine, releasing, "0.2.0")
        until(machine, Phase.CONFIRMED)
        assert machine.counter_runs("0.2.0")
        assert "another version is due" in kiosk.output()
        told = until_told(machine, "update.confirmed")
        assert told[-3:] == [
            "update.applied 0.2.0",
            "agent.started 0.2.0",
            "update.confirmed 0.2.0",
        ]


def test_a_release_whose_kiosk_does_not_start_is_taken_back_with_it(
    machine: Machine, releasing: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, SHORT_TRIAL_S)
    broken = {"kiosk/counter/__main__.py": "raise SystemError('this counter is broken')\n"}
    with machine.powered(), machine.open_to_citizens():
        eventually(lambda: machine.counter_runs("0.1.0"), "the counter")
        bring(machine, releasing, "0.2.0", broken)
        told = until_told(machine, "update.rolled_back")
        assert told[-1] == "update.rolled_back 0.2.0: not_well"
        eventually(lambda: machine.counter_runs("0.1.0"), "the counter of the version before")


def test_power_cuts_in_a_trial_end_in_the_version_before_or_in_a_confirmed_one(
    machine: Machine, releasing: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRIAL_VARIABLE, LONG_TRIAL_S)
    bring(machine, releasing, "0.2.0", HANGS)
    with machine.powered():
        until(machine, Phase.TRYING)
    for _ in range(4):
        with machine.powered():
            pass
    starts = machine.application.read()
    assert starts is not None
    assert starts.phase is Phase.TRYING
    with machine.powered() as service:
        eventually(lambda: _starts(machine) > starts.starts or _is_back(machine), "another start")
        while not _is_back(machine):
            before = _starts(machine)
            _end_the_agent(service.pid)
            eventually(lambda: _starts(machine) > before or _is_back(machine), "the next")  # noqa: B023
        told = until_told(machine, "update.rolled_back")
    assert told[-1] == "update.rolled_back 0.2.0: ended_often"
    assert machine.runs() == "versions/0.1.0"


def _starts(machine: Machine) -> int:
    update = machine.application.read()
    return 0 if update is None else update.starts


def _is_back(machine: Machine) -> bool:
    return machine.phase() is Phase.ROLLED_BACK


def _end_the_agent(service: int) -> None:
    children = Path(f"/proc/{service}/task/{service}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
