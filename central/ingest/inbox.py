"""What waits between the broker's thread and the ingest worker: bounded, and fair.

Hellos, telemetry and status go first and only their newest counts; batches are dealt out one a
device in turn, so that the drain of one kiosk doesn't hold up the live events of the others.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from central.ingest.custody import Received
from contract.hello import DEFAULT_PACE
from contract.topics import Leaf

LARGEST_BATCHES = 512
LARGEST_BYTES = 64 * 1024 * 1024
LARGEST_NOTES = 20_000
FULL_WAIT_S = 5.0


@dataclass(frozen=True, slots=True)
class Note:
    """A message that isn't a batch: hello, telemetry, status or result."""

    device: str
    leaf: Leaf
    topic: str
    data: bytes
    received_ms: int


@dataclass(frozen=True, slots=True)
class Work:
    """What the worker takes at once."""

    notes: Sequence[Note]
    batches: Sequence[Received]


@dataclass
class Inbox:
    """Put from the broker's thread, take from the worker's. `dropped` counts what found no
    room; it isn't lost, since a device sends again until the hub acknowledges."""

    dropped: int = 0
    _notes: OrderedDict[tuple[str, Leaf], Note] = field(default_factory=OrderedDict)
    _batches: OrderedDict[str, deque[Received]] = field(default_factory=OrderedDict)
    _waiting: int = 0
    _bytes: int = 0
    _closed: bool = False
    _condition: threading.Condition = field(default_factory=threading.Condition)

    def put_note(self, note: Note) -> None:
        """Replaces an older one of the same device and kind."""
        with self._condition:
            if self._closed or len(self._notes) >= LARGEST_NOTES:
                self.dropped += 1
                return
            self._notes[note.device, note.leaf] = note
            self._condition.notify_all()

    def put_batch(self, received: Received) -> None:
        """Waits a while for room: meanwhile the broker holds back what follows."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._has_room(), FULL_WAIT_S)
            if self._closed or not self._has_room():
                self.dropped += 1
                return
            self._batches.setdefault(received.device, deque()).append(received)
            self._waiting += 1
            self._bytes += len(received.data)
            self._condition.notify_all()

    def take(self, batches: int, timeout_s: float) -> Work:
        """All notes and up to `batches` batches; empty after `timeout_s` or when closed."""
        with self._condition:
            self._condition.wait_for(
                lambda: self._notes or self._batches or self._closed, timeout_s
            )
            notes = tuple(self._notes.values())
            self._notes.clear()
            taken = [self._next() for _ in range(min(batches, self._waiting))]
            self._condition.notify_all()
            return Work(notes, taken)

    def close(self) -> None:
        """Wake whoever waits; nothing more will come."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def waiting(self) -> int:
        """How many batches wait."""
        return self._waiting

    @property
    def has_notes(self) -> bool:
        """Whether hellos or reports wait."""
        return bool(self._notes)

    def pace(self) -> int:
        """How many batches of a journal may be under way, given what waits here."""
        filled = max(self._waiting / LARGEST_BATCHES, self._bytes / LARGEST_BYTES)
        if filled > 0.75:
            return 1
        return DEFAULT_PACE // 4 if filled > 0.4 else DEFAULT_PACE

    def _has_room(self) -> bool:
        return self._waiting < LARGEST_BATCHES and self._bytes < LARGEST_BYTES

    def _next(self) -> Received:
        device, queue = next(iter(self._batches.items()))
        received = queue.popleft()
        del self._batches[device]
        if queue:
            self._batches[device] = queue  # behind the others
        self._waiting -= 1
        self._bytes -= len(received.data)
        return received
