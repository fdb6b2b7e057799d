"""What the agent says of the line to the city, and how far the hub has our journal."""

import logging
from pathlib import Path

from contract.values import JournalId
from edge_agent.device import (
    AgentState,
    DamagedDeviceFile,
    JournalProgress,
    is_fresh,
    read_agent_state,
)
from kiosk.boundary.parts import Link

log = logging.getLogger(__name__)


class AgentLink:
    """Read once a second; an agent that fell silent means offline, never an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state: AgentState | None = None
        self._unreadable = False

    def refresh(self) -> None:
        try:
            state = read_agent_state(self._path)
        except (DamagedDeviceFile, OSError) as error:
            if not self._unreadable:
                log.warning("the agent's state can't be read: %s", error)
            self._unreadable, self._state = True, None
            return
        self._unreadable = False
        self._state = state if state is not None and is_fresh(state) else None

    @property
    def link(self) -> Link:
        return "online" if self._state is not None and self._state.link == "online" else "offline"

    @property
    def can_call_clerk(self) -> bool:
        """Is the page of the office's clerk there?"""
        return self._state is not None and self._state.office

    @property
    def hub_heard_ms(self) -> int:
        """The hub's time of its last word here, over restarts too (UTC ms); 0 without any."""
        journals = () if self._state is None else self._state.journals
        return max((journal.hub_time_ms for journal in journals), default=0)

    @property
    def waiting(self) -> int:
        """How many events of all journals the hub has not acknowledged."""
        journals = () if self._state is None else self._state.journals
        return sum(journal.head_seq - journal.acked_seq for journal in journals)

    def progress_of(self, journal: JournalId) -> JournalProgress | None:
        """The hub's word on one journal, None while it has said nothing."""
        if self._state is None:
            return None
        return next((p for p in self._state.journals if p.journal == journal.hex), None)
