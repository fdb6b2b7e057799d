"""PN532's frames on its serial line (UM0701-02, 6.2.1).

00  00 FF  LEN LCS  data  DCS  00        LEN + LCS = 0, sum of data + DCS = 0, modulo 256
00  00 FF  FF FF  LENM LENL LCS  data  DCS  00      data longer than 255 bytes
00  00 FF  00 FF  00                     acknowledged
00  00 FF  FF 00  00                     not understood, send it again
"""

from dataclasses import dataclass, field

_START = b"\x00\xff"
_LONGEST = 265  # UM0701-02, 6.2.1.2
_SYNTAX_ERROR = b"\x7f"
_SHORT_HEADER, _LONG_HEADER = 4, 7  # start code and lengths

ACK = bytes.fromhex("0000FF00FF00")
NACK = bytes.fromhex("0000FFFF0000")


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The other side has the frame, and nothing is said yet about what is in it."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The other side wants its last answer again."""


@dataclass(frozen=True, slots=True)
class SyntaxRefused:
    """PN532's error frame: the command is not one it knows."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """A stretch of bytes that is no frame."""


@dataclass(frozen=True, slots=True)
class Data:
    """Direction byte (D4 to the chip, D5 from it), command code, parameters."""

    data: bytes = field(repr=False)  # a card's number may be in it


Frame = Acknowledged | NotUnderstood | SyntaxRefused | Data | Garbled


def encode(data: bytes) -> bytes:
    """One frame around up to 265 bytes. Raises ValueError for none, or more."""
    size = len(data)
    if not 0 < size <= _LONGEST:
        raise ValueError(f"a frame holds 1 to {_LONGEST} bytes, not {size}")
    if size < 256:
        lengths = bytes((size, -size & 0xFF))
    else:
        high, low = divmod(size, 256)
        lengths = bytes((0xFF, 0xFF, high, low, -(high + low) & 0xFF))
    return b"\x00" + _START + lengths + data + bytes((-sum(data) & 0xFF,)) + b"\x00"


class FrameDecoder:
    """Bytes in, frames out; what is no frame becomes one `Garbled` for each stretch of it."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._in_noise = False

    @property
    def is_within_frame(self) -> bool:
        """A frame has begun and not ended."""
        return len(self._waiting) >= len(_START)

    def feed(self, data: bytes) -> list[Frame]:
        self._waiting += data
        frames: list[Frame] = []
        while True:
            at = self._waiting.find(_START)
            has_start = at >= 0
            if not has_start:  # a zero may be the first half of a start code
                at = len(self._waiting) - self._waiting.endswith(b"\x00")
            frames += self._skip(at)
            if not has_start:
                return frames
            size = self._size()
            if size is None or len(self._waiting) < size:
                return frames
            frame = _decode(bytes(self._waiting[:size]))
            if frame is None:
                frames += self._skip(len(_START), is_preamble=False)
            else:
                self._in_noise = False
                frames.append(frame)
                del self._waiting[:size]

    def reset(self) -> None:
        """Drops a frame that has not ended."""
        self._waiting.clear()
        self._in_noise = False

    def _skip(self, count: int, *, is_preamble: bool = True) -> list[Frame]:
        """Zeros before a start code are preamble, anything else is noise."""
        noise = any(self._waiting[:count]) or not is_preamble
        is_new = noise and not self._in_noise
        self._in_noise |= noise
        del self._waiting[:count]
        return [Garbled()] if is_new else []

    def _size(self) -> int | None:
        """Bytes of the frame at the head; None while that is not known yet."""
        head = self._waiting
        if len(head) < _SHORT_HEADER:
            return None
        if (head[2], head[3]) in ((0x00, 0xFF), (0xFF, 0x00)):
            return _SHORT_HEADER
        if (head[2], head[3]) != (0xFF, 0xFF):
            right = (head[2] + head[3]) & 0xFF == 0
            return _SHORT_HEADER + head[2] + 1 if right else _SHORT_HEADER
        if len(head) < _LONG_HEADER:
            return None
        size = head[4] * 256 + head[5]
        right = (head[4] + head[5] + head[6]) & 0xFF == 0 and size <= _LONGEST
        return _LONG_HEADER + size + 1 if right else _LONG_HEADER


def _decode(raw: bytes) -> Frame | None:
    """The frame in exactly these bytes, from the start code on; None when its sums are wrong."""
    lengths = raw[2:_SHORT_HEADER]
    if lengths == b"\x00\xff":
        return Acknowledged()
    if lengths == b"\xff\x00":
        return NotUnderstood()
    header = _LONG_HEADER if lengths == b"\xff\xff" else _SHORT_HEADER
    data = raw[header:-1]
    if not data or sum(raw[header:]) & 0xFF:
        return None
    return SyntaxRefused() if data == _SYNTAX_ERROR else Data(data)
