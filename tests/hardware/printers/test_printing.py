"""A page that comes out: the same dots on paper, and the printer's own word for it."""

import threading

from PIL import Image, ImageChops

from hardware.paper import render, sample_page
from hardware.printers import NotPrinted, Printed, PrintProof, PrintTrouble
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench, OpenBench
from tests.support.waiting import assert_no_hang, eventually


def test_the_dots_on_paper_are_the_dots_of_the_page(bench: Bench) -> None:
    page = render(sample_page())
    assert bench.printer.print(page, b"job1") == Printed(PrintProof.PROCESS_ID)
    (paper,) = bench.papers()
    with Image.open(paper) as printed:
        top = printed.convert("1").crop((0, 0, *page.size))
        assert ImageChops.difference(top.convert("L"), page.convert("L")).getbbox() is None


def test_pages_come_out_in_order_each_once(bench: Bench, page: Image.Image) -> None:
    for number in range(3):
        assert bench.printer.print(page, bytes((0, 0, 0, number))) == Printed(
            PrintProof.PROCESS_ID
        )
    assert [paper.name for paper in bench.papers()] == [
        "receipt-0001.png",
        "receipt-0002.png",
        "receipt-0003.png",
    ]


def test_a_job_id_that_looks_like_commands_is_no_trouble(bench: Bench, page: Image.Image) -> None:
    assert bench.printer.print(page, b"\x10\x04\x01\x37") == Printed(PrintProof.PROCESS_ID)


def test_a_serial_printer_prints_the_same(open_bench: OpenBench, page: Image.Image) -> None:
    bench = open_bench("pty")
    assert bench.printer.print(page, b"job1") == Printed(PrintProof.PROCESS_ID)


def test_a_clone_without_process_id_proves_by_its_buffer(
    open_bench: OpenBench, page: Image.Image
) -> None:
    bench = open_bench(process_id=False)
    assert bench.printer.print(page, b"job1") == Printed(PrintProof.BUFFER_STATUS)


def test_a_picture_of_another_width_is_not_sent(bench: Bench) -> None:
    outcome = bench.printer.print(Image.new("1", (400, 10)), b"job1")
    assert outcome == NotPrinted(PrintTrouble.BAD_IMAGE)


def test_the_report_is_there_at_once_while_a_slow_page_prints(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="speed", rows_per_s=400)
    printing = threading.Thread(target=bench.printer.print, args=(page, b"slow"))
    printing.start()
    report, _ = bench.printer.reports()
    assert printing.is_alive(), "the answer waited for the page"
    assert report.state is DeviceState.READY
    printing.join()
    assert len(bench.papers()) == 1


def test_closing_in_the_middle_of_a_page_does_not_wait_for_it(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="speed", rows_per_s=50)
    outcomes: list[object] = []
    printing = threading.Thread(target=lambda: outcomes.append(bench.printer.print(page, b"slow")))
    printing.start()
    eventually(lambda: bench.do(do="state")["waiting"], "the page is on its way")
    with assert_no_hang("closing"):
        bench.printer.close()
        printing.join()
    assert not isinstance(outcomes[0], Printed)
    assert bench.printer.print(page, b"job2") == NotPrinted(PrintTrouble.CLOSED)
