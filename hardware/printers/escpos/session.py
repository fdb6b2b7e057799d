"""One open line to an ESC/POS printer: asks it, and sorts what it says by itself."""

import time
from dataclasses import dataclass

from hardware.link import ByteLink
from hardware.printers.escpos.commands import realtime_status
from hardware.printers.escpos.status import (
    AnswerDecoder,
    AutoStatus,
    BufferWorkedOff,
    NotUnderstood,
    PrinterAnswer,
    PrinterStatus,
    ProcessDone,
    RealtimeAnswer,
    from_realtime,
)


@dataclass(frozen=True, slots=True)
class PrinterTiming:
    """How long the driver waits, in seconds.

    `status_s`: an idle printer answers in some ms, one at 9600 baud behind a network box in
    some hundred. `band_s`: a band of 192 rows takes 15 s at 9600 baud. `proof_s` is added to
    the time the rows take at the slowest speed known (50 mm/s).
    """

    open_s: float = 0.9
    status_s: float = 1.0
    poll_s: float = 1.0
    band_s: float = 20.0
    proof_s: float = 12.0
    grace_s: float = 1.5  # after GS r, for a process id that may still come
    slowest_rows_s: float = 400.0


class PrinterSession:
    """Raises LinkTimeout and LinkLost from its line; after either, close it and open another."""

    def __init__(self, link: ByteLink, timing: PrinterTiming) -> None:
        self._link = link
        self._timing = timing
        self._decoder = AnswerDecoder()
        self._arrived: list[PrinterAnswer] = []
        self._done: set[bytes] = set()
        self.latest_status: PrinterStatus | None = None
        self.buffer_worked_off = False

    def send(self, data: bytes) -> None:
        self._link.send(data, time.monotonic() + self._timing.band_s)

    def ask_status(self) -> PrinterStatus:
        """Four real-time questions, one at a time, so that each answer's number is sure."""
        status = from_realtime(
            (self._realtime(1), self._realtime(2), self._realtime(3), self._realtime(4))
        )
        self.latest_status = status
        return status

    def listen(self, deadline: float) -> None:
        """Takes in what the printer says until the deadline or its first words."""
        self._sort(self._link.receive(deadline))

    def is_done(self, job_id: bytes) -> bool:
        return job_id in self._done

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()

    def _realtime(self, n: int) -> int:
        deadline = time.monotonic() + self._timing.status_s
        self._link.send(realtime_status(n), deadline)
        while True:
            for place, answer in enumerate(self._arrived):
                if isinstance(answer, RealtimeAnswer):
                    del self._arrived[: place + 1]
                    return answer.byte
            self._arrived.clear()
            self._sort(self._link.receive(deadline))

    def _sort(self, data: bytes) -> None:
        for answer in self._decoder.feed(data):
            match answer:
                case AutoStatus(status):
                    self.latest_status = status
                case ProcessDone(job_id):
                    self._done.add(job_id)
                case BufferWorkedOff():
                    self.buffer_worked_off = True
                case RealtimeAnswer():
                    self._arrived.append(answer)
                case NotUnderstood():
                    pass  # noise on the line; a lost answer shows as a time-out
