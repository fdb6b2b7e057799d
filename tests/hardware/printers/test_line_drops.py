"""A line that breaks: cable out, network gone, power cut in the middle of a band."""

import threading

import pytest
from PIL import Image

from hardware.address import TcpAddress
from hardware.printers import (
    EscPosPrinter,
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintTrouble,
    Unknown,
)
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import TIMING, Bench
from tests.support.waiting import eventually


def test_a_printer_that_is_not_there_is_not_printed_to(page: Image.Image) -> None:
    printer = EscPosPrinter(TcpAddress("127.0.0.1", 1), timing=TIMING)
    assert printer.print(page, b"job1") == NotPrinted(PrintTrouble.LINK_DOWN)
    assert printer.reports()[0].reason is Reason.LINK_DOWN
    printer.close()


def test_a_line_that_breaks_before_the_last_band_means_not_printed(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="drop", after_bytes=5000)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.LINK_LOST)


@pytest.mark.parametrize("after_bytes", [1000, 5000, 9000])
def test_after_a_broken_line_the_next_receipt_is_whole_and_alone(
    bench: Bench, page: Image.Image, after_bytes: int
) -> None:
    bench.do(do="drop", after_bytes=after_bytes)
    assert not isinstance(bench.printer.print(page, b"job1"), Printed)
    bench.until_printer(DeviceState.READY)
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    with Image.open(bench.papers()[-1]) as receipt:
        assert receipt.height == page.height + 96
    assert bench.do(do="state")["garbage_bytes"] == 0


def test_a_line_that_breaks_while_the_proof_is_awaited_leaves_it_unknown(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="speed", rows_per_s=600)
    outcomes: list[PrintOutcome] = []
    printing = threading.Thread(target=lambda: outcomes.append(bench.printer.print(page, b"job1")))
    printing.start()
    # The last line is sent once all before it, some 440 rows, is on paper.
    eventually(lambda: int(str(bench.do(do="state")["rows_hanging_out"])) > 465, "it ends")
    bench.do(do="drop")
    printing.join()
    assert outcomes == [Unknown(PrintTrouble.LINK_LOST)]


def test_an_idle_line_that_breaks_is_opened_again_by_itself(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="drop")
    assert isinstance(bench.printer.print(page, b"job1"), Printed)
    bench.until_printer(DeviceState.READY)


def test_a_printer_cut_off_inside_a_band_is_brought_back_by_the_next_driver(
    bench: Bench, page: Image.Image
) -> None:
    """The kiosk loses its power in the middle of a band: the printer still waits for dots, and
    would take a new driver's questions for dots."""
    bench.do(do="drop", after_bytes=3000)
    bench.printer.print(page, b"job1")
    restarted = bench.another_driver()
    eventually(lambda: restarted.reports()[0].state is DeviceState.READY, "it answers again")
    assert isinstance(restarted.print(page, b"job2"), Printed)
    with Image.open(bench.papers()[-1]) as receipt:
        assert receipt.height == page.height + 96


def test_a_kiosk_that_knows_of_a_torn_page_can_have_it_cut_off(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="paper", value="out", after_rows=250)
    bench.printer.print(page, b"job1")
    bench.do(do="paper", value="ok")
    restarted = bench.another_driver()
    eventually(lambda: restarted.reports()[1].state is DeviceState.READY, "it answers")
    restarted.discard_torn_page()
    assert isinstance(restarted.print(page, b"job2"), Printed)
    assert len(bench.papers()) == 2
