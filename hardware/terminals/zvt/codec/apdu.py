"""ZVT application units: control bytes, length, data. Over TCP they follow one another bare.

Length (ZVT protocol, chapter 3): one byte up to 254; FF and two bytes, low first, from 255 on.
"""

from dataclasses import dataclass, field

_LONG_FORM = 0xFF


@dataclass(frozen=True, slots=True)
class Apdu:
    """`control` is class and instruction, as in 0x0601. The data may hold a card's number."""

    control: int
    data: bytes = field(default=b"", repr=False)

    def encode(self) -> bytes:
        size = len(self.data)
        short = size < _LONG_FORM
        length = bytes((size,)) if short else b"\xff" + size.to_bytes(2, "little")
        return self.control.to_bytes(2, "big") + length + self.data


class ApduReader:
    """Bytes in, whole units out; keeps one that has not wholly arrived."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[Apdu]:
        self._waiting += data
        units: list[Apdu] = []
        while (span := self._span()) is not None:
            start, end = span
            units.append(
                Apdu(int.from_bytes(self._waiting[:2], "big"), bytes(self._waiting[start:end]))
            )
            del self._waiting[:end]
        return units

    def _span(self) -> tuple[int, int] | None:
        """Where the first unit's data starts and ends; None while it is not whole."""
        have = len(self._waiting)
        if have < 3:
            return None
        start, size = 3, self._waiting[2]
        if size == _LONG_FORM:
            if have < 5:
                return None
            start, size = 5, int.from_bytes(self._waiting[3:5], "little")
        return (start, start + size) if have >= start + size else None
