"""How many may talk to the page at once: few, and of one address not all."""

from collections import Counter
from threading import Lock

MOST_CONNECTIONS = 24
MOST_OF_ONE = 12
"""A browser opens six. Whoever holds lines open without a word leaves as many to the clerk."""


class Room:
    """Entered and left by many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """False when there is no room (for this address)."""
        with self._lock:
            if self._inside.total() >= MOST_CONNECTIONS or self._inside[address] >= MOST_OF_ONE:
                return False
            self._inside[address] += 1
            return True

    def leave(self, address: str) -> None:
        with self._lock:
            self._inside[address] -= 1
            if not self._inside[address]:
                del self._inside[address]
