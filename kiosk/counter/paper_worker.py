"""The thread that draws and prints receipts. Each job is answered once, printed at most
once."""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import assert_never

from PIL import Image

from contract.clock import Clock
from contract.command_answer import Answer, AnswerCode
from edge_agent.device import AnswerWord
from hardware.paper import render, sample_page
from hardware.printers import NotPrinted, Printed, PrintOutcome, ReceiptPrinter, Unknown
from kiosk.journeys.commands import PrintCopy, PrintReceipt
from kiosk.journeys.happenings import PaperAnswer, PaperNotPrinted, PaperPrinted, PaperUncertain
from kiosk.receipts import Edition, ReceiptOffice

log = logging.getLogger(__name__)

BEGIN_WITHIN_S = 60.0
"""Later than this after it was asked for, a receipt is not begun: it may have waited behind others
that were found after a restart, or for a line that hung, and the citizen has gone."""


Job = PrintReceipt | PrintCopy


@dataclass(frozen=True)
class SampleSlip:
    """A page that shows what the printer can; it belongs to no payment."""


@dataclass(frozen=True)
class SampleSlipTried:
    """`answer` has the reason's key, or how it is known to be printed."""

    word: AnswerWord
    answer: Answer


class PaperWorker:
    """`answer` is called on this worker's thread."""

    def __init__(
        self,
        printer: ReceiptPrinter | None,
        office: ReceiptOffice,
        clock: Clock,
        answer: Callable[[PaperAnswer | SampleSlipTried], None],
    ) -> None:
        self._printer = printer
        self._office = office
        self._clock = clock
        self._answer = answer
        self._jobs: SimpleQueue[tuple[Job | SampleSlip, float] | None] = SimpleQueue()
        Thread(target=self._work, name="paper", daemon=True).start()

    def take(self, job: Job) -> None:
        self._jobs.put((job, time.monotonic() + BEGIN_WITHIN_S))

    def try_test_slip(self) -> None:
        """Behind what waits already."""
        self._jobs.put((SampleSlip(), time.monotonic() + BEGIN_WITHIN_S))

    def stop(self) -> None:
        self._jobs.put(None)

    def _work(self) -> None:
        self._keep_letterhead()
        while (waiting := self._jobs.get()) is not None:
            job, begin_before = waiting
            if isinstance(job, SampleSlip):
                self._answer(self._tried(begin_before))
            else:
                self._answer(self._done(job, begin_before))

    def _keep_letterhead(self) -> None:
        """Each receipt begins with it; a printer that can keep it prints sooner."""
        if self._printer is None:
            return
        try:
            self._printer.keep_letterhead(self._office.letterhead(self._printer.columns_dots))
        except Exception:
            log.exception("the letterhead could not be drawn")

    def _done(self, job: Job, begin_before: float) -> PaperAnswer:
        name = job.job if isinstance(job, PrintCopy) else job.payment.ticket.job
        if self._printer is None:
            return PaperNotPrinted(name, "absent")
        try:
            image = self._draw(job, self._printer.columns_dots)
        except Exception:
            log.exception("a receipt could not be drawn")
            return PaperNotPrinted(name, "not_drawn")
        try:
            outcome = self._printer.print(image, bytes.fromhex(name), begin_before)
        except Exception:
            log.exception("the printer's driver failed")
            return PaperUncertain(name, "driver_failed")
        return _answer_of(name, outcome)

    def _tried(self, begin_before: float) -> SampleSlipTried:
        if self._printer is None:
            return _tried("failed", AnswerCode.NOT_PRINTED, "not printed", reason="absent")
        try:
            page = render(sample_page(self._printer.columns_dots))
            outcome = self._printer.print(page, os.urandom(4), begin_before)
        except Exception:
            log.exception("the test slip failed")
            return _tried(
                "failed",
                AnswerCode.PRINT_UNKNOWN,
                "not known whether printed",
                reason="driver_failed",
            )
        match outcome:
            case Printed(proof):
                return _tried("done", AnswerCode.PRINTED, "printed", proof=proof.value)
            case NotPrinted(reason):
                return _tried("failed", AnswerCode.NOT_PRINTED, "not printed", reason=reason.value)
            case Unknown(reason):
                return _tried(
                    "failed",
                    AnswerCode.PRINT_UNKNOWN,
                    "not known whether printed",
                    reason=reason.value,
                )
            case _:
                assert_never(outcome)

    def _draw(self, job: Job, columns_dots: int) -> Image.Image:
        if isinstance(job, PrintCopy):
            found = job.found  # as of when it was paid
            return render(
                self._office.page(
                    found.payment, found.paid, found.paid_ms, columns_dots, Edition.COPY
                )
            )
        now_ms = self._clock.now().utc_ms
        return render(self._office.page(job.payment, job.result, now_ms, columns_dots))


def _answer_of(name: str, outcome: PrintOutcome) -> PaperAnswer:
    match outcome:
        case Printed(proof):
            return PaperPrinted(name, proof.value)
        case NotPrinted(reason):
            return PaperNotPrinted(name, reason.value)
        case Unknown(reason):
            return PaperUncertain(name, reason.value)
        case _:
            assert_never(outcome)


def _tried(word: AnswerWord, code: AnswerCode, line: str, **why: str) -> SampleSlipTried:
    return SampleSlipTried(word, Answer(code, f"{line}: {', '.join(why.values())}", why))
