"""`pishkhan agent run`: the agent's process, until it is asked to end."""

import signal
from pathlib import Path

from contract.logs import start_logging
from edge_agent.agent.bootstrap import build_agent
from edge_agent.agent.loop import Stop
from edge_agent.device import DeviceDirectory


def run(directory: DeviceDirectory, sticks: Path) -> int:
    """0 when SIGTERM or SIGINT ended it. Raises PishkhanError."""
    start_logging("agent", directory.logs_path)
    agent = build_agent(directory, sticks)
    for wish in (signal.SIGTERM, signal.SIGINT):
        # SimpleQueue.put may be called again from a handler that interrupts it.
        signal.signal(wish, lambda _number, _frame: agent.happenings.put(Stop()))
    try:
        agent.run()
    finally:
        agent.journal.close()
    return 0
