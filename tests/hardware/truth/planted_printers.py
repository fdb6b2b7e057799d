"""Drivers with one bug each, as they are written by people in a hurry."""

from PIL import Image

from hardware.address import DeviceAddress
from hardware.printers import (
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintProof,
    PrintTrouble,
    ReceiptPrinter,
    Unknown,
)
from hardware.printers.timing import PrinterTiming
from hardware.state import DeviceReport
from tests.hardware.truth.printers_under_test import OpenPrinter
from tests.support.waiting import lasts


class Planted:
    """A right driver, of which one answer is spoiled."""

    def __init__(self, right: ReceiptPrinter) -> None:
        self._right = right

    @property
    def columns_dots(self) -> int:
        return self._right.columns_dots

    def reports(self) -> tuple[DeviceReport, ...]:
        return self._right.reports()

    def print(
        self, image: Image.Image, job_id: bytes, begin_before: float = float("inf")
    ) -> PrintOutcome:
        return self._right.print(image, job_id, begin_before)

    def keep_letterhead(self, image: Image.Image) -> None:
        self._right.keep_letterhead(image)

    def discard_torn_page(self) -> None:
        self._right.discard_torn_page()

    def wake(self) -> None:
        self._right.wake()

    def close(self) -> None:
        self._right.close()


class SilenceIsPrinted(Planted):
    """«It took all the bytes, so it will have printed them.»"""

    def print(
        self, image: Image.Image, job_id: bytes, begin_before: float = float("inf")
    ) -> PrintOutcome:
        outcome = super().print(image, job_id, begin_before)
        return Printed(PrintProof.PROCESS_ID) if isinstance(outcome, Unknown) else outcome


class SilenceIsNotPrinted(Planted):
    """«It did not say that it printed, so it did not.»"""

    def print(
        self, image: Image.Image, job_id: bytes, begin_before: float = float("inf")
    ) -> PrintOutcome:
        outcome = super().print(image, job_id, begin_before)
        return NotPrinted(outcome.reason) if isinstance(outcome, Unknown) else outcome


class SendsAgain(Planted):
    """«It did not work: once more.»"""

    def print(
        self, image: Image.Image, job_id: bytes, begin_before: float = float("inf")
    ) -> PrintOutcome:
        outcome = super().print(image, job_id, begin_before)
        if not isinstance(outcome, Unknown):
            return outcome
        lasts(0.05)
        return super().print(image, bytes((0x7F, *job_id[1:])), begin_before)


class TroubleIsPrinted(Planted):
    """«Paper end comes after the page.»"""

    def print(
        self, image: Image.Image, job_id: bytes, begin_before: float = float("inf")
    ) -> PrintOutcome:
        outcome = super().print(image, job_id, begin_before)
        if isinstance(outcome, NotPrinted) and outcome.reason is PrintTrouble.PAPER_END:
            return Printed(PrintProof.BUFFER_STATUS)
        return outcome


PLANTED: tuple[type[Planted], ...] = (
    SilenceIsPrinted,
    SilenceIsNotPrinted,
    SendsAgain,
    TroubleIsPrinted,
)


def planted(bug: type[Planted], right: OpenPrinter) -> OpenPrinter:
    def open_printer(address: DeviceAddress, timing: PrinterTiming) -> ReceiptPrinter:
        return bug(right(address, timing))

    return open_printer
