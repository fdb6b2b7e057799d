"""The printer's side of Star line mode: bytes in, commands out; and what it answers."""

from hardware.printers.emulator_commands import (
    AutoStatusSwitch,
    ClearBuffers,
    CounterQuery,
    Cut,
    DocumentEnd,
    DocumentStart,
    Feed,
    Garbage,
    PrinterCommand,
    Raster,
    RealtimeQuery,
    Style,
)
from hardware.printers.star_line.status import to_automatic, to_counter
from hardware.printers.status import PrinterStatus

_CUT_FEED_DOTS = 96
_LONGEST_PAGE_ROWS = 64_000
_LONGEST_NUMBER = 16  # of a command with its decimal number; the manual's largest has five digits
_ROW = b"b"
_RASTER = b"\x1b*r"
_PLAIN_RASTER = b"RABC"  # letters after ESC * r that take no number
_FIXED: dict[bytes, int] = {
    b"\x1b\x06\x01": 3,
    b"\x1b\x06\x18": 3,
    b"\x1b\x1ea": 4,
    b"\x1b\x1eE": 4,
    b"\x1b\x1d\x03": 6,
    b"\x1b\x0c": 3,
    b"\x1bd": 3,
    b"\x1b@": 2,
    b"\x17": 1,
}
_KNOWN = (*_FIXED, _RASTER)


class StarReader:
    """Knows raster mode from line mode: only there is `b` the beginning of a row."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._in_raster = False

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
            commands.append(self._command(bytes(self._waiting[:length])))
            del self._waiting[:length]
        return commands

    def _length(self) -> int | None:
        """Of the command at the front; None while it cannot be told."""
        waiting = self._waiting
        if self._in_raster and waiting.startswith(_ROW):
            return None if len(waiting) < 3 else 3 + int.from_bytes(waiting[1:3], "little")
        if waiting.startswith(_RASTER):
            if len(waiting) < 4:
                return None
            if waiting[3] in _PLAIN_RASTER:
                return 4
            end = waiting.find(0, 4, _LONGEST_NUMBER)
            if end < 0:
                return 1 if len(waiting) >= _LONGEST_NUMBER else None
            return end + 1
        for prefix, length in _FIXED.items():
            if waiting.startswith(prefix):
                return length
        return None if any(known.startswith(bytes(waiting)) for known in _KNOWN) else 1

    def _command(self, whole: bytes) -> PrinterCommand:
        if self._in_raster and whole.startswith(_ROW):
            return Raster(len(whole) - 3, whole[3:])
        if whole.startswith(_RASTER):
            return self._raster_command(whole)
        if whole == b"\x1b\x06\x18":
            self._in_raster = False
        return _command(whole)

    def _raster_command(self, whole: bytes) -> PrinterCommand:
        match whole[3:4]:
            case b"A":
                self._in_raster = True
            case b"B":
                self._in_raster = False
            case b"Y":
                digits = whole[4:-1]
                if not digits.isdigit():
                    return Garbage(whole[0])
                return Feed(min(int(digits), _LONGEST_PAGE_ROWS))
            case _:
                pass
        return Style()


def _command(whole: bytes) -> PrinterCommand:
    match whole[:3]:
        case b"\x1b\x06\x01":
            return RealtimeQuery()
        case b"\x1b\x06\x18":
            return ClearBuffers()
        case b"\x1b\x1d\x03":
            return _document(whole)
        case b"\x1b\x0c\x04" | b"\x1bd\x00" | b"\x1bd\x01" | b"\x1bd\x02" | b"\x1bd\x03":
            return Cut(_CUT_FEED_DOTS)
        case b"\x1b\x1ea":
            return AutoStatusSwitch(whole[3] in (1, 3, 0x31, 0x33))
        case _:
            return Style() if len(whole) > 1 or whole == b"\x17" else Garbage(whole[0])


def _document(whole: bytes) -> PrinterCommand:
    """ESC GS ETX s n1 n2."""
    match whole[3]:
        case 1:
            return CounterQuery(whole[4:6])
        case 3:
            return DocumentStart()
        case 4:
            return DocumentEnd()
        case _:
            return Style()


class StarVoice:
    def reader(self) -> StarReader:
        return StarReader()

    def realtime(self, n: int, status: PrinterStatus) -> bytes:
        return to_automatic(status)

    def auto_status(self, status: PrinterStatus) -> bytes:
        return to_automatic(status)

    def process_done(self, process_id: bytes) -> bytes:
        return b""

    def buffer_status(self, status: PrinterStatus) -> bytes:
        return b""

    def graphic_keys(self, keys: tuple[bytes, ...]) -> bytes:
        return b""

    def counter(self, echo: bytes, count: int) -> bytes:
        return to_counter(echo, count)
