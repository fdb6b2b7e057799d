"""The thread that draws and prints receipts. Each job is answered once, printed at most
once."""

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import assert_never

from PIL import Image

from contract.clock import Clock
from hardware.paper import render
from hardware.printers import NotPrinted, Printed, ReceiptPrinter, Uncertain
from kiosk.journeys.commands import PrintReceipt
from kiosk.journeys.happenings import PaperAnswer, PaperNotPrinted, PaperPrinted, PaperUncertain
from kiosk.receipts import ReceiptOffice

log = logging.getLogger(__name__)


class PaperWorker:
    """`answer` is called on this worker's thread."""

    def __init__(
        self,
        printer: ReceiptPrinter | None,
        office: ReceiptOffice,
        clock: Clock,
        answer: Callable[[PaperAnswer], None],
    ) -> None:
        self._printer = printer
        self._office = office
        self._clock = clock
        self._answer = answer
        self._jobs: SimpleQueue[PrintReceipt | None] = SimpleQueue()
        Thread(target=self._work, name="paper", daemon=True).start()

    def take(self, job: PrintReceipt) -> None:
        self._jobs.put(job)

    def stop(self) -> None:
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._answer(self._done(job))

    def _done(self, job: PrintReceipt) -> PaperAnswer:
        name = job.payment.ticket.job
        if self._printer is None:
            return PaperNotPrinted(name, "absent")
        try:
            image = self._draw(job, self._printer.columns_dots)
        except Exception:
            log.exception("a receipt could not be drawn")
            return PaperNotPrinted(name, "not_drawn")
        try:
            return self._print(name, self._printer, image)
        except Exception:
            log.exception("the printer's driver failed")
            return PaperUncertain(name, "driver_failed")

    def _draw(self, job: PrintReceipt, columns_dots: int) -> Image.Image:
        now_ms = self._clock.now().utc_ms
        return render(self._office.page(job.payment, job.result, now_ms, columns_dots))

    def _print(self, name: str, printer: ReceiptPrinter, image: Image.Image) -> PaperAnswer:
        outcome = printer.print(image, bytes.fromhex(name))
        match outcome:
            case Printed(proof):
                return PaperPrinted(name, proof.value)
            case NotPrinted(reason):
                return PaperNotPrinted(name, reason.value)
            case Uncertain(reason):
                return PaperUncertain(name, reason.value)
            case _:
                assert_never(outcome)
