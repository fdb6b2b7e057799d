"""One page from dots to a proven outcome.

The rule: until the last band has begun to leave, a failure means *not printed*; from then on
only the printer's own word decides. A fault it reports with no proof means *not printed*;
silence or a broken line means *uncertain*. Nothing is ever sent twice.
"""

import time
from dataclasses import dataclass

from PIL import Image

from hardware.link import LinkError, LinkTimeout
from hardware.printers.escpos.commands import (
    BAND_ROWS,
    BUFFER_STATUS,
    CLEAR_BUFFERS,
    RECOVER_AND_CLEAR,
    RESET,
    bands,
    cut,
    process_id,
)
from hardware.printers.escpos.session import PrinterSession, PrinterTiming
from hardware.printers.port import (
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintProof,
    PrintTrouble,
    Uncertain,
)

_SLICE_S = 0.5  # between two looks at the status while the proof is awaited


@dataclass(slots=True)
class PrintJob:
    """`opening` goes before the page: `RESET`, or `after_a_spoiled_page`.

    `knows_process_id`: this printer has proved a job by it before, so GS r is not enough.
    `has_sent` tells, after `run`, whether anything of the page left for the printer.
    """

    session: PrinterSession
    timing: PrinterTiming
    image: Image.Image
    job_id: bytes
    opening: bytes
    knows_process_id: bool
    has_sent: bool = False

    def run(self) -> PrintOutcome:
        try:
            trouble = self.session.ask_status().trouble()
        except LinkError as error:
            return NotPrinted(_line_trouble(error))
        if trouble is not None:
            return NotPrinted(trouble)
        *earlier, last = bands(self.image)
        self.has_sent = True
        try:
            self.session.send(self.opening)
            for band in earlier:
                self.session.send(band)
                trouble = self.session.ask_status().trouble()
                if trouble is not None:
                    return self._given_up(trouble)
        except LinkError as error:
            return NotPrinted(_line_trouble(error))
        return self._finish(last)

    def _finish(self, last: bytes) -> PrintOutcome:
        self.session.buffer_worked_off = False
        try:
            self.session.send(last)
            trouble = self.session.ask_status().trouble()
            if trouble is not None:
                return self._given_up(trouble)
            self.session.send(cut() + process_id(self.job_id) + BUFFER_STATUS)
            return self._proven()
        except LinkError as error:
            return Uncertain(_line_trouble(error))

    def _proven(self) -> PrintOutcome:
        """Waits for the process id; settles for GS r only on printers that know nothing else."""
        rows_s = self.image.height / self.timing.slowest_rows_s
        deadline = time.monotonic() + self.timing.proof_s + rows_s
        settled = deadline
        while (now := time.monotonic()) < min(deadline, settled):
            try:
                self.session.listen(min(now + _SLICE_S, deadline, settled))
                trouble = None
            except LinkTimeout:
                trouble = self._fault_seen()
            if self.session.is_done(self.job_id):
                return Printed(PrintProof.PROCESS_ID)
            if trouble is not None:
                return self._given_up(trouble)
            if self.session.buffer_worked_off and settled == deadline:
                settled = deadline if self.knows_process_id else now + self.timing.grace_s
        return self._without_process_id()

    def _without_process_id(self) -> PrintOutcome:
        if self.knows_process_id or not self.session.buffer_worked_off:
            return Uncertain(PrintTrouble.NO_PROOF)
        trouble = self.session.ask_status().trouble()
        if trouble is not None:
            return self._given_up(trouble)
        return Printed(PrintProof.BUFFER_STATUS)

    def _fault_seen(self) -> PrintTrouble | None:
        """A fault the printer reports now. One that works a full buffer may not answer at all."""
        try:
            return self.session.ask_status().trouble()
        except LinkTimeout:
            return None

    def _given_up(self, trouble: PrintTrouble) -> NotPrinted:
        """Drops what waits in the printer, so that it never comes out for the next person."""
        self.session.send(CLEAR_BUFFERS + RECOVER_AND_CLEAR)
        return NotPrinted(trouble)


def after_a_spoiled_page(row_bytes: int) -> bytes:
    """What goes before the next page when one was given up half-way.

    What still waits is dropped and the torn piece is cut off, so that it hangs on nobody's
    receipt.
    """
    return resync(row_bytes) + RESET + cut()


def resync(row_bytes: int) -> bytes:
    """Brings a printer back that takes our questions for dots, as one does when a
    band was cut off in the middle. Zeros end the band; outside one they mean nothing."""
    return bytes(row_bytes * BAND_ROWS) + CLEAR_BUFFERS + RECOVER_AND_CLEAR


def _line_trouble(error: LinkError) -> PrintTrouble:
    return PrintTrouble.NO_ANSWER if isinstance(error, LinkTimeout) else PrintTrouble.LINK_LOST
