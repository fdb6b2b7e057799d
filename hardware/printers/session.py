"""One open line to a printer: sends, asks, and sorts what the printer says by itself."""

import time

from hardware.link import DescriptorLink, LinkTimeout
from hardware.printers.language import (
    Ear,
    GraphicsHeard,
    Language,
    NoiseHeard,
    ProofHeard,
    StatusHeard,
    WorkedOffHeard,
)
from hardware.printers.port import PrintTrouble
from hardware.printers.status import PrinterStatus
from hardware.printers.timing import PrinterTiming
from hardware.reasons import Reason

_LOOK_S = 0.25  # between two looks at what the printer says while the line takes no bytes
_BITS_A_BYTE = 10  # on a serial line, with start and stop


class NoSense(LinkTimeout):
    """Bytes came, and none of them was an answer: most likely another speed."""

    reason = Reason.WRONG_BAUD


class PrinterStopped(Exception):
    """The printer said by itself, while a band was being sent, that it cannot go on.

    `unsent`: how many bytes of the band it may still wait for.
    """

    def __init__(self, trouble: PrintTrouble, unsent: int) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.unsent = unsent


class PrinterSession:
    """Raises LinkTimeout and LinkLost from its line; after either, close it and open another.

    `baud`: of a serial line, None of others. The operating system takes some thousand bytes at
    once, so a question is asked long before the printer can have read it; waiting for its answer
    begins when the bytes before it have left.
    """

    def __init__(
        self,
        link: DescriptorLink,
        language: Language,
        timing: PrinterTiming,
        baud: int | None = None,
    ) -> None:
        self._link = link
        self._language = language
        self._timing = timing
        self._bytes_per_s = None if baud is None else baud / _BITS_A_BYTE
        self._left_at = 0.0  # when the last byte handed to a serial line has left
        self._ear: Ear = language.ear()
        self._answer: PrinterStatus | None = None
        self._noise = 0
        self._done: set[bytes] = set()
        self._kept: tuple[bytes, ...] = ()
        self._kept_is_whole = False
        self.latest_status: PrinterStatus | None = None
        self.is_mute = False  # a question stayed without an answer: another would prove nothing
        self.worked_off = 0  # how often it said that all before the question was worked off

    def send(self, data: bytes) -> None:
        """Raises PrinterStopped."""
        rest = memoryview(data)
        moved_at = time.monotonic()
        while rest:
            self._take_in()
            trouble = None if self.latest_status is None else self.latest_status.trouble()
            if trouble is not None:
                raise PrinterStopped(trouble, len(rest))
            try:
                sent = self._link.send_some(rest, time.monotonic() + _LOOK_S)
            except LinkTimeout:
                if time.monotonic() - moved_at > self._timing.stall_s:
                    raise
                continue
            self._count(sent)
            rest = rest[sent:]
            moved_at = time.monotonic()

    def tell(self, data: bytes) -> None:
        """As `send`, whatever state the printer is in, and no longer than the line needs."""
        self._count(len(data))
        self._link.send(data, max(self._left_at, time.monotonic()) + self._timing.clear_s)

    def ask_status(self, rows_waiting: int = 0) -> PrinterStatus:
        """`rows_waiting`: sent before, and perhaps not printed yet."""
        self._take_in()
        self._ear.begin_question()
        self._answer, self._noise = None, 0
        self._link.send(self._language.question, time.monotonic() + self._timing.stall_s)
        self._count(len(self._language.question))
        deadline = self._answer_by(rows_waiting)
        while (answer := self._answered()) is None:
            try:
                self.listen(deadline)
            except LinkTimeout as silence:
                self.is_mute = True
                if self._noise and not rows_waiting:
                    raise NoSense(
                        "The printer answers what makes no sense.",
                        "Set the speed that its own settings page shows in devices.toml.",
                    ) from silence
                raise
        self.is_mute = False
        return answer

    def _answered(self) -> PrinterStatus | None:
        return self._answer

    def kept_graphics(self, within_s: float) -> tuple[bytes, ...] | None:
        """The keys of the pictures in the printer's memory; None when it does not say."""
        if self._language.list_graphics is None:
            return None
        self._kept, self._kept_is_whole = (), False
        self.tell(self._language.list_graphics)
        deadline = self._answer_by(0) + within_s
        while not self._kept_is_whole:
            try:
                self.listen(deadline)
            except LinkTimeout:
                return None
        return self._kept

    def listen(self, deadline: float) -> None:
        """Takes in what the printer says until the deadline or its first words."""
        self._sort(self._link.receive(deadline))

    def is_done(self, proof_id: bytes) -> bool:
        return proof_id in self._done

    def time_to_send_s(self) -> float:
        """Until what was handed to the line has left."""
        return max(0.0, self._left_at - time.monotonic())

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.discard_unsent()  # closing a serial line would wait for it to leave
        self._link.close()

    def _answer_by(self, rows_waiting: int) -> float:
        wait_s = self._timing.status_s
        if rows_waiting:
            wait_s += rows_waiting / self._timing.slowest_rows_s + self._timing.stall_s
        return max(self._left_at, time.monotonic()) + wait_s

    def _count(self, sent: int) -> None:
        if self._bytes_per_s is not None:
            self._left_at = max(self._left_at, time.monotonic()) + sent / self._bytes_per_s

    def _take_in(self) -> None:
        """What has already arrived, without waiting."""
        while True:
            try:
                self._sort(self._link.receive(time.monotonic()))
            except LinkTimeout:
                return

    def _sort(self, data: bytes) -> None:
        for heard in self._ear.hear(data):
            match heard:
                case StatusHeard(status, asked):
                    self.latest_status = status
                    if asked:
                        self._answer = status
                case ProofHeard(proof_id):
                    self._done.add(proof_id)
                case WorkedOffHeard():
                    self.worked_off += 1
                case GraphicsHeard(keys, is_last):
                    self._kept += keys
                    self._kept_is_whole = is_last
                    self._link.send(
                        self._language.next_graphics, time.monotonic() + self._timing.status_s
                    )
                case NoiseHeard():
                    self._noise += 1
