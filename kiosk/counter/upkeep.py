"""What is done to the journal while nobody is served: pruning in small slices, checkpoints."""

from edge_agent.journal import JournalWriter
from kiosk.counter.agent_link import AgentLink

RETENTION_MS = 45 * 24 * 3600 * 1000
CHECKPOINT_EVERY_MS = 15 * 60 * 1000


class Upkeep:
    """Called each second on the home screen; each call does one small thing."""

    def __init__(self, journal: JournalWriter, agent: AgentLink) -> None:
        self._journal = journal
        self._agent = agent
        self._checkpointed_ms: int | None = None

    def tend(self, monotonic_ms: int) -> None:
        """Raises JournalFailed."""
        progress = self._agent.progress_of(self._journal.journal)
        if progress is not None and progress.hub_time_ms and progress.backed_up:
            older_than_ms = progress.hub_time_ms - RETENTION_MS
            if self._journal.prune(progress.backed_up, older_than_ms):
                return
        last = self._checkpointed_ms
        if last is None or monotonic_ms - last >= CHECKPOINT_EVERY_MS:
            self._checkpointed_ms = monotonic_ms
            self._journal.checkpoint()
