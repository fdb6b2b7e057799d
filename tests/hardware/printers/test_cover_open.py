"""A cover opened: before a page, and while it prints."""

import threading

from PIL import Image

from hardware.printers import NotPrinted, Printed, PrintOutcome, PrintTrouble
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench
from tests.support.waiting import eventually


def test_an_open_cover_is_reported_and_nothing_is_sent(bench: Bench, page: Image.Image) -> None:
    bench.do(do="cover", value="open")
    bench.until_printer(DeviceState.FAILED, PrintTrouble.COVER_OPEN)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.COVER_OPEN)
    bench.do(do="cover", value="closed")
    bench.until_printer(DeviceState.READY)
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    assert len(bench.papers()) == 1


def test_a_cover_opened_while_printing_means_not_printed(bench: Bench, page: Image.Image) -> None:
    bench.do(do="speed", rows_per_s=400)
    outcomes: list[PrintOutcome] = []
    printing = threading.Thread(target=lambda: outcomes.append(bench.printer.print(page, b"job1")))
    printing.start()
    eventually(lambda: bench.do(do="state")["rows_hanging_out"], "the page has begun to come out")
    bench.do(do="cover", value="open")
    printing.join()
    assert outcomes == [NotPrinted(PrintTrouble.COVER_OPEN)]
    assert bench.papers() == []


def test_a_printer_switched_offline_says_so(bench: Bench, page: Image.Image) -> None:
    bench.do(do="offline", value=True)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.OFFLINE)
