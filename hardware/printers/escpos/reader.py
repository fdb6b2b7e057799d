"""The printer's side of ESC/POS: bytes in, commands out; and what it answers. For the emulator
and tests."""

from collections.abc import Callable

from hardware.printers.emulator_commands import (
    AutoStatusSwitch,
    BufferQuery,
    ClearBuffers,
    Cut,
    DeleteGraphic,
    Feed,
    Garbage,
    GraphicKeysQuery,
    Initialise,
    PrinterCommand,
    PrintGraphic,
    ProcessId,
    Raster,
    RealtimeQuery,
    StoreGraphic,
    Style,
)
from hardware.printers.escpos.status import graphic_keys, process_done, to_auto, to_realtime
from hardware.printers.status import PrinterStatus

_CLEAR = (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", b"\x10\x05\x02")
_PROCESS_ID = b"\x1d(H\x06\x00\x30\x30"
_RASTER = b"\x1dv0"
_RASTER_HEAD = 8
_DOUBLED = (2, 0x32)  # m of double height; the wide forms are not used
_GRAPHICS = b"\x1d(L"
_POSITION = b"\x1b$"
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
    _POSITION: 4,
    b"\x1dP": 4,
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
    b"\x06": 1,
    _PROCESS_ID: 11,
} | dict.fromkeys(_STYLES, 3)
_KNOWN = (*_FIXED, _RASTER, _GRAPHICS)


class EscPosReader:
    """Zeros between commands mean nothing. Dots are given on as they come, row by row: what was
    received of a raster that breaks off is on paper."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._left_dots = 0  # where the next raster begins
        self._row_bytes = 0  # of the raster being received
        self._rows_to_come = 0
        self._times = 1  # how often each of its rows is printed

    def feed(self, data: bytes) -> list[PrinterCommand]:
        self._waiting += data
        commands: list[PrinterCommand] = []
        while self._waiting:
            if self._rows_to_come:
                if len(self._waiting) < self._row_bytes:
                    break
                commands.append(self._rows())
                continue
            if self._waiting[0] == 0:
                del self._waiting[0]
                continue
            length = self._length()
            if length is None or len(self._waiting) < length:
                break
            whole = bytes(self._waiting[:length])
            del self._waiting[:length]
            command = self._command(whole)
            if command is not None:
                commands.append(command)
        return commands

    def _length(self) -> int | None:
        """The length of the command at the front (of a raster: its head); None while it cannot
        be told."""
        if self._waiting.startswith(_RASTER):
            return _RASTER_HEAD
        if self._waiting.startswith(_GRAPHICS):
            if len(self._waiting) < 5:
                return None
            return 5 + int.from_bytes(self._waiting[3:5], "little")
        for prefix, length in _FIXED.items():
            if self._waiting.startswith(prefix):
                return length
        begun = any(prefix.startswith(bytes(self._waiting)) for prefix in _KNOWN)
        return None if begun else 1

    def _command(self, whole: bytes) -> PrinterCommand | None:
        """None for one that only prepares the next."""
        if whole.startswith(_RASTER):
            self._row_bytes = int.from_bytes(whole[4:6], "little")
            self._rows_to_come = int.from_bytes(whole[6:8], "little") if self._row_bytes else 0
            self._times = 2 if whole[3] in _DOUBLED else 1
            return None
        if whole.startswith(_POSITION):
            self._left_dots = int.from_bytes(whole[2:4], "little")
            return None
        self._left_dots = 0
        return _command(whole)

    def _rows(self) -> Raster:
        count = min(self._rows_to_come, len(self._waiting) // self._row_bytes)
        size = count * self._row_bytes
        starts = range(0, size, self._row_bytes)
        rows = b"".join(
            bytes(self._waiting[start : start + self._row_bytes]) * self._times for start in starts
        )
        raster = Raster(self._row_bytes, rows, self._left_dots // 8)
        del self._waiting[:size]
        self._rows_to_come -= count
        if not self._rows_to_come:
            self._left_dots = 0
        return raster


def _command(whole: bytes) -> PrinterCommand:
    if whole in _CLEAR:
        return ClearBuffers()
    if whole.startswith(_PROCESS_ID):
        return ProcessId(whole[7:])
    if whole.startswith(_GRAPHICS):
        return _graphics(whole[5:])
    if whole[:2] in _STYLES:
        return Style()
    short = _SHORT.get(whole[:2])
    return short(whole) if short is not None else Garbage(whole[0])


def _graphics(parameters: bytes) -> PrinterCommand:
    """GS ( L, by its function."""
    function, rest = parameters[1:2], parameters[2:]
    if function == b"\x40":
        return GraphicKeysQuery()
    if function == b"\x42":
        return DeleteGraphic(rest[:2])
    if function == b"\x43" and len(rest) > 9:
        row_bytes = -(-int.from_bytes(rest[4:6], "little") // 8)
        return StoreGraphic(rest[1:3], row_bytes, rest[9:])
    if function == b"\x45":
        return PrintGraphic(rest[:2])
    return Style()


_SHORT: dict[bytes, Callable[[bytes], PrinterCommand]] = {
    b"\x10\x04": lambda whole: RealtimeQuery(whole[2]),
    b"\x1b@": lambda _: Initialise(),
    b"\x1bJ": lambda whole: Feed(whole[2]),
    b"\x1dP": lambda _: Style(),
    b"\x1da": lambda whole: AutoStatusSwitch(whole[2] != 0),
    b"\x1dr": lambda _: BufferQuery(),
    b"\x1dV": lambda whole: Cut(whole[3] if len(whole) == 4 else 0),
    b"\x1bd": lambda whole: Feed(whole[2] * _LINE_DOTS),
    b"\n": lambda _: Feed(_LINE_DOTS),
    b"\x06": lambda _: Style(),
}


class EscPosVoice:
    def reader(self) -> EscPosReader:
        return EscPosReader()

    def realtime(self, n: int, status: PrinterStatus) -> bytes:
        return bytes((to_realtime(status, n),)) if 1 <= n <= 4 else b""

    def auto_status(self, status: PrinterStatus) -> bytes:
        return to_auto(status)

    def process_done(self, process_id: bytes) -> bytes:
        return process_done(process_id)

    def buffer_status(self, status: PrinterStatus) -> bytes:
        return bytes((0x03 if status.paper_near_end else 0,))

    def graphic_keys(self, keys: tuple[bytes, ...]) -> bytes:
        return graphic_keys(keys)

    def counter(self, echo: bytes, count: int) -> bytes:
        return b""
