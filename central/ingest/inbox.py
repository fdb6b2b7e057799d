"""What waits between the broker's thread and the ingest worker: bounded, and fair.

Hellos, telemetry and status go first and only their newest counts; batches are dealt out one a
device in turn, so that the drain of one kiosk doesn't hold up the live events of the others.
What several workers take at once is never of one device: its messages are taken in their order.
Whoever puts is never held up: the broker's thread also sends what the hub says. When there is no
room the broker is told nothing yet of a batch, and soon sends no more (its window).
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from central.ingest.custody import Received
from contract.hello import DEFAULT_PACE
from contract.topics import Leaf

LARGEST_BATCHES = 8_192
LARGEST_BYTES = 12 * 1024 * 1024
"""About 600 full batches, some seconds of work. A device that hears nothing for five says all
again, which costs as much once more; small batches of a whole city fit as well."""
LARGEST_UNTOLD = 500
"""Beyond that: no broker sends so many of which it has heard nothing (RECEIVE_MAXIMUM)."""
LARGEST_NOTES = 20_000
NOTES_AT_ONCE = 256
"""Thousands of hellos must not hold up the batches of those who were answered."""
COMMIT_BYTES = 140_000
"""Half of an agent's window of full batches: while these are stored the other half arrives. More
would hold up a live event, which waits for the commit under way and for its own."""
LIVE_BYTES = 4_096
"""Who sends so little and nothing behind it is up to date, and somebody may be waiting for it."""


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


Word = Callable[[], object]
"""Tells the broker that a message was taken."""


@dataclass
class Inbox:
    """Put from the broker's thread, take from the workers'. `dropped` counts what found no
    room; it isn't lost, since a device sends again until the hub acknowledges."""

    dropped: int = 0
    _notes: OrderedDict[tuple[str, Leaf], Note] = field(default_factory=OrderedDict)
    _batches: OrderedDict[str, deque[Received]] = field(default_factory=OrderedDict)
    _resting: dict[str, deque[Received]] = field(default_factory=dict)
    """Of devices that a worker deals with just now."""
    _dealt_with: dict[int, set[str]] = field(default_factory=dict)
    """Those devices, by worker."""
    _untold: deque[Word] = field(default_factory=deque)
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

    def put_batch(self, received: Received, tell: Word = lambda: None) -> None:
        """`tell` is called now, or once there is room."""
        with self._condition:
            if self._closed or len(self._untold) >= LARGEST_UNTOLD:
                self.dropped += 1
                return
            has_room = self._has_room()
            line = self._resting if self._is_dealt_with(received.device) else self._batches
            line.setdefault(received.device, deque()).append(received)
            self._waiting += 1
            self._bytes += len(received.data)
            if not has_room:
                self._untold.append(tell)
            self._condition.notify_all()
        if has_room:
            tell()

    def take(self, batches: int, timeout_s: float, worker: int = 0) -> Work:
        """Some notes and up to `batches` batches, the oldest first; empty after `timeout_s` or
        when closed. Who takes again is done with what it took before."""
        with self._condition:
            self._release(worker)
            self._condition.wait_for(
                lambda: self._batches or self._closed or any(self._free_notes()), timeout_s
            )
            names = list(islice(self._free_notes(), NOTES_AT_ONCE))
            notes = [self._notes.pop(name) for name in names]
            taken = self._deal(batches)
            self._hold(worker, {n.device for n in notes} | {b.device for b in taken})
            told = self._now_told()
        for tell in told:
            tell()
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

    def _is_dealt_with(self, device: str) -> bool:
        return any(device in devices for devices in self._dealt_with.values())

    def _free_notes(self) -> Iterator[tuple[str, Leaf]]:
        return (name for name in self._notes if not self._is_dealt_with(name[0]))

    def _hold(self, worker: int, devices: set[str]) -> None:
        self._dealt_with[worker] = devices
        for device in devices & self._batches.keys():
            self._resting[device] = self._batches.pop(device)

    def _release(self, worker: int) -> None:
        for device in sorted(self._dealt_with.pop(worker, ())):
            if device in self._resting:
                self._batches[device] = self._resting.pop(device)
        self._condition.notify_all()

    def _has_room(self) -> bool:
        return self._waiting < LARGEST_BATCHES and self._bytes < LARGEST_BYTES

    def _now_told(self) -> Sequence[Word]:
        """As many as there is room for, were they put now."""
        count = len(self._untold) if self._has_room() else 0
        return [self._untold.popleft() for _ in range(count)]

    def _deal(self, most: int) -> list[Received]:
        """A commit's worth, in turn; one turn each when somebody's news are among it."""
        taken: list[Received] = []
        devices: set[str] = set()
        size, live = 0, False
        while self._batches and len(taken) < most and size < COMMIT_BYTES:
            device = next(iter(self._batches))
            if live and device in devices:
                break
            taken.append(self._next())
            length = len(taken[-1].data)
            size += length
            is_all = device not in self._batches and device not in devices
            live = live or (is_all and length <= LIVE_BYTES)
            devices.add(device)
        return taken

    def _next(self) -> Received:
        device, queue = next(iter(self._batches.items()))
        received = queue.popleft()
        del self._batches[device]
        if queue:
            self._batches[device] = queue  # behind the others
        self._waiting -= 1
        self._bytes -= len(received.data)
        return received
