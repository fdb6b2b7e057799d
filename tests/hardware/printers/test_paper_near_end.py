"""Paper that will end soon: it prints, and someone should come."""

from PIL import Image

from hardware.device import Fit, fitness_of
from hardware.printers import NotPrinted, Printed, PrintTrouble
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench


def test_it_is_reported_of_the_paper_and_not_of_the_printer(bench: Bench) -> None:
    bench.do(do="paper", value="near_end")
    bench.until_paper(DeviceState.DEGRADED, Reason.PAPER_NEAR_END)
    bench.until_printer(DeviceState.READY)


def test_a_receipt_is_printed_and_the_printer_is_fit(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="near_end")
    bench.until_paper(DeviceState.DEGRADED, Reason.PAPER_NEAR_END)
    assert fitness_of(bench.printer.reports()) == Fit()
    assert isinstance(bench.printer.print(page, b"job1"), Printed)


def test_the_end_is_told_after_the_near_end(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="near_end")
    bench.until_paper(DeviceState.DEGRADED, Reason.PAPER_NEAR_END)
    bench.do(do="paper", value="out", after_rows=250)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.PAPER_END)
    assert bench.printer.reports()[1].reason is Reason.PAPER_END
    assert bench.printer.reports()[0].state is DeviceState.READY
