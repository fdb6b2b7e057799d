"""What the agent does for its own journal while nothing is under way: pruning, checkpoints."""

from dataclasses import dataclass

from edge_agent.journal import JournalWriter
from edge_agent.uplink.journals import Journals

RETENTION_MS = 45 * 24 * 3600 * 1000
PRUNE_EVERY_MS = 60_000
CHECKPOINT_EVERY_MS = 15 * 60_000


@dataclass
class Upkeep:
    """Called each second; one small thing at a time. Milliseconds of monotonic time."""

    journal: JournalWriter
    _prune_at_ms: int = 0
    _checkpoint_at_ms: int = 0

    def tend(self, journals: Journals, now_ms: int) -> None:
        """Raises JournalFailed."""
        own = journals.find(self.journal.journal.raw)
        if own is not None and now_ms >= self._prune_at_ms and own.drain.hub_time_ms:
            older_than_ms = own.drain.hub_time_ms - RETENTION_MS
            if not self.journal.prune(own.drain.backed_up, older_than_ms):
                self._prune_at_ms = now_ms + PRUNE_EVERY_MS
            return
        if now_ms >= self._checkpoint_at_ms:
            self._checkpoint_at_ms = now_ms + CHECKPOINT_EVERY_MS
            self.journal.checkpoint()
