"""What an ESC/POS printer says, in bytes and as values.

Real-time status (DLE EOT n, one byte) and automatic status (GS a, four bytes) tell the same
things with other bits. Where a manual gives a thing two bits, either alone counts: clones set
only one.
"""

from dataclasses import dataclass

from hardware.printers.status import PrinterStatus

REALTIME_FIXED_MASK, REALTIME_FIXED = 0x93, 0x12
AUTO_FIXED_MASK, AUTO_FIXED = 0x93, 0x10


def is_realtime(byte: int) -> bool:
    return byte & REALTIME_FIXED_MASK == REALTIME_FIXED


def is_auto_start(byte: int) -> bool:
    return byte & AUTO_FIXED_MASK == AUTO_FIXED


def from_realtime(answers: tuple[int, int, int, int]) -> PrinterStatus:
    """The four bytes that answer n = 1, 2, 3, 4."""
    printer, offline_cause, error_cause, paper = answers
    return PrinterStatus(
        offline=bool(printer & 0x08),
        cover_open=bool(offline_cause & 0x04),
        paper_end=bool(paper & 0x60) or bool(offline_cause & 0x20),
        paper_near_end=bool(paper & 0x0C),
        cutter_error=bool(error_cause & 0x08),
        head_hot=bool(error_cause & 0x40),
        # Byte 2's error bit stands for any cause; name "other" only what byte 3 does not name.
        other_error=bool(error_cause & 0x24)
        or (bool(offline_cause & 0x40) and not error_cause & 0x48),
    )


def from_auto(answer: bytes) -> PrinterStatus:
    """The four bytes of automatic status."""
    printer, error, paper, _ = answer
    return PrinterStatus(
        offline=bool(printer & 0x08),
        cover_open=bool(printer & 0x20),
        paper_end=bool(paper & 0x0C),
        paper_near_end=bool(paper & 0x03),
        cutter_error=bool(error & 0x08),
        head_hot=bool(error & 0x40),
        other_error=bool(error & 0x24),
    )


def to_realtime(status: PrinterStatus, n: int) -> int:
    """The byte a printer answers to DLE EOT n."""
    errors = status.cutter_error or status.other_error or status.head_hot
    match n:
        case 1:
            bits = 0x08 * _stopped(status)
        case 2:
            bits = 0x04 * status.cover_open | 0x20 * status.paper_end | 0x40 * errors
        case 3:
            bits = 0x08 * status.cutter_error | 0x20 * status.other_error | 0x40 * status.head_hot
        case 4:
            bits = 0x0C * (status.paper_near_end or status.paper_end) | 0x60 * status.paper_end
        case _:
            raise ValueError(f"there is no real-time status {n}")
    return REALTIME_FIXED | bits


def to_auto(status: PrinterStatus) -> bytes:
    """The four bytes a printer sends by itself."""
    printer = AUTO_FIXED | 0x08 * _stopped(status) | 0x20 * status.cover_open
    error = 0x08 * status.cutter_error | 0x20 * status.other_error | 0x40 * status.head_hot
    paper = 0x03 * (status.paper_near_end or status.paper_end) | 0x0C * status.paper_end
    return bytes((printer, error, paper, 0x0F))


def _stopped(status: PrinterStatus) -> bool:
    return status.trouble() is not None


@dataclass(frozen=True, slots=True)
class RealtimeAnswer:
    byte: int


@dataclass(frozen=True, slots=True)
class AutoStatus:
    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class ProcessDone:
    """All before this process id is on paper."""

    process_id: bytes


@dataclass(frozen=True, slots=True)
class BufferWorkedOff:
    """The answer to GS r 1."""

    byte: int


@dataclass(frozen=True, slots=True)
class GraphicKeys:
    """One part of the answer to GS ( L function 64."""

    keys: tuple[bytes, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    byte: int


PrinterAnswer = (
    RealtimeAnswer | AutoStatus | ProcessDone | BufferWorkedOff | GraphicKeys | NotUnderstood
)

_BLOCK, _PROCESS, _KEYS = 0x37, 0x22, 0x72
_PROCESS_LENGTH = 7
_LONGEST_BLOCK = 84  # header, identifier, status, forty keys, NUL
_LAST_PART, _MORE_PARTS = 0x40, 0x41


class AnswerDecoder:
    """Bytes from the printer in, answers out; keeps an answer that has not wholly arrived.

    The kinds are told apart by the fixed bits of their first byte (manual: bits 0, 1, 4, 7).
    """

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[PrinterAnswer]:
        self._waiting += data
        answers: list[PrinterAnswer] = []
        while (length := self._next_length()) and len(self._waiting) >= length:
            answer = _answer(bytes(self._waiting[:length]))
            answers.append(answer)
            # A broken longer answer loses its first byte only: a whole one may begin after it.
            del self._waiting[: 1 if isinstance(answer, NotUnderstood) else length]
        return answers

    def _next_length(self) -> int:
        """0 while it cannot be told."""
        if not self._waiting:
            return 0
        first = self._waiting[0]
        if first != _BLOCK:
            return 4 if is_auto_start(first) else 1
        if len(self._waiting) < 2:
            return 0
        match self._waiting[1]:
            case 0x22:
                return _PROCESS_LENGTH
            case 0x72:
                end = self._waiting.find(0, 2, _LONGEST_BLOCK)
                if end < 0 and len(self._waiting) >= _LONGEST_BLOCK:
                    return 1
                return end + 1
            case _:
                return 1


def _answer(whole: bytes) -> PrinterAnswer:
    first = whole[0]
    if first == _BLOCK:
        return _block(whole)
    if is_auto_start(first):
        sound = all(byte & 0x90 == 0 for byte in whole[1:])
        return AutoStatus(from_auto(whole)) if sound else NotUnderstood(first)
    if is_realtime(first):
        return RealtimeAnswer(first)
    if first & 0x90 == 0:
        return BufferWorkedOff(first)
    return NotUnderstood(first)


def _block(whole: bytes) -> PrinterAnswer:
    if len(whole) == _PROCESS_LENGTH and whole[1] == _PROCESS and whole[6] == 0:
        return ProcessDone(whole[2:6])
    if len(whole) > 3 and whole[1] == _KEYS and whole[2] in (_LAST_PART, _MORE_PARTS):
        keys = whole[3:-1]
        pairs = tuple(keys[place : place + 2] for place in range(0, len(keys), 2))
        return GraphicKeys(pairs, whole[2] == _LAST_PART)
    return NotUnderstood(whole[0])


def process_done(process_id: bytes) -> bytes:
    """What a printer answers to GS ( H, function 48."""
    return bytes((_BLOCK, _PROCESS)) + process_id + b"\x00"


def graphic_keys(keys: tuple[bytes, ...]) -> bytes:
    """What a printer with at most forty pictures answers to GS ( L, function 64."""
    return bytes((_BLOCK, _KEYS, _LAST_PART)) + b"".join(keys) + b"\x00"
