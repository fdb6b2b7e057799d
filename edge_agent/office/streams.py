"""Pages that stay connected to hear of changes at once: few, and the oldest makes room."""

from collections import deque
from threading import Event, Lock

MOST = 6


class Streams:
    """A telephone that fell asleep keeps its connection for long: a new page takes its place."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: deque[Event] = deque()
        self._is_closed = False

    def enter(self) -> Event:
        """Set when the stream is to end."""
        mine = Event()
        with self._lock:
            if self._is_closed:
                mine.set()
            self._open.append(mine)
            if len(self._open) > MOST:
                self._open.popleft().set()
        return mine

    def leave(self, mine: Event) -> None:
        with self._lock:
            if mine in self._open:
                self._open.remove(mine)

    def close(self) -> None:
        """Ends all of them, also those to come."""
        with self._lock:
            self._is_closed = True
            for each in self._open:
                each.set()
