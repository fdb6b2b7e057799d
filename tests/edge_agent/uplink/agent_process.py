"""The agent as a process of its own, as on a kiosk."""

import sys
from collections.abc import Callable
from pathlib import Path

from edge_agent.device import AgentState, DeviceDirectory, is_fresh, read_agent_state
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

ROOT = Path(__file__).parents[3]


StartAgent = Callable[[DeviceDirectory], ChildProcess]
"""The fixture `start_agent`: the process is killed after the test if it still runs."""


def agent_process(device: DeviceDirectory, notify: Path | None = None) -> ChildProcess:
    """`notify`: a socket like systemd's, which is told how the agent is."""
    return ChildProcess(
        [sys.executable, "-m", "edge_agent", "run", "--device", str(device.path)],
        log=device.path / "agent.log",
        folder=ROOT,
        environment={"PYTHONUNBUFFERED": "1", "NOTIFY_SOCKET": str(notify or "")},
    )


def state_of(device: DeviceDirectory) -> AgentState | None:
    """What the agent says, when it runs."""
    state = read_agent_state(device.agent_state_path)
    return state if state is not None and is_fresh(state) else None


def until_link(device: DeviceDirectory, link: str) -> AgentState:
    def question() -> AgentState | None:
        state = state_of(device)
        return state if state is not None and state.link == link else None

    return eventually(question, f"the link {link}")
