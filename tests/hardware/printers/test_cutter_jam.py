"""A knife that sticks."""

from PIL import Image

from hardware.printers import Printed, PrintTrouble, Unknown
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench


def test_a_knife_that_jams_at_the_cut_leaves_it_unknown(bench: Bench, page: Image.Image) -> None:
    """The whole page hangs out, and a hand may tear it off."""
    bench.do(do="cutter", value="fails")
    assert bench.printer.print(page, b"job1") == Unknown(PrintTrouble.CUTTER)
    bench.until_printer(DeviceState.FAILED, PrintTrouble.CUTTER)
    assert bench.papers() == []


def test_after_the_knife_is_freed_the_next_receipt_stands_alone(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="cutter", value="fails")
    bench.printer.print(page, b"job1")
    bench.do(do="cutter", value="ok")
    bench.until_printer(DeviceState.READY)
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    with Image.open(bench.papers()[-1]) as receipt:
        assert receipt.height == page.height + 96
