"""The test slip as it comes out of the printer: an independent library reads every code on it."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from hardware.emulation import Emulation, open_wire
from hardware.paper import PaperWidth, letterhead, render, sample_page
from hardware.paper.sample_page import CODE_128_TEXT, ITF_DIGITS, QR_TEXT
from hardware.printers import EscPosPrinter, Printed
from hardware.printers.driver import WatchedPrinter
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup, Family
from hardware.printers.star_line import StarLinePrinter
from tests.hardware.printers.conftest import TIMING
from tests.support.waiting import eventually


@pytest.mark.parametrize("width", list(PaperWidth))
@pytest.mark.parametrize("family", ["escpos", "star_line"])
def test_every_code_of_the_test_slip_is_read_from_paper(
    tmp_path: Path, width: PaperWidth, family: Family
) -> None:
    setup = EmulatedPrinterSetup(tmp_path, width, rows_per_s=0, family=family)
    emulation = Emulation(EmulatedPrinter(setup), open_wire("tcp:127.0.0.1:0"))
    printer: WatchedPrinter
    if family == "star_line":
        printer = StarLinePrinter(emulation.address, width, TIMING)
    else:
        printer = EscPosPrinter(emulation.address, width, TIMING)
        printer.keep_letterhead(letterhead(sample_page(width)))
        eventually(lambda: emulation.obey({"do": "state"})["graphics"], "the letterhead is kept")
    try:
        assert isinstance(printer.print(render(sample_page(width)), b"slip"), Printed)
    finally:
        printer.close()
        emulation.close()
    (paper,) = tmp_path.glob("*.png")
    with Image.open(paper) as picture:
        codes = {(code.format, code.text) for code in zxingcpp.read_barcodes(picture.convert("L"))}
    assert codes == {
        (zxingcpp.BarcodeFormat.QRCode, QR_TEXT),
        (zxingcpp.BarcodeFormat.ITF, ITF_DIGITS),
        (zxingcpp.BarcodeFormat.Code128, CODE_128_TEXT),
    }
