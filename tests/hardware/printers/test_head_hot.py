"""A head that is too hot: it stops, cools, and goes on by itself."""

from PIL import Image

from hardware.printers import NotPrinted, Printed, PrintTrouble
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench
from tests.support.waiting import eventually


def test_a_hot_head_is_reported_and_nothing_is_sent(bench: Bench, page: Image.Image) -> None:
    bench.do(do="head", value="hot")
    bench.until_printer(DeviceState.FAILED, Reason.HEAD_HOT)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.HEAD_HOT)
    assert bench.count("rows_hanging_out") == 0


def test_a_head_that_gets_hot_inside_a_page_means_not_printed(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="head", value="hot", after_rows=250)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.HEAD_HOT)
    assert bench.papers() == []


def test_when_it_has_cooled_the_rest_of_that_page_never_comes_out(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="head", value="hot", after_rows=250)
    bench.printer.print(page, b"job1")
    # No head cools before the printer has read what the driver said when it got hot.
    eventually(lambda: bench.count("cleared"), "what waits inside is cleared")
    bench.do(do="head", value="ok")
    bench.until_printer(DeviceState.READY)
    (torn,) = eventually(bench.papers, "what hung out is cut off at once")
    with Image.open(torn) as piece:
        assert piece.height < page.height
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    with Image.open(bench.papers()[-1]) as receipt:
        assert receipt.height == page.height + 96
