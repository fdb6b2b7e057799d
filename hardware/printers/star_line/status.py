"""What a Star printer says: its automatic status, and the print-end counter.

Appendix 1 of the specification: the first byte (bits 7 and 4 zero, bit 0 one) holds the number
of bytes; on a network the second has bit 7 set and two bytes of length follow the status, with
so many bytes of other answers after them (appendix 2).
"""

from dataclasses import dataclass

from hardware.printers.status import PrinterStatus

_FIXED_MASK, _FIXED = 0x91, 0x01
_FEWEST, _MOST = 7, 17
_COUNTER_HEAD = b"\x1b\x1d\x03\x01"
_COUNTER_LENGTH = 8
_LONGEST_DATA = 0x200
_SERIAL_HEAD = b"\x23\x06"  # nine bytes in all


@dataclass(frozen=True, slots=True)
class Status:
    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class CounterAnswer:
    """All before the question with these two bytes is on paper."""

    echo: bytes


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    byte: int


StarAnswer = Status | CounterAnswer | NotUnderstood


class StarDecoder:
    """Bytes from the printer in, answers out; keeps an answer that has not wholly arrived."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[StarAnswer]:
        self._waiting += data
        answers: list[StarAnswer] = []
        while self._waiting and (length := self._next_length()) is not None:
            if len(self._waiting) < length:
                break
            whole = bytes(self._waiting[:length])
            del self._waiting[:length]
            answers += _answers(whole)
        return answers

    def _next_length(self) -> int | None:
        """None while it cannot be told."""
        waiting = self._waiting
        if waiting[0] == _COUNTER_HEAD[0]:
            head = bytes(waiting[: len(_COUNTER_HEAD)])
            return _COUNTER_LENGTH if _COUNTER_HEAD.startswith(head) else 1
        if waiting[0] & _FIXED_MASK != _FIXED:
            return 1
        if len(waiting) < 2:
            return None
        length = _status_length(waiting)
        if not _FEWEST <= length <= _MOST:
            return 1
        if not waiting[1] & 0x80:
            return length
        if len(waiting) < length:
            return None
        return length + _data_length(bytes(waiting[length - 2 : length]))


def _status_length(waiting: bytearray) -> int:
    """Bits 5 to 6 and 1 to 3 of the first byte; two more when a length follows."""
    own = (waiting[0] >> 2 & 0x18) | (waiting[0] >> 1 & 0x07)
    return own + (2 if waiting[1] & 0x80 else 0)


def _data_length(field: bytes) -> int:
    length = int.from_bytes(field, "big")
    return length if length <= _LONGEST_DATA else 0


def _answers(whole: bytes) -> list[StarAnswer]:
    if whole.startswith(_COUNTER_HEAD):
        return [CounterAnswer(whole[4:6])]
    if len(whole) < _FEWEST:
        return [NotUnderstood(byte) for byte in whole]
    answers: list[StarAnswer] = [Status(from_automatic(whole))]
    at = whole.find(_COUNTER_HEAD, _FEWEST)
    if at >= 0 and len(whole) >= at + _COUNTER_LENGTH:
        answers.append(CounterAnswer(whole[at + 4 : at + 6]))
    return answers


def from_automatic(answer: bytes) -> PrinterStatus:
    """Its bytes 3 (printer), 4 (errors) and 6 (paper)."""
    printer, error, paper = answer[2], answer[3], answer[5]
    return PrinterStatus(
        offline=bool(printer & 0x08),
        cover_open=bool(printer & 0x20),
        paper_end=bool(paper & 0x08),
        paper_near_end=bool(paper & 0x04),
        cutter_error=bool(error & 0x08),
        head_hot=bool(error & 0x40),
        other_error=bool(error & 0x24),
    )


def to_automatic(status: PrinterStatus) -> bytes:
    """The nine bytes of a printer on a serial or USB line."""
    stopped = status.trouble() is not None
    printer = 0x08 * stopped | 0x20 * status.cover_open
    error = 0x08 * status.cutter_error | 0x20 * status.other_error | 0x40 * status.head_hot
    paper = 0x08 * status.paper_end | 0x04 * (status.paper_near_end or status.paper_end)
    return _SERIAL_HEAD + bytes((printer, error, 0, paper, 0, 0, 0))


def to_counter(echo: bytes, count: int) -> bytes:
    return _COUNTER_HEAD + echo + bytes((count, 0))
