"""Which sealing session is in use: a new one at each start and each day."""

from contract.events import SealingKey
from contract.sealing import SealingSession
from contract.values import JournalId
from edge_agent.journal.errors import NoSealingKey

SESSION_LASTS_MS = 24 * 3600 * 1000


class Sealer:
    """`begin` says what must be committed with the next sealed part; `committed` that it was.

    A session whose key event never reached the disk is used again, never the other way round: no
    sealed part rests without its key event.
    """

    def __init__(self, session: SealingSession | None) -> None:
        self._session = session
        self._since_ms: int | None = None

    def begin(self, monotonic_ms: int) -> SealingKey | None:
        """The key event to commit first, or None when the session's stands already.

        Raises NoSealingKey.
        """
        if self._session is None:
            raise NoSealingKey
        if self._since_ms is not None:
            if monotonic_ms - self._since_ms < SESSION_LASTS_MS:
                return None
            self._session = self._session.renewed()
            self._since_ms = None
        return self._session.wrapped()

    def committed(self, monotonic_ms: int) -> None:
        """The session's key event is on disk."""
        self._since_ms = monotonic_ms

    def seal(self, journal: JournalId, seq: int, kind: str, clear: bytes) -> bytes:
        """Raises NoSealingKey."""
        if self._session is None:
            raise NoSealingKey
        return self._session.seal(journal, seq, kind, clear)
