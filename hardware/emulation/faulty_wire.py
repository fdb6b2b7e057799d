"""A wire that can be bad: unplugged, garbled, slow, cut after so many bytes. For every device.

The troubles belong to the wire, so a client that comes back meets them again.
"""

import random
import threading
from dataclasses import dataclass

from hardware.address import DeviceAddress
from hardware.emulation.fault import Fault, FaultKind, Unit
from hardware.emulation.wire import Wire
from hardware.link import ByteLink, LinkLost

WIRE_FAULTS = (
    FaultKind("unplug", "the cable is out, for so long or until mended", "SECONDS", (Unit.BYTE,)),
    FaultKind("garble", "so many of a hundred bytes arrive wrong; 5 %", "PERCENT", (Unit.BYTE,)),
    FaultKind("slow", "no more than so many bytes a second; 960", "BYTES", (Unit.BYTE,)),
    FaultKind("drop", "the connection breaks once; the cable stays in", None, (Unit.BYTE,)),
)
_GARBLE_PERCENT = 5.0
_SLOW_BYTES_PER_S = 960.0
_STEP_S = 0.05


@dataclass
class _Troubles:
    """What the wire does to bytes."""

    garble: float = 0.0  # share of bytes, 0..1
    bytes_per_s: float | None = None


class FaultyWire:
    """`seed`: the same bytes are garbled again in another run."""

    def __init__(self, wire: Wire, seed: int = 0) -> None:
        self._wire = wire
        self._random = random.Random(seed)
        self._change = threading.Lock()  # guards all below
        self._troubles = _Troubles()
        self._waiting: list[tuple[int, Fault]] = []  # bytes still to pass, and what then begins
        self._link: FaultyLink | None = None

    @property
    def address(self) -> DeviceAddress:
        return self._wire.address

    def next_client(self) -> ByteLink | None:
        link = self._wire.next_client()
        if link is None:
            return None
        faulty = FaultyLink(link, self)
        with self._change:
            self._link = faulty
        return faulty

    def close(self) -> None:
        self._wire.close()
        self._break_link()

    def cause(self, fault: Fault) -> None:
        """From any thread. Raises InvalidValue when this wire can't have it."""
        if fault.when is not None and fault.when.unit is Unit.BYTE:
            with self._change:
                self._waiting.append((fault.when.count, fault))
            return
        self._begin(fault)

    def mend(self, name: str) -> None:
        with self._change:
            self._waiting = [(left, fault) for left, fault in self._waiting if fault.name != name]
            if name == "garble":
                self._troubles.garble = 0.0
            elif name == "slow":
                self._troubles.bytes_per_s = None
        if name == "unplug":
            self._wire.plug_in()

    @property
    def bytes_per_s(self) -> float | None:
        with self._change:
            return self._troubles.bytes_per_s

    def passed(self, data: bytes) -> bytes:
        """What arrives of `data`. Faults that waited for these bytes begin here, so what comes
        after them is already lost."""
        with self._change:
            counted = [(left - len(data), fault) for left, fault in self._waiting]
            self._waiting = [(left, fault) for left, fault in counted if left > 0]
            due = [(left, fault) for left, fault in counted if left <= 0]
            arrives = self._garbled(data)
        for left, fault in due:
            self._begin(fault)
            if fault.name in ("unplug", "drop"):
                arrives = arrives[: len(data) + left]
        return arrives

    def _begin(self, fault: Fault) -> None:
        match fault.name:
            case "unplug":
                self._wire.unplug(fault.value)
                self._break_link()
            case "drop":
                self._break_link()
            case "garble":
                percent = _GARBLE_PERCENT if fault.value is None else fault.value
                with self._change:
                    self._troubles.garble = percent / 100
            case "slow":
                with self._change:
                    self._troubles.bytes_per_s = fault.value or _SLOW_BYTES_PER_S
            case _:
                raise ValueError(f"{fault.name} is not a fault of a wire")

    def _break_link(self) -> None:
        with self._change:
            link = self._link
        if link is not None:
            link.interrupt()

    def _garbled(self, data: bytes) -> bytes:
        share = self._troubles.garble
        if not share:
            return data
        flip = self._random
        return bytes(
            byte ^ (1 << flip.randrange(8)) if flip.random() < share else byte for byte in data
        )


class FaultyLink:
    """One client's line over the wire; the device's side of it."""

    def __init__(self, link: ByteLink, wire: FaultyWire) -> None:
        self._link = link
        self._wire = wire
        self._rest = b""  # received, but still on its slow way to the device
        self._broken = threading.Event()

    def send(self, data: bytes, deadline: float) -> None:
        speed = self._wire.bytes_per_s
        step = _step(data, speed)
        for start in range(0, len(data), step):
            part = data[start : start + step]
            self._take_time(part, speed)
            arrives = self._wire.passed(part)
            self._link.send(arrives, deadline)
            if self._broken.is_set() or len(arrives) < len(part):
                raise _lost()

    def receive(self, deadline: float) -> bytes:
        data = self._rest or self._link.receive(deadline)
        speed = self._wire.bytes_per_s
        step = _step(data, speed)
        part, self._rest = data[:step], data[step:]
        self._take_time(part, speed)
        arrives = self._wire.passed(part)
        if not arrives:
            raise _lost()
        return arrives

    def interrupt(self) -> None:
        self._broken.set()
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()

    def _take_time(self, part: bytes, speed: float | None) -> None:
        if speed is not None and self._broken.wait(len(part) / speed):
            raise _lost()


def _step(data: bytes, speed: float | None) -> int:
    """How many bytes pass at once."""
    return max(1, len(data) if speed is None else int(speed * _STEP_S))


def _lost() -> LinkLost:
    return LinkLost("The emulated wire was cut.", "Plug it in, or connect again.")
