"""A printer whose own switch is off, or that has an error no other name fits."""

from PIL import Image

from hardware.printers import NotPrinted, Printed, PrintTrouble
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench
from tests.support.waiting import eventually


def test_offline_is_reported_and_nothing_is_sent(bench: Bench, page: Image.Image) -> None:
    bench.do(do="offline", value=True)
    bench.until_printer(DeviceState.FAILED, Reason.OFFLINE)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.OFFLINE)
    assert bench.count("rows_hanging_out") == 0


def test_switched_off_inside_a_page_it_is_not_printed_and_never_comes_out(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="speed", rows_per_s=400)
    printing = bench.printing(page, b"job1")
    eventually(lambda: bench.count("rows_hanging_out") > 20, "it prints")
    bench.do(do="offline", value=True)
    assert printing.outcome() == NotPrinted(PrintTrouble.OFFLINE)
    bench.do(do="offline", value=False)
    bench.do(do="speed", rows_per_s=0)
    bench.until_printer(DeviceState.READY)
    torn = eventually(bench.papers, "what hung out is cut off at once, for nobody to find")
    with Image.open(torn[0]) as piece:
        assert piece.height < page.height
    assert bench.count("waiting") == 0
    assert len(bench.papers()) == 1


def test_another_error_has_a_name_of_its_own(bench: Bench, page: Image.Image) -> None:
    bench.do(do="error", value=True)
    bench.until_printer(DeviceState.FAILED, Reason.PRINTER_ERROR)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.PRINTER_ERROR)
    bench.do(do="error", value=False)
    bench.until_printer(DeviceState.READY)
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
