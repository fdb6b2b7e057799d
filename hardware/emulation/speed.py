"""A serial wire whose two ends may be set to different speeds: bits are read where they are not.

The far end's speed is what the driver set on the pseudo terminal. Between different speeds each
byte arrives as a receiver at the wrong speed reads it: sampled from the falling edge of a start
bit, eight data bits, lowest first, no parity.
"""

import os
import termios

from hardware.address import DeviceAddress, SerialAddress
from hardware.emulation.wire import Wire
from hardware.link import ByteLink

_SPEEDS = {getattr(termios, f"B{baud}"): baud for baud in (9600, 19200, 38400, 57600, 115200)}
_HIGH = 1
_FRAME_BITS = 10


def misread(data: bytes, sent_baud: int, read_baud: int) -> bytes:
    """What a receiver at `read_baud` makes of bytes sent at `sent_baud`, the line idle before
    and after; a byte whose stop bit is missing is dropped, as a framing error is."""
    if sent_baud == read_baud:
        return data
    levels = [level for byte in data for level in _frame(byte)]
    seconds = len(levels) / sent_baud
    bit_s = 1 / read_baud
    read = bytearray()
    now = 0.0
    while (edge := _falling_edge(levels, sent_baud, now)) is not None and edge < seconds:
        bits = [_level(levels, sent_baud, edge + (1.5 + n) * bit_s) for n in range(9)]
        if bits[8] == _HIGH:
            read.append(sum(bit << n for n, bit in enumerate(bits[:8])))
        now = edge + (_FRAME_BITS - 0.5) * bit_s
    return bytes(read)


def _frame(byte: int) -> list[int]:
    return [0, *(byte >> n & 1 for n in range(8)), _HIGH]


def _level(levels: list[int], baud: int, at_s: float) -> int:
    place = int(at_s * baud)
    return levels[place] if place < len(levels) else _HIGH


def _falling_edge(levels: list[int], baud: int, after_s: float) -> float | None:
    """The next moment the line goes low."""
    place = int(after_s * baud)
    while place < len(levels):
        before = levels[place - 1] if place else _HIGH
        if levels[place] == 0 and (before == _HIGH or place / baud < after_s):
            return max(after_s, place / baud)
        place += 1
    return None


class SpeedWire:
    """`baud`: the device's own speed. The wire inside is a pseudo terminal."""

    def __init__(self, wire: Wire, baud: int) -> None:
        self._wire = wire
        self._baud = baud

    @property
    def address(self) -> DeviceAddress:
        """With the device's own speed."""
        return self.at(self._baud)

    def at(self, baud: int) -> SerialAddress:
        """As a profile with this speed has it."""
        address = self._wire.address
        assert isinstance(address, SerialAddress)
        return SerialAddress(address.path, baud)

    def next_client(self) -> ByteLink | None:
        link = self._wire.next_client()
        return None if link is None else _SpeedLink(link, self)

    def unplug(self, for_s: float | None) -> None:
        self._wire.unplug(for_s)

    def plug_in(self) -> None:
        self._wire.plug_in()

    def close(self) -> None:
        self._wire.close()

    def to_device(self, data: bytes) -> bytes:
        return misread(data, self._driver_baud(), self._baud)

    def to_driver(self, data: bytes) -> bytes:
        return misread(data, self._baud, self._driver_baud())

    def _driver_baud(self) -> int:
        """The speed now set on the terminal; the device's own where it was never set."""
        terminal = os.open(self.at(self._baud).path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            speed = termios.tcgetattr(terminal)[5]
        finally:
            os.close(terminal)
        return _SPEEDS.get(speed, self._baud)


class _SpeedLink:
    def __init__(self, link: ByteLink, wire: SpeedWire) -> None:
        self._link = link
        self._wire = wire

    def send(self, data: bytes, deadline: float) -> None:
        self._link.send(self._wire.to_driver(data), deadline)

    def receive(self, deadline: float) -> bytes:
        while not (data := self._wire.to_device(self._link.receive(deadline))):
            continue
        return data

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()
