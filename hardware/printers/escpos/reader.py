"""The printer's side of ESC/POS: bytes in, commands out. Pure; for the emulator and tests."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RealtimeQuery:
    n: int


@dataclass(frozen=True, slots=True)
class ClearBuffers: ...


@dataclass(frozen=True, slots=True)
class Initialise: ...


@dataclass(frozen=True, slots=True)
class AutoStatusSwitch:
    on: bool


@dataclass(frozen=True, slots=True)
class Raster:
    row_bytes: int
    rows: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    dots: int


@dataclass(frozen=True, slots=True)
class Cut:
    feed_dots: int


@dataclass(frozen=True, slots=True)
class ProcessId:
    job_id: bytes


@dataclass(frozen=True, slots=True)
class BufferQuery: ...


@dataclass(frozen=True, slots=True)
class Style:
    """A command about text, which this printer never prints."""


@dataclass(frozen=True, slots=True)
class Garbage:
    """A byte that begins no command known here: a real printer would print it as text."""

    byte: int


PrinterCommand = (
    RealtimeQuery
    | ClearBuffers
    | Initialise
    | AutoStatusSwitch
    | Raster
    | Feed
    | Cut
    | ProcessId
    | BufferQuery
    | Style
    | Garbage
)

_CLEAR = (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", b"\x10\x05\x02")
_PROCESS_ID = b"\x1d(H\x06\x00\x30\x30"
_RASTER = b"\x1dv0"
# ESC a ! E t M - G R {, GS ! B: how text would look; they change nothing about dots.
_STYLES = (*(b"\x1b" + bytes((byte,)) for byte in b"a!EtM-GR{"), b"\x1d!", b"\x1dB")
_LINE_DOTS = 30  # 1/6 inch, the line feed after a reset
# prefix -> whole length of the commands that have a fixed one
_FIXED = {
    b"\x10\x04": 3,
    b"\x10\x05": 3,
    b"\x10\x14\x08": 10,
    b"\x1b@": 2,
    b"\x1bJ": 3,
    b"\x1da": 3,
    b"\x1dr": 3,
    b"\x1dV\x00": 3,
    b"\x1dV\x01": 3,
    b"\x1dV0": 3,
    b"\x1dV1": 3,
    b"\x1dVA": 4,
    b"\x1dVB": 4,
    b"\x1bd": 3,
    b"\n": 1,
    _PROCESS_ID: 11,
} | dict.fromkeys(_STYLES, 3)


class CommandReader:
    """Keeps a command that has not wholly arrived. Zeros between commands mean nothing."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[PrinterCommand]:
        self._waiting += data
        commands: list[PrinterCommand] = []
        while self._waiting:
            if self._waiting[0] == 0:
                del self._waiting[0]
                continue
            length = self._length()
            if length is None or len(self._waiting) < length:
                break
            commands.append(_command(bytes(self._waiting[:length])))
            del self._waiting[:length]
        return commands

    def _length(self) -> int | None:
        """The length of the command at the front; None while it cannot be told."""
        if self._waiting.startswith(_RASTER):
            if len(self._waiting) < 8:
                return None
            row_bytes = int.from_bytes(self._waiting[4:6], "little")
            return 8 + row_bytes * int.from_bytes(self._waiting[6:8], "little")
        for prefix, length in _FIXED.items():
            if self._waiting.startswith(prefix):
                return length
        known = (*_FIXED, _RASTER)
        begun = any(prefix.startswith(bytes(self._waiting)) for prefix in known)
        return None if begun else 1


def _command(whole: bytes) -> PrinterCommand:
    if whole in _CLEAR:
        return ClearBuffers()
    if whole.startswith(_RASTER):
        return Raster(int.from_bytes(whole[4:6], "little"), whole[8:])
    if whole.startswith(_PROCESS_ID):
        return ProcessId(whole[7:])
    if whole[:2] in _STYLES:
        return Style()
    short = _SHORT.get(whole[:2])
    return short(whole) if short is not None else Garbage(whole[0])


_SHORT: dict[bytes, Callable[[bytes], PrinterCommand]] = {
    b"\x10\x04": lambda whole: RealtimeQuery(whole[2]),
    b"\x1b@": lambda _: Initialise(),
    b"\x1bJ": lambda whole: Feed(whole[2]),
    b"\x1da": lambda whole: AutoStatusSwitch(whole[2] != 0),
    b"\x1dr": lambda _: BufferQuery(),
    b"\x1dV": lambda whole: Cut(whole[3] if len(whole) == 4 else 0),
    b"\x1bd": lambda whole: Feed(whole[2] * _LINE_DOTS),
    b"\n": lambda _: Feed(_LINE_DOTS),
}
