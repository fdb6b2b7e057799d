"""Paper that ends: before a page, in the middle of it, soon."""

from PIL import Image

from hardware.printers import NotPrinted, Printed, PrintTrouble
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench
from tests.support.waiting import eventually


def test_no_paper_is_known_before_anything_is_sent(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="out")
    bench.until_paper(DeviceState.FAILED, PrintTrouble.PAPER_END)
    assert bench.printer.reports()[0].state is DeviceState.READY  # the machine itself is well
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.PAPER_END)
    assert bench.do(do="state")["rows_hanging_out"] == 0


def test_paper_ending_inside_a_page_means_not_printed(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="out", after_rows=250)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.PAPER_END)
    assert bench.papers() == []


def new_roll_once_given_up(bench: Bench) -> None:
    """Nobody changes a roll before the line has carried what the driver said last."""
    eventually(lambda: bench.count("cleared") > 0, "the printer drops the rest")
    bench.do(do="paper", value="ok")
    bench.until_paper(DeviceState.READY)


def test_the_rest_of_a_torn_page_never_comes_out_later(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="out", after_rows=250)
    bench.printer.print(page, b"job1")
    new_roll_once_given_up(bench)
    (torn,) = eventually(bench.papers, "what hung out is cut off at once")
    with Image.open(torn) as piece:
        assert piece.height < page.height
    assert bench.do(do="state")["waiting"] == 0


def test_a_torn_piece_does_not_hang_on_the_next_receipt(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="out", after_rows=250)
    bench.printer.print(page, b"job1")
    new_roll_once_given_up(bench)
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    torn, whole = bench.papers()
    with Image.open(torn) as piece, Image.open(whole) as receipt:
        assert piece.height < page.height
        assert receipt.height == page.height + 96  # the page and the way to the knife


def test_paper_near_its_end_still_prints_and_is_reported(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="near_end")
    bench.until_paper(DeviceState.DEGRADED, Reason.PAPER_NEAR_END)
    assert isinstance(bench.printer.print(page, b"job1"), Printed)
