"""What the counter reads of the agent, DIR/run/agent.json: written when it says something new.

Putting a file in the place of another makes the file system write it out at once, which costs more
than all else that an idle agent does in a second, and wears flash.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from edge_agent.device import AgentState, write_agent_state

SAID_AGAIN_AFTER_MS = 3_000
"""Three times in the ten seconds after which readers take the agent for silent."""


@dataclass
class StateFile:
    """Given the state each second."""

    path: Path
    _said: AgentState | None = None

    def keep(self, state: AgentState) -> None:
        """Raises OSError: then it is tried again with the next."""
        if self._said is None or _is_news(self._said, state):
            write_agent_state(self.path, state)
            self._said = state


def _is_news(said: AgentState, state: AgentState) -> bool:
    if state.monotonic_ms - said.monotonic_ms >= SAID_AGAIN_AFTER_MS:
        return True
    return msgspec.structs.replace(said, monotonic_ms=state.monotonic_ms) != state
