"""One page from dots to a proven outcome.

The rule: the last band, some rows high, is held back until the printer has said that all before
it is on paper, or has been asked and does not say. Until that band has begun to leave, a failure
means *not printed*, whatever it is. From then on only the proof means *printed*; a fault, silence
or a broken line mean *unknown*, for the whole page may hang out already, and comes off with the
next cut. Nothing is ever sent twice.
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image

from hardware.link import LinkError, LinkTimeout
from hardware.printers.dots import BAND_ROWS
from hardware.printers.language import Language
from hardware.printers.port import (
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintProof,
    PrintTrouble,
    Unknown,
)
from hardware.printers.session import PrinterSession, PrinterStopped
from hardware.printers.timing import PrinterTiming

_SLICE_S = 0.5  # between two looks at the status while the proof is awaited


@dataclass(frozen=True, slots=True)
class Page:
    """`letterhead`: in the printer's memory. `exact`: see Language.bands."""

    image: Image.Image
    job_id: bytes
    letterhead: Image.Image | None
    exact: bool


@dataclass(slots=True)
class PrintJob:
    """Runs on a session whose printer has just answered that it is well.

    `torn`: what the page before left is cut off first. `proves_by_id`: this printer has proved a
    job by its id before, so the clones' way is not enough. After `run`, `has_sent` tells whether
    anything of the page left for the printer, and `is_cleared` whether what was given up has
    been dropped inside it.
    """

    session: PrinterSession
    language: Language
    timing: PrinterTiming
    page: Page
    torn: bool
    proves_by_id: bool
    has_sent: bool = False
    is_cleared: bool = True
    _asked: int = field(default=0, init=False)  # answers to the clones' question that are due

    def run(self) -> PrintOutcome:
        bands = self._bands()
        self.has_sent, is_last_alone = True, False
        self._asked = self.session.worked_off
        try:
            before = self.language.cut_off if self.torn else b""
            self.session.send(before + self.language.opening)
            band = next(bands)
            for following in bands:
                self.session.send(band)
                trouble = self.session.ask_status(BAND_ROWS).trouble()
                if trouble is not None:
                    return self._given_up(trouble)
                band = following
                is_last_alone = True
            failure = self._caught_up() if is_last_alone else None
        except PrinterStopped as stop:
            failure = self._given_up(stop.trouble, stop.unsent)
        except LinkError as error:
            self.is_cleared = False
            failure = NotPrinted(trouble_of(error))
        return self._finish(band) if failure is None else failure

    def _caught_up(self) -> NotPrinted | None:
        """Waits until all that was sent is on paper. A printer that answers questions, but not
        this one, gets the rest all the same."""
        milestone = self.language.milestone(self.page.job_id, by_id=self.proves_by_id)
        if milestone is None:
            return None
        milestone_id = self.language.milestone_id(self.page.job_id)
        self._asked += not self.proves_by_id
        self.session.send(milestone)
        deadline = time.monotonic() + self._patience_s()
        while (now := time.monotonic()) < deadline:
            trouble = self._listened(min(now + _SLICE_S, deadline))
            if trouble is not None:
                return self._given_up(trouble)
            if self.session.is_done(milestone_id) or self._is_worked_off:
                return None
        if self.session.is_mute:
            self.is_cleared = False
            return NotPrinted(PrintTrouble.HALF_DEAD)
        return None

    def _bands(self) -> Iterator[bytes]:
        page = self.page
        return self.language.bands(page.image, page.letterhead, exact=page.exact)

    def _finish(self, last: bytes) -> PrintOutcome:
        try:
            self.session.send(last)
            trouble = self.session.ask_status(BAND_ROWS).trouble()
            if trouble is not None:
                return self._unsure(trouble)
            self._asked += 1
            self.session.send(self.language.ending(self.page.job_id))
            return self._proven()
        except PrinterStopped as stop:
            return self._unsure(stop.trouble, stop.unsent)
        except LinkError as error:
            self.is_cleared = False
            return Unknown(trouble_of(error))

    @property
    def _is_worked_off(self) -> bool:
        """A late answer to the milestone is none to the ending: as many as were asked for."""
        return 0 < self._asked <= self.session.worked_off

    def _patience_s(self) -> float:
        """How long the page takes at most, with what is still on its way to the printer."""
        rows_s = self.page.image.height / self.timing.slowest_rows_s
        return self.timing.proof_s + rows_s + self.session.time_to_send_s()

    def _proven(self) -> PrintOutcome:
        """Waits for the proof; settles for the clones' way only on printers that know no other."""
        proof_id = self.language.proof_id(self.page.job_id)
        deadline = settled = time.monotonic() + self._patience_s()
        while (now := time.monotonic()) < min(deadline, settled):
            trouble = self._listened(min(now + _SLICE_S, deadline, settled))
            if self.session.is_done(proof_id):
                return Printed(self.language.proof)
            if trouble is not None:
                return self._unsure(trouble)
            if self._is_worked_off and settled == deadline and not self.proves_by_id:
                settled = now + self.timing.grace_s
        return self._without_id()

    def _listened(self, until: float) -> PrintTrouble | None:
        """A fault the printer reports. One that works a full buffer may not answer at all; then
        it is not asked again, for a late answer could be taken for a new one."""
        try:
            self.session.listen(until)
        except LinkTimeout:
            if self.session.is_mute:
                return None
            with contextlib.suppress(LinkTimeout):
                return self.session.ask_status().trouble()
        status = self.session.latest_status
        return None if status is None else status.trouble()

    def _without_id(self) -> PrintOutcome:
        if self.session.is_mute:
            self.is_cleared = False
            return Unknown(PrintTrouble.HALF_DEAD)
        if self.proves_by_id or not self._is_worked_off:
            self.is_cleared = False
            return Unknown(PrintTrouble.NO_PROOF)
        trouble = self.session.ask_status().trouble()
        if trouble is not None:
            return self._unsure(trouble)
        return Printed(PrintProof.BUFFER_STATUS)

    def _unsure(self, trouble: PrintTrouble, unsent: int = 0) -> Unknown:
        """The page may be whole on paper, cut or not."""
        return Unknown(self._given_up(trouble, unsent).reason)

    def _given_up(self, trouble: PrintTrouble, unsent: int = 0) -> NotPrinted:
        """Drops what waits in the printer, so that it never comes out for the next person; zeros
        first end a band that did not leave whole."""
        try:
            self.session.tell(bytes(unsent) + self.language.clearing)
        except LinkError:
            self.is_cleared = False  # the watch does it as soon as the printer answers
        return NotPrinted(trouble)


def trouble_of(error: LinkError) -> PrintTrouble:
    """The trouble that a line's error is for a page. A printer that falls silent inside a
    dialogue had answered before."""
    if type(error) is LinkTimeout:
        return PrintTrouble.HALF_DEAD
    return PrintTrouble(error.reason)
