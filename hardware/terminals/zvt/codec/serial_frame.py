"""ZVT on a serial line: `10 02 APDU 10 03 CRC CRC`, a 10 in the APDU doubled.

The checksum is CRC-16/KERMIT over the APDU and the 03, low byte first. Each frame is answered
with 06 (right) or 15 (send it again).
"""

from dataclasses import dataclass, field

_DLE, _STX, _ETX = 0x10, 0x02, 0x03
ACKNOWLEDGED, NOT_ACKNOWLEDGED = 0x06, 0x15
_LONGEST = 2 * (0xFFFF + 5) + 6  # a unit of full length, every byte of it doubled


def crc_kermit(data: bytes) -> int:
    """CRC-16/KERMIT: polynomial 0x1021 reflected, start 0."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0x8408 if crc & 1 else crc >> 1
    return crc


def encode_frame(apdu: bytes) -> bytes:
    checksum = crc_kermit(apdu + bytes((_ETX,))).to_bytes(2, "little")
    doubled = apdu.replace(bytes((_DLE,)), bytes((_DLE, _DLE)))
    return bytes((_DLE, _STX)) + doubled + bytes((_DLE, _ETX)) + checksum


@dataclass(frozen=True, slots=True)
class Frame:
    """The APDU's bytes, its checksum proven."""

    apdu: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DamagedFrame:
    """A frame with a wrong checksum: to be answered with 15."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    positive: bool


FrameEvent = Frame | DamagedFrame | Acknowledgement


class FrameReader:
    """Bytes in, frames and acknowledgements out; bytes between frames are dropped."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[FrameEvent]:
        self._waiting += data
        events: list[FrameEvent] = []
        while self._waiting:
            if self._waiting[0] in (ACKNOWLEDGED, NOT_ACKNOWLEDGED):
                events.append(Acknowledgement(self._waiting.pop(0) == ACKNOWLEDGED))
            elif bytes(self._waiting[:2]) in (b"\x10", b"\x10\x02"):
                event = self._frame()
                if event is None:
                    break
                events.append(event)
            else:
                del self._waiting[0]
        return events

    def _frame(self) -> FrameEvent | None:
        """The frame at the front, taken away; None while it is not whole."""
        apdu = bytearray()
        place = 2
        while place + 1 < len(self._waiting):
            byte, following = self._waiting[place], self._waiting[place + 1]
            if byte != _DLE:
                apdu.append(byte)
                place += 1
            elif following == _DLE:
                apdu.append(_DLE)
                place += 2
            elif following == _ETX:
                return self._closed(bytes(apdu), place + 2)
            else:
                del self._waiting[:place]  # a new frame begins inside a broken one
                return DamagedFrame()
        if len(self._waiting) > _LONGEST:
            self._waiting.clear()  # no frame is so long: its end was lost
            return DamagedFrame()
        return None

    def _closed(self, apdu: bytes, checksum_at: int) -> FrameEvent | None:
        if len(self._waiting) < checksum_at + 2:
            return None
        checksum = int.from_bytes(self._waiting[checksum_at : checksum_at + 2], "little")
        del self._waiting[: checksum_at + 2]
        right = checksum == crc_kermit(apdu + bytes((_ETX,)))
        return Frame(apdu) if right else DamagedFrame()
