"""A wire that does to the bytes on it what a schedule says, at the byte it says."""

import random
import threading
from collections.abc import Callable, Iterable

from hardware.address import DeviceAddress
from hardware.emulation import Wire
from hardware.link import ByteLink, LinkLost
from tests.hardware.truth.line_trouble import (
    Cut,
    Direction,
    Flip,
    Hold,
    LineTrouble,
    OldWords,
    Slow,
    Swallow,
    Twice,
    Unplug,
)

Alarm = tuple[int, Callable[[], None]]
"""What is done once so many bytes have reached the device; it must not block."""

_STEP_S = 0.01  # how finely a slow line's bytes are portioned
_OLD_WORDS_FROM = 4096  # bytes of the last round that are kept


class ScheduledWire:
    """Use `put` before each round and `mend` after it; both from any thread."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._change = threading.Lock()  # guards all below
        self._troubles: list[LineTrouble] = []
        self._passed = dict.fromkeys(Direction, 0)
        self._words = 0
        self._said = b""
        self._said_before = b""
        self._noise: dict[int, random.Random] = {}
        self._alarms: list[Alarm] = []
        self._link: _Link | None = None
        self._mended = threading.Event()

    @property
    def address(self) -> DeviceAddress:
        return self._wire.address

    def put(self, troubles: Iterable[LineTrouble], alarms: Iterable[Alarm] = ()) -> None:
        """Counting of bytes begins anew."""
        with self._change:
            self._troubles = list(troubles)
            self._passed = dict.fromkeys(Direction, 0)
            self._words = 0
            self._said, self._said_before = b"", self._said[-_OLD_WORDS_FROM:]
            flips = (t for t in self._troubles if isinstance(t, Flip))
            self._noise = {flip.seed: random.Random(flip.seed) for flip in flips}
            self._alarms = list(alarms)
            self._mended.clear()

    def mend(self) -> None:
        with self._change:
            self._troubles, self._alarms = [], []
            self._mended.set()
        self._wire.plug_in()

    def next_client(self) -> ByteLink | None:
        link = self._wire.next_client()
        if link is None:
            return None
        client = _Link(link, self)
        with self._change:
            self._link = client
        return client

    def unplug(self, for_s: float | None) -> None:
        self._wire.unplug(for_s)

    def plug_in(self) -> None:
        self._wire.plug_in()

    def close(self) -> None:
        self.mend()
        self._wire.close()

    # What the links ask.

    @property
    def bytes_per_s(self) -> int | None:
        with self._change:
            return next((t.bytes_per_s for t in self._troubles if isinstance(t, Slow)), None)

    def held_s(self) -> float:
        """How long the device's next word is held back; a `Hold` is used up by this."""
        with self._change:
            for trouble in self._troubles:
                if isinstance(trouble, Hold):
                    self._troubles.remove(trouble)
                    return trouble.for_s
        return 0.0

    def wait(self, seconds: float) -> None:
        """A slow line is at once a fast one when it is mended."""
        self._mended.wait(seconds)

    def carried(self, direction: Direction, data: bytes) -> bytes:
        """What arrives of `data`. Raises LinkLost when the line breaks at this byte."""
        with self._change:
            begin = self._passed[direction]
            self._passed[direction] = begin + len(data)
            arrives, broken = data, False
            for trouble in list(self._troubles):
                if getattr(trouble, "direction", None) is direction:
                    arrives, broken = self._suffered(trouble, begin, arrives, broken)
            if direction is Direction.TO_HOST:
                arrives = self._repeated(arrives)
                self._said += arrives
            due = self._due_alarms() if direction is Direction.TO_DEVICE else []
            old = self._old_words() if direction is Direction.TO_DEVICE else b""
            link = self._link
        for act in due:
            act()
        if old and link is not None:
            link.say(old)
        if broken:
            raise LinkLost("The scheduled wire was cut.", "Connect again.")
        return arrives

    def _suffered(
        self, trouble: LineTrouble, begin: int, data: bytes, broken: bool
    ) -> tuple[bytes, bool]:
        match trouble:
            case Cut(_, after) if begin + len(data) > after:
                self._troubles.remove(trouble)
                return data[: max(0, after - begin)], True
            case Unplug(_, after, for_s) if begin + len(data) > after:
                self._troubles.remove(trouble)
                self._wire.unplug(for_s)
                return data[: max(0, after - begin)], True
            case Swallow(_, after, count):
                start, end = max(0, after - begin), max(0, after + count - begin)
                return data[:start] + data[end:], broken
            case Flip(_, after, percent, seed):
                noise = self._noise[seed]
                return bytes(
                    byte ^ (1 << noise.randrange(8))
                    if begin + place >= after and noise.randrange(100) < percent
                    else byte
                    for place, byte in enumerate(data)
                ), broken
            case _:
                return data, broken

    def _repeated(self, data: bytes) -> bytes:
        self._words += 1
        twice = any(isinstance(t, Twice) and t.word == self._words for t in self._troubles)
        return data + data if twice else data

    def _old_words(self) -> bytes:
        for trouble in self._troubles:
            if isinstance(trouble, OldWords):
                self._troubles.remove(trouble)
                return self._said_before if trouble.are(self._said_before) else b""
        return b""

    def _due_alarms(self) -> list[Callable[[], None]]:
        passed = self._passed[Direction.TO_DEVICE]
        due = [act for after, act in self._alarms if passed > after]
        self._alarms = [(after, act) for after, act in self._alarms if passed <= after]
        return due


class _Link:
    """One client's line over the wire; the device's side of it."""

    def __init__(self, link: ByteLink, wire: ScheduledWire) -> None:
        self._link = link
        self._wire = wire
        self._rest = b""  # received, and still on its slow way to the device

    def send(self, data: bytes, deadline: float) -> None:
        self._wire.wait(self._wire.held_s())
        while data:
            part, data = self._portion(data)
            arrives = self._wire.carried(Direction.TO_HOST, part)
            if arrives:
                self._link.send(arrives, deadline)

    def receive(self, deadline: float) -> bytes:
        while True:
            part, self._rest = self._portion(self._rest or self._link.receive(deadline))
            arrives = self._wire.carried(Direction.TO_DEVICE, part)
            if arrives:
                return arrives

    def say(self, data: bytes) -> None:
        """Words that the device did not say now."""
        self._link.send(data, float("inf"))

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()

    def _portion(self, data: bytes) -> tuple[bytes, bytes]:
        """What passes next, after the time it takes, and what is left."""
        speed = self._wire.bytes_per_s
        if speed is None:
            return data, b""
        count = max(1, int(speed * _STEP_S))
        self._wire.wait(min(count, len(data)) / speed)
        return data[:count], data[count:]
