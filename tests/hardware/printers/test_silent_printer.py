"""A printer that takes bytes and says nothing."""

import threading

from PIL import Image

from hardware.printers import NotPrinted, Printed, PrintOutcome, PrintTrouble, Unknown
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench
from tests.support.waiting import eventually


def test_a_mute_printer_is_sent_nothing(bench: Bench, page: Image.Image) -> None:
    bench.do(do="silent", value=True)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.HALF_DEAD)
    bench.until_printer(DeviceState.FAILED, PrintTrouble.HALF_DEAD)
    assert bench.papers() == []


def test_a_printer_that_falls_mute_after_the_page_leaves_it_unknown(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="speed", rows_per_s=600)
    outcomes: list[PrintOutcome] = []
    printing = threading.Thread(target=lambda: outcomes.append(bench.printer.print(page, b"job1")))
    printing.start()
    # The last line is sent once all before it, some 440 rows, is on paper.
    eventually(lambda: int(str(bench.do(do="state")["rows_hanging_out"])) > 465, "it ends")
    bench.do(do="silent", value=True)
    printing.join()
    assert outcomes == [Unknown(PrintTrouble.HALF_DEAD)]
    assert len(bench.papers()) == 1  # it did come out: that is why unknown is not "no"


def test_a_printer_that_falls_mute_inside_the_page_gets_no_more_of_it(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="speed", rows_per_s=600)
    outcomes: list[PrintOutcome] = []
    printing = threading.Thread(target=lambda: outcomes.append(bench.printer.print(page, b"job1")))
    printing.start()
    eventually(lambda: int(str(bench.do(do="state")["rows_hanging_out"])) > 50, "it prints")
    bench.do(do="silent", value=True)
    printing.join()
    assert outcomes == [NotPrinted(PrintTrouble.HALF_DEAD)]
    assert bench.papers() == []


def test_an_unknown_page_is_not_sent_again_by_itself(bench: Bench, page: Image.Image) -> None:
    test_a_printer_that_falls_mute_after_the_page_leaves_it_unknown(bench, page)
    bench.do(do="silent", value=False)
    bench.do(do="speed", rows_per_s=0)
    bench.until_printer(DeviceState.READY)
    assert len(bench.papers()) == 1
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    assert len(bench.papers()) == 2
