"""A page that is too late: the one it was for has gone."""

import math
import time

import pytest
from PIL import Image

from hardware.printers import NotPrinted, Printed, PrintTrouble
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench, OpenBench
from tests.support.waiting import eventually


def test_a_page_past_its_time_is_not_begun(bench: Bench, page: Image.Image) -> None:
    before = bench.count("received_bytes")
    outcome = bench.printer.print(page, b"job1", begin_before=time.monotonic() - 1)
    assert outcome == NotPrinted(PrintTrouble.EXPIRED)
    assert bench.papers() == []
    assert bench.count("received_bytes") - before < 1000  # questions, and not the page
    assert isinstance(bench.printer.print(page, b"job2", begin_before=math.inf), Printed)


def test_a_fault_is_named_before_the_lateness(bench: Bench, page: Image.Image) -> None:
    bench.do(do="paper", value="out")
    outcome = bench.printer.print(page, b"job1", begin_before=time.monotonic() - 1)
    assert outcome == NotPrinted(PrintTrouble.PAPER_END)


@pytest.mark.parametrize("family", ["escpos", "star_line"])
def test_a_page_torn_by_a_restart_never_comes_out_for_the_next_person(
    open_bench: OpenBench, page: Image.Image, family: str
) -> None:
    """The kiosk dies with the page on its way and the paper runs out: the printer holds the
    rest. The next start clears it before anyone mends the paper."""
    bench = open_bench(family=family)
    bench.do(do="speed", rows_per_s=100)
    printing = bench.printing(page, b"job1")
    eventually(lambda: bench.count("rows_hanging_out") > 20, "it prints")
    bench.printer.close()
    assert not isinstance(printing.outcome(), Printed)
    bench.do(do="paper", value="out")
    restarted = bench.another_driver()
    restarted.discard_torn_page()
    bench.until_paper(DeviceState.FAILED, Reason.PAPER_END)
    eventually(lambda: bench.count("waiting") == 0, "nothing waits inside the printer")
    bench.do(do="paper", value="ok")
    bench.until_paper(DeviceState.READY)
    assert bench.papers() == []
    bench.do(do="speed", rows_per_s=0)
    assert isinstance(restarted.print(page, b"job2"), Printed)
    with Image.open(bench.papers()[-1]) as receipt:
        assert receipt.height == page.height + 96
