"""A printer that answered, and now takes bytes and says nothing."""

from pathlib import Path

from PIL import Image

from hardware.emulation import Emulation, open_wire
from hardware.printers import EscPosPrinter, NotPrinted, Printed, PrintTrouble
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import TIMING, Bench
from tests.support.waiting import eventually


def test_it_is_told_apart_from_one_that_never_answered(bench: Bench) -> None:
    bench.do(do="silent", value=True)
    bench.until_printer(DeviceState.FAILED, Reason.HALF_DEAD)


def test_one_that_never_answered_is_not_half_dead(tmp_path: Path, page: Image.Image) -> None:
    device = EmulatedPrinter(EmulatedPrinterSetup(tmp_path, rows_per_s=0))
    device.obey({"do": "silent", "value": True})
    emulation = Emulation(device, open_wire("tcp:127.0.0.1:0"))
    printer = EscPosPrinter(emulation.address, timing=TIMING)
    try:
        eventually(lambda: printer.reports()[0].reason is Reason.NO_ANSWER, "no_answer")
        assert printer.print(page, b"job1") == NotPrinted(PrintTrouble.NO_ANSWER)
    finally:
        printer.close()
        emulation.close()


def test_a_page_is_not_printed_and_nothing_comes_out_when_it_lives_again(
    bench: Bench, page: Image.Image
) -> None:
    bench.do(do="silent", value=True)
    assert bench.printer.print(page, b"job1") == NotPrinted(PrintTrouble.HALF_DEAD)
    bench.do(do="silent", value=False)
    bench.until_printer(DeviceState.READY)
    assert bench.papers() == []
    assert isinstance(bench.printer.print(page, b"job2"), Printed)
    assert len(bench.papers()) == 1
