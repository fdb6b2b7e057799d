"""An ESC/POS receipt printer: what it is like now, and pages on paper with proof."""

import threading
import time

from PIL import Image

from hardware.address import DeviceAddress
from hardware.device import Listener, StateChanged, Watch, ignore_events
from hardware.link import LinkDown, LinkError, LinkTimeout, open_link
from hardware.printers.escpos.commands import AUTO_STATUS_ON, RESET
from hardware.printers.escpos.job import PrintJob, after_a_spoiled_page, resync
from hardware.printers.escpos.session import PrinterSession, PrinterTiming
from hardware.printers.escpos.status import PrinterStatus
from hardware.printers.port import (
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintProof,
    PrintTrouble,
)
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder

_PAPER_TROUBLES = (PrintTrouble.PAPER_END,)


class EscPosPrinter:
    """One printer, watched by a thread that opens its line again whenever it breaks.

    Failures: a line that cannot be opened or stays mute makes `report` say so and `print`
    answer NotPrinted at once; nothing raises. Only one thread prints at a time.
    """

    def __init__(
        self,
        address: DeviceAddress,
        columns_dots: int = 576,
        timing: PrinterTiming | None = None,
        listener: Listener = ignore_events,
    ) -> None:
        self._address = address
        self._columns_dots = columns_dots
        self._timing = timing or PrinterTiming()
        self._printer = ReportHolder(
            Component.PRINTER, lambda report: listener(StateChanged(report))
        )
        self._paper = ReportHolder(Component.PAPER, lambda report: listener(StateChanged(report)))
        self._line = threading.Lock()  # held by whoever talks to the printer
        self._session: PrinterSession | None = None
        self._spoiled = False
        self._may_resync = True
        self._knows_process_id = False
        self._watch = Watch(
            "printer-watch", self._look, self._forget_session, self._failed, self._line
        )
        self._watch.start()

    @property
    def columns_dots(self) -> int:
        return self._columns_dots

    def reports(self) -> tuple[DeviceReport, ...]:
        return self._printer.current(), self._paper.current()

    def print(self, image: Image.Image, job_id: bytes) -> PrintOutcome:
        if image.mode != "1" or image.width != self._columns_dots or image.height == 0:
            return NotPrinted(PrintTrouble.BAD_IMAGE)
        with self._line:
            if self._watch.is_closing:
                return NotPrinted(PrintTrouble.CLOSED)
            try:
                session = self._answering()
            except LinkError as error:
                self._drop_line(error)
                return NotPrinted(_reason(error))
            row_bytes = self._columns_dots // 8
            opening = after_a_spoiled_page(row_bytes) if self._spoiled else RESET
            job = PrintJob(session, self._timing, image, job_id, opening, self._knows_process_id)
            outcome = job.run()
            self._spoiled = (self._spoiled or job.has_sent) and not isinstance(outcome, Printed)
            self._note(outcome)
            return outcome

    def discard_torn_page(self) -> None:
        """Before the next page, drop what waits in the printer and cut off what hangs out.

        For a kiosk that finds, after a crash, that a page was being printed.
        """
        with self._line:
            self._spoiled = True

    def wake(self) -> None:
        self._watch.wake()

    def close(self) -> None:
        self._watch.close(self._interrupt)

    def _interrupt(self) -> None:
        session = self._session
        if session is not None:
            session.interrupt()

    def _note(self, outcome: PrintOutcome) -> None:
        if self._session is not None and self._session.latest_status is not None:
            self._learn(self._session.latest_status)
        if isinstance(outcome, Printed):
            self._knows_process_id |= outcome.proof is PrintProof.PROCESS_ID
        elif outcome.reason in (PrintTrouble.LINK_LOST, PrintTrouble.NO_ANSWER):
            self._forget_session()
            self._printer.set(DeviceState.FAILED, Reason(outcome.reason))

    def _look(self) -> float:
        try:
            self._learn(self._answering().ask_status())
        except LinkError as error:
            self._drop_line(error)
        return self._timing.poll_s

    def _failed(self, reason: Reason) -> None:
        self._forget_session()
        self._printer.set(DeviceState.FAILED, reason)

    def _answering(self) -> PrinterSession:
        """A session that has just answered; a line that went stale is opened anew, once."""
        if self._session is not None:
            try:
                self._session.ask_status()
                return self._session
            except LinkError:
                self._forget_session()
        link = open_link(self._address, time.monotonic() + self._timing.open_s)
        session = self._session = PrinterSession(link, self._timing)
        try:
            session.ask_status()
        except LinkTimeout:
            self._resync(session)
        self._may_resync = True
        session.send(AUTO_STATUS_ON)
        return session

    def _resync(self, session: PrinterSession) -> None:
        """Once for each time the printer falls mute: it may be waiting for the rest of a band."""
        if not self._may_resync:
            raise LinkTimeout(
                f"The printer at {self._address} does not answer.",
                "Switch it off and on; check that its mode is ESC/POS.",
            )
        self._may_resync = False
        session.send(resync(self._columns_dots // 8))
        session.ask_status()
        self._spoiled = True

    def _drop_line(self, error: LinkError) -> None:
        self._forget_session()
        self._printer.set(DeviceState.FAILED, error.reason)
        if self._paper.current().state is DeviceState.STARTING:
            self._paper.set(DeviceState.FAILED, error.reason)  # nobody else could tell

    def _forget_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _learn(self, status: PrinterStatus) -> None:
        trouble = status.trouble()
        if trouble is None or trouble in _PAPER_TROUBLES:
            self._printer.set(DeviceState.READY)
        else:
            self._printer.set(DeviceState.FAILED, Reason(trouble))
        if status.paper_end:
            self._paper.set(DeviceState.FAILED, Reason.PAPER_END, 0)
        elif status.paper_near_end:
            self._paper.set(DeviceState.DEGRADED, Reason.PAPER_NEAR_END)
        else:
            self._paper.set(DeviceState.READY)


def _reason(error: LinkError) -> PrintTrouble:
    if isinstance(error, LinkDown):
        return PrintTrouble.LINK_DOWN
    return PrintTrouble.NO_ANSWER if isinstance(error, LinkTimeout) else PrintTrouble.LINK_LOST
