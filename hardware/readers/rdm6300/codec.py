"""RDM6300's frames: `02`, ten hex digits, two of checksum, `03`.

The checksum is the exclusive or of the five bytes before it. While a card lies on the reader
the frame comes again and again.
"""

import time
from collections.abc import Callable
from functools import reduce
from operator import xor

from hardware.device import CardPresented
from hardware.device.debounce import Debounce
from hardware.device.legibility import Legibility

START, END = 0x02, 0x03
_DIGITS = 12
_BETWEEN_FRAMES = b"\r\n\x00"  # what some modules add; anything else there is noise
_SAME_CARD_S = 1.5  # without a frame of it for so long, the card has been taken away


class Rdm6300Frames:
    """Bytes in, cards out, each once while it lies on the reader; bad frames are counted."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._debounce = Debounce(_SAME_CARD_S, monotonic_s)
        self._frame: bytearray | None = None
        self._is_in_noise = False
        self._legibility = Legibility()

    @property
    def legibility(self) -> Legibility:
        return self._legibility

    def feed(self, data: bytes) -> list[CardPresented]:
        """`data` is empty when the line has fallen silent or was opened anew."""
        if not data:
            self._drop()
            self._is_in_noise = False
        cards: list[CardPresented] = []
        for byte in data:
            if byte == START:
                self._drop()
                self._is_in_noise = False
                self._frame = bytearray()
            elif self._frame is None:
                self._between(byte)
            elif byte == END:
                cards += self._ended(bytes(self._frame))
                self._frame = None
            elif len(self._frame) < _DIGITS:
                self._frame.append(byte)
            else:
                self._drop()
        return cards

    def _between(self, byte: int) -> None:
        """Noise counts once for each stretch of it."""
        if byte not in _BETWEEN_FRAMES and not self._is_in_noise:
            self._is_in_noise = True
            self._legibility.bad()

    def _drop(self) -> None:
        if self._frame is not None:
            self._legibility.bad()
            self._is_in_noise = True  # what is left of this frame is counted with it
            self._frame = None

    def _ended(self, digits: bytes) -> list[CardPresented]:
        number = checked_number(digits)
        if number is None:
            self._legibility.bad()
            return []
        self._legibility.good()
        return [CardPresented(number)] if self._debounce.is_new(number) else []


def checked_number(digits: bytes) -> str | None:
    """The card's number when digits and checksum are right, else None."""
    try:
        *number, checksum = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None
    right = len(digits) == _DIGITS and reduce(xor, number) == checksum
    return bytes(number).hex().upper() if right else None


def frame_of(number: str) -> bytes:
    """What the reader sends for a card. Raises ValueError: not ten hex digits."""
    raw = bytes.fromhex(number)
    if len(raw) != 5:
        raise ValueError("a card's number has ten hex digits")
    digits = f"{raw.hex()}{reduce(xor, raw):02x}".upper()
    return bytes((START, *digits.encode("ascii"), END))
