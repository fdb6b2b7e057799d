"""Some pages printed one after another through all that a seed has in store, and then judged.

What is promised of each page, once all that was sent has come out or was dropped:

* printed: its dots are wholly on one piece of paper, once, and on a piece of their own;
* not printed: they are on no piece, also not on one that came out later;
* unknown: at most once. Never twice, whatever was said.
"""

import random
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from hardware.printers import NotPrinted, Printed, PrintOutcome, ReceiptPrinter, Unknown
from hardware.printers.timing import PrinterTiming
from tests.hardware.truth.lies import Lie
from tests.hardware.truth.moments import Clockwork
from tests.hardware.truth.pages import Page, Piece
from tests.hardware.truth.printer_bench import PrinterBench
from tests.hardware.truth.printers_under_test import IMPATIENT, OpenPrinter, PrinterVariant
from tests.hardware.truth.printing_schedule import (
    PrintingJob,
    calm_job,
    draw_jobs,
    draw_noisy_jobs,
)
from tests.hardware.truth.tally import UNKNOWN, Tally
from tests.support.waiting import eventually

_COMES_BACK_WITHIN_S = 10.0
_CALM_JOBS = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """`outcome` is None when the process crashed before it could say anything."""

    page: Page
    outcome: PrintOutcome | None


class Troubles(StrEnum):
    """What may go wrong in a round."""

    NONE = "none"
    ALL = "all"
    NOISE = "noise"  # also what no driver can notice


class PrintingRound:
    def __init__(
        self,
        seed: int,
        variant: PrinterVariant,
        open_printer: OpenPrinter | None = None,
        timing: PrinterTiming = IMPATIENT,
        troubles: Troubles = Troubles.ALL,
    ) -> None:
        self._chance = random.Random(f"printing {variant} {seed}")
        self._variant = variant
        self._open = open_printer or variant.open
        self._timing = timing
        columns = variant.columns_dots
        self._troubles = troubles
        match troubles:
            case Troubles.NONE:
                self.jobs = tuple(calm_job(self._chance, columns) for _ in range(_CALM_JOBS))
            case Troubles.ALL:
                is_serial = variant.listen == "pty"
                self.jobs = draw_jobs(self._chance, columns, has_noise=is_serial)
            case Troubles.NOISE:
                self.jobs = draw_noisy_jobs(self._chance, columns)
            case _:
                assert_never(troubles)
        self._numbers = iter(range(1, 2**16))

    def run(self, folder: Path) -> Tally:
        """Raises Lie."""
        bench = PrinterBench(self._variant, folder)
        printer = self._open(bench.address, self._timing)
        statements: list[Statement] = []
        try:
            for job in self.jobs:
                statement = self._printed(bench, printer, job)
                statements.append(statement)
                if statement.outcome is None:
                    printer.close()
                    printer = self._open(bench.address, self._timing)
                    printer.discard_torn_page()
            bench.mend()
            statements += self._until_it_prints(bench, printer)
            eventually(lambda: bench.state()["waiting"] == 0, "all is worked off")
            pieces = bench.pieces()
        finally:
            printer.close()
            bench.close()
        may_be_spoiled = self._troubles is Troubles.NOISE
        for place, statement in enumerate(statements):
            judge(statement, pieces, may_be_spoiled=may_be_spoiled and place < len(self.jobs))
        return _tally(statements)

    def _printed(
        self, bench: PrinterBench, printer: ReceiptPrinter, job: PrintingJob
    ) -> Statement:
        crash = Clockwork()
        if job.crash is not None:
            crash.at(job.crash.when, printer.close)
        bench.begin(job)
        crash.start()
        outcome = printer.print(job.page.image, next(self._numbers).to_bytes(4, "big"))
        bench.end()
        crash.stop()
        if job.is_mended:
            bench.mend()
        return Statement(job.page, None if job.crash is not None else outcome)

    def _until_it_prints(self, bench: PrinterBench, printer: ReceiptPrinter) -> list[Statement]:
        """All is mended: within some seconds the next person's page comes out. Only a printer
        that lost bytes inside a raster command's head, and now waits for millions of dots, has
        to be switched off and on for that."""
        statements: list[Statement] = []
        was_switched = False
        switched_at = time.monotonic() + _COMES_BACK_WITHIN_S / 2
        deadline = time.monotonic() + _COMES_BACK_WITHIN_S
        while not statements or not isinstance(statements[-1].outcome, Printed):
            if time.monotonic() > deadline:
                raise Lie(f"all is mended, and it prints nothing: {statements[-1].outcome}")
            if not was_switched and time.monotonic() > switched_at:
                was_switched = True
                bench.switch_off_and_on()
            job = calm_job(self._chance, self._variant.columns_dots)
            statements.append(self._printed(bench, printer, job))
        return statements


def judge(statement: Statement, pieces: list[Piece], *, may_be_spoiled: bool = False) -> None:
    """`may_be_spoiled`: what is printed may have wrong dots. Raises Lie."""
    page = statement.page
    found = [piece for piece in pieces for _ in range(page.count_on(piece))]
    where = ", ".join(piece.name for piece in found) or "no piece"
    told = f"{statement.outcome}; the page of {page.height} rows is on {where}"
    if len(found) > 1:
        raise Lie(f"twice: {told}")
    match statement.outcome:
        case Printed() if may_be_spoiled:
            pass
        case Printed():
            if not found:
                raise Lie(f"printed, and not on paper: {told}")
            if not page.stands_alone_on(found[0]):
                raise Lie(f"printed on a piece with other dots: {told}")
        case NotPrinted():
            if found:
                raise Lie(f"not printed, and on paper: {told}")
        case Unknown() | None:
            pass
        case _:
            assert_never(statement.outcome)


def _tally(statements: list[Statement]) -> Tally:
    tally = Tally()
    for statement in statements:
        match statement.outcome:
            case Printed():
                tally.add("printed")
            case NotPrinted():
                tally.add("not printed")
            case Unknown():
                tally.add(UNKNOWN)
            case None:
                tally.add("crashed")
            case _:
                assert_never(statement.outcome)
    return tally
