"""The counter hears at once what is new of the agent, and that it lives well before it counts as
silent; the disk is spared what says nothing new."""

from pathlib import Path

import msgspec
import pytest

from edge_agent.agent.state_file import SAID_AGAIN_AFTER_MS, StateFile
from edge_agent.device import AgentState, read_agent_state
from edge_agent.device.heartbeat import SILENT_AFTER_MS

STATE = AgentState(
    boot="00" * 8, monotonic_ms=5_000, link="online", reason=None, since_ms=1, hub_time_ms=1
)


def at(state: AgentState, monotonic_ms: int) -> AgentState:
    return msgspec.structs.replace(state, monotonic_ms=monotonic_ms)


@pytest.fixture
def file(tmp_path: Path) -> StateFile:
    return StateFile(tmp_path / "agent.json")


def test_what_is_new_is_written_at_once(file: StateFile) -> None:
    offline = msgspec.structs.replace(at(STATE, 5_001), link="offline", reason="the line is cut")
    for state in (STATE, offline, at(STATE, 5_002)):
        file.keep(state)
        assert read_agent_state(file.path) == state


def test_what_is_not_new_is_written_often_enough_for_nobody_to_take_the_agent_for_silent(
    file: StateFile,
) -> None:
    said = []
    for second in range(20):
        now_ms = 5_000 + second * 1_000
        file.keep(at(STATE, now_ms))
        written = read_agent_state(file.path)
        assert written is not None
        assert now_ms - written.monotonic_ms < SILENT_AFTER_MS // 3
        said.append(written.monotonic_ms)
    assert len(set(said)) == 7
    assert sorted(set(said))[1] == 5_000 + SAID_AGAIN_AFTER_MS


def test_what_a_full_disk_refused_is_written_as_soon_as_it_can_be(file: StateFile) -> None:
    file.path.mkdir()
    with pytest.raises(OSError, match=r"agent\.json"):
        file.keep(STATE)
    file.path.rmdir()
    file.keep(at(STATE, 5_001))
    assert read_agent_state(file.path) == at(STATE, 5_001)
