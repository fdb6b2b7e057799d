"""RDM6300, a 125 kHz card reader: 9600 8N1; `02`, ten hex digits, two of checksum, `03`.

The checksum is the exclusive or of the five bytes before it. While a card lies on the reader
the frame comes again and again.
"""

import logging
import time
from collections.abc import Callable
from functools import reduce
from operator import xor

from hardware.address import DeviceAddress
from hardware.device import (
    CardPresented,
    DeviceKind,
    DeviceSettings,
    Listener,
    StateChanged,
    Table,
    ignore_events,
)
from hardware.link import LineListener
from hardware.state import Component, DeviceReport

log = logging.getLogger(__name__)

_START, _END = 0x02, 0x03
_DIGITS = 12
_SAME_CARD_S = 1.5  # without a frame of it for so long, the card has been taken away


class FrameReader:
    """Bytes in, cards out, each once while it lies on the reader; bad frames are counted."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._frame: bytearray | None = None
        self._last: tuple[str, float] = ("", float("-inf"))
        self.malformed = 0

    def feed(self, data: bytes) -> list[CardPresented]:
        cards: list[CardPresented] = []
        for byte in data:
            if byte == _START:
                self.malformed += self._frame is not None
                self._frame = bytearray()
            elif self._frame is None:
                continue  # between frames
            elif byte == _END:
                cards += self._ended(bytes(self._frame))
                self._frame = None
            elif len(self._frame) < _DIGITS:
                self._frame.append(byte)
            else:
                self.malformed += 1
                self._frame = None
        return cards

    def _ended(self, digits: bytes) -> list[CardPresented]:
        number = checked_number(digits)
        if number is None:
            self.malformed += 1
            return []
        now = self._monotonic_s()
        last, at = self._last
        self._last = (number, now)
        return [] if number == last and now - at < _SAME_CARD_S else [CardPresented(number)]


def checked_number(digits: bytes) -> str | None:
    """The card's number when digits and checksum are right, else None."""
    try:
        *number, checksum = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None
    right = len(digits) == _DIGITS and reduce(xor, number) == checksum
    return bytes(number).hex().upper() if right else None


class Rdm6300Reader:
    """Tells `CardPresented`. Card numbers are never logged."""

    def __init__(self, address: DeviceAddress, listener: Listener = ignore_events) -> None:
        self._reader = FrameReader()
        self._listener = listener
        self._line = LineListener(
            address,
            Component.READER,
            self._heard,
            lambda report: listener(StateChanged(report)),
        )

    @property
    def malformed(self) -> int:
        """Frames dropped since the start."""
        return self._reader.malformed

    def reports(self) -> tuple[DeviceReport, ...]:
        return self._line.reports()

    def wake(self) -> None:
        self._line.wake()

    def close(self) -> None:
        self._line.close()

    def _heard(self, data: bytes) -> None:
        before = self._reader.malformed
        for card in self._reader.feed(data):
            self._listener(card)
        if self._reader.malformed != before:
            log.warning("the card reader sent a bad frame (%d so far)", self.malformed)


class Rdm6300Settings(DeviceSettings, frozen=True, kw_only=True):
    address: DeviceAddress


def _open(settings: Rdm6300Settings, listener: Listener) -> Rdm6300Reader:
    return Rdm6300Reader(settings.address, listener)


KIND = DeviceKind(
    table=Table.READER,
    driver="rdm6300",
    summary="a 125 kHz card reader on a serial line",
    settings=Rdm6300Settings,
    example="""
[reader]
driver = "rdm6300"
address = "serial:/dev/ttyUSB0@9600"
""",
    open=_open,
)
