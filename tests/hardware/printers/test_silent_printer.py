"""A printer that takes bytes and says nothing."""

import threading

from PIL import Image

from hardware.printers import NotPrinted, Printed, PrintOutcome, PrintTrouble, Uncertain
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench
from tests.support.waiting import eventually


def test_a_mute_printer_is_sent_nothing(bench: Bench, page: Image.Image) -> None:
    bench.do(do="silent", value=True)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.NO_ANSWER)
    bench.until_printer(DeviceState.FAILED, PrintTrouble.NO_ANSWER)
    assert bench.papers() == []


def test_a_printer_that_falls_mute_after_the_page_leaves_it_uncertain(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="speed", rows_per_s=600)
    outcomes: list[PrintOutcome] = []
    printing = threading.Thread(target=lambda: outcomes.append(bench.printer.print(page, b"job1")))
    printing.start()
    # 500 rows in three bands at once in its buffer: all has left when a tenth is on paper.
    eventually(lambda: int(str(bench.do(do="state")["rows_hanging_out"])) > 50, "it prints")
    bench.do(do="silent", value=True)
    printing.join()
    assert outcomes == [Uncertain(PrintTrouble.NO_PROOF)]
    assert len(bench.papers()) == 1  # it did come out: that is why uncertain is not "no"


def test_an_uncertain_page_is_not_sent_again_by_itself(bench: Bench, page: Image.Image) -> None:
    test_a_printer_that_falls_mute_after_the_page_leaves_it_uncertain(bench, page)
    bench.do(do="silent", value=False)
    bench.do(do="speed", rows_per_s=0)
    bench.until_printer(DeviceState.READY)
    assert len(bench.papers()) == 1
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    assert len(bench.papers()) == 2
