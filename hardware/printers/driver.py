"""A receipt printer of any family: what it is like now, and pages on paper with proof."""

import logging
import math
import threading
import time

from PIL import Image

from hardware.address import DeviceAddress, SerialAddress
from hardware.device import Listener, StateChanged, Watch, ignore_events
from hardware.link import Flow, LinkDown, LinkError, LinkTimeout, Unplugged, open_link
from hardware.printers.job import Page, PrintJob, trouble_of
from hardware.printers.language import Language
from hardware.printers.letterhead import LetterheadKeeper
from hardware.printers.port import (
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintProof,
    PrintTrouble,
)
from hardware.printers.session import NoSense, PrinterSession
from hardware.printers.speeds import answering_speed
from hardware.printers.status import PrinterStatus
from hardware.printers.timing import PrinterTiming
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder

log = logging.getLogger(__name__)

_REPORTED = frozenset(reason.value for reason in Reason)


class WatchedPrinter:
    """One printer, watched by a thread that opens its line again whenever it breaks.

    Two reports. The printer is FAILED when the machine or its line stands still; at the paper's
    end it is READY and the paper FAILED, so that nobody sends a mechanic for want of a roll.
    Near the end the paper is DEGRADED: it prints, and someone should come.

    Failures: a line that cannot be opened or stays mute makes `reports` say so and `print`
    answer NotPrinted; nothing raises. Only one thread prints at a time.
    """

    def __init__(
        self,
        address: DeviceAddress,
        language: Language,
        columns_dots: int,
        *,
        flow: Flow = Flow.NONE,
        timing: PrinterTiming | None = None,
        listener: Listener = ignore_events,
    ) -> None:
        self._address = address
        self._language = language
        self._columns_dots = columns_dots
        self._flow = flow
        self._timing = timing or PrinterTiming()
        self._printer = ReportHolder(
            Component.PRINTER, lambda report: listener(StateChanged(report))
        )
        self._paper = ReportHolder(Component.PAPER, lambda report: listener(StateChanged(report)))
        self._line = threading.Lock()  # held by whoever talks to the printer
        self._session: PrinterSession | None = None
        self._letterhead = LetterheadKeeper(language, self._timing)
        self._torn = False  # a piece hangs out that is to be cut off before the next page
        self._torn_is_cut = False  # that has been tried, as soon as the printer worked again
        self._to_clear = False  # something may wait inside that must not come out
        self._resync_tried_at = -math.inf
        self._has_answered = False
        self._proves_by_id = False
        self._speeds_tried_at = -math.inf
        self._other_baud: int | None = None
        self._watch = Watch(
            "printer-watch", self._look, self._forget_session, self._failed, self._line
        )
        self._watch.start()

    @property
    def columns_dots(self) -> int:
        return self._columns_dots

    def reports(self) -> tuple[DeviceReport, ...]:
        return self._printer.current(), self._paper.current()

    def print(
        self, image: Image.Image, job_id: bytes, begin_before: float = math.inf
    ) -> PrintOutcome:
        if image.mode != "1" or image.width != self._columns_dots or image.height == 0:
            return NotPrinted(PrintTrouble.BAD_IMAGE)
        with self._line:
            if self._watch.is_closing:
                return NotPrinted(PrintTrouble.CLOSED)
            try:
                session = self._answering()
                status = session.latest_status
                trouble = None if status is None else status.trouble()
                if trouble is None:
                    self._letterhead.look(session, may_store=False)
            except LinkError as error:
                return NotPrinted(self._line_failed(error))
            if trouble is None and time.monotonic() > begin_before:
                trouble = PrintTrouble.EXPIRED
            if trouble is not None:
                self._learn(session)
                return NotPrinted(trouble)
            return self._run(session, image, job_id)

    def keep_letterhead(self, image: Image.Image) -> None:
        if image.mode == "1" and image.width == self._columns_dots:
            self._letterhead.wish(image)
            self._watch.wake()

    def discard_torn_page(self) -> None:
        self._torn, self._torn_is_cut, self._to_clear = True, False, True
        self._watch.wake()

    def wake(self) -> None:
        self._speeds_tried_at = -math.inf
        self._watch.wake()

    def close(self) -> None:
        self._watch.close(self._interrupt)

    def _run(self, session: PrinterSession, image: Image.Image, job_id: bytes) -> PrintOutcome:
        page = Page(image, job_id, self._letterhead.kept, self._letterhead.is_exact)
        job = PrintJob(session, self._language, self._timing, page, self._torn, self._proves_by_id)
        outcome = job.run()
        self._torn = job.has_sent and not isinstance(outcome, Printed)
        self._torn_is_cut = False
        self._to_clear = not job.is_cleared
        if isinstance(outcome, Printed):
            self._proves_by_id |= outcome.proof is not PrintProof.BUFFER_STATUS
        self._learn(session)
        if self._to_clear:
            self._forget_session()
            if not isinstance(outcome, Printed) and outcome.reason.value in _REPORTED:
                self._printer.set(DeviceState.FAILED, Reason(outcome.reason))
        return outcome

    def _look(self) -> float:
        try:
            session = self._answering()
            self._learn(session)
            status = session.latest_status
            if status is not None and status.trouble() is None:
                self._cut_torn_piece(session)
                self._letterhead.look(session, may_store=True)
        except LinkError as error:
            self._line_failed(error)
        return self._timing.poll_s

    def _cut_torn_piece(self, session: PrinterSession) -> None:
        """As soon as the printer works again: it may bear a name, and the next person comes.
        Nothing proves this cut, so that the next page begins with one too."""
        if self._torn and not self._torn_is_cut:
            session.tell(self._language.cut_off)
            self._torn_is_cut = True

    def _answering(self) -> PrinterSession:
        """A session that has just answered; a line that went stale is opened anew, once."""
        session = self._session
        if session is not None:
            try:
                session.ask_status()
            except LinkError:
                self._forget_session()
                session = None
        if session is None:
            session = self._opened()
        if self._to_clear:
            session.tell(self._language.resync())
            self._to_clear = False
        return session

    def _opened(self) -> PrinterSession:
        session = self._open_session()
        try:
            session.ask_status()
        except NoSense:
            raise
        except LinkTimeout:
            if isinstance(self._address, SerialAddress) and not self._has_answered:
                self._forget_session()
                self._look_for_another_speed(self._address)
                session = self._open_session()
            self._resync(session)
        self._resync_tried_at, self._has_answered = -math.inf, True
        session.tell(self._language.greeting)
        return session

    def _open_session(self) -> PrinterSession:
        if self._watch.is_closing:
            raise LinkDown("The printer is being closed.", "Start the kiosk again.")
        link = open_link(self._address, time.monotonic() + self._timing.open_s, self._flow)
        baud = self._address.baud if isinstance(self._address, SerialAddress) else None
        self._session = PrinterSession(link, self._language, self._timing, baud)
        return self._session

    def _look_for_another_speed(self, address: SerialAddress) -> None:
        """A serial printer that has never answered may only be set to another speed. Looked for
        now and then; what was found holds until then. Raises NoSense."""
        now = time.monotonic()
        if now - self._speeds_tried_at >= self._timing.other_speeds_s:
            self._speeds_tried_at = now
            self._other_baud = answering_speed(
                address, self._language, self._flow, self._timing, self._watch
            )
        if self._other_baud is not None:
            raise NoSense(
                f"The printer at {address.path} answers at {self._other_baud} baud.",
                "Write that speed into devices.toml, or set the printer's own switches.",
            )

    def _resync(self, session: PrinterSession) -> None:
        """When the printer falls mute, and now and then while it stays so: it may be waiting for
        the rest of a band, and what was sent to end it may have been lost too."""
        now = time.monotonic()
        if now - self._resync_tried_at < self._timing.resync_s:
            raise LinkTimeout(
                f"The printer at {self._address} does not answer.",
                "Switch it off and on; check its speed, its flow control and its command mode.",
            )
        self._resync_tried_at = now
        session.tell(self._language.resync())
        session.ask_status()
        self._torn, self._torn_is_cut = True, False

    def _line_failed(self, error: LinkError) -> PrintTrouble:
        """Says so in the reports; the trouble it is for a page."""
        self._forget_session()
        trouble = trouble_of(error)
        if trouble is PrintTrouble.HALF_DEAD and not self._has_answered:
            trouble = PrintTrouble.NO_ANSWER
        if isinstance(error, Unplugged):
            self._has_answered = False  # who knows what will be plugged in
        if (
            trouble is PrintTrouble.WRONG_BAUD
            and self._printer.current().reason is not Reason.WRONG_BAUD
        ):
            log.warning("%s", error.what)
        self._printer.set(DeviceState.FAILED, Reason(trouble))
        if self._paper.current().state is DeviceState.STARTING:
            self._paper.set(DeviceState.FAILED, Reason(trouble))  # nobody else could tell
        return trouble

    def _failed(self, reason: Reason) -> None:
        self._forget_session()
        self._printer.set(DeviceState.FAILED, reason)

    def _interrupt(self) -> None:
        session = self._session
        if session is not None:
            session.interrupt()

    def _forget_session(self) -> None:
        session, self._session = self._session, None
        self._letterhead.forget()
        if session is not None:
            session.close()

    def _learn(self, session: PrinterSession) -> None:
        status = session.latest_status
        if status is not None:
            self._report(status)

    def _report(self, status: PrinterStatus) -> None:
        trouble = status.trouble()
        if trouble is None or trouble is PrintTrouble.PAPER_END:
            self._printer.set(DeviceState.READY)
        else:
            self._printer.set(DeviceState.FAILED, Reason(trouble))
        if status.paper_end:
            self._paper.set(DeviceState.FAILED, Reason.PAPER_END, 0)
        elif status.paper_near_end:
            self._paper.set(DeviceState.DEGRADED, Reason.PAPER_NEAR_END)
        else:
            self._paper.set(DeviceState.READY)
