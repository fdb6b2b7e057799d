"""A serial printer set to another speed than its profile says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from hardware.emulation import Emulation, open_wire
from hardware.emulation.speed import SpeedWire, misread
from hardware.printers import EscPosPrinter, NotPrinted, Printed, PrintTrouble
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.reasons import Reason
from tests.hardware.printers.conftest import TIMING
from tests.support.waiting import eventually


class Line:
    """A printer at 19200 baud."""

    def __init__(self, folder: Path) -> None:
        self.wire = SpeedWire(open_wire("pty"), 19200)
        self.emulation = Emulation(
            EmulatedPrinter(EmulatedPrinterSetup(folder, rows_per_s=0)), self.wire
        )

    def driver(self, baud: int) -> EscPosPrinter:
        return EscPosPrinter(self.wire.at(baud), timing=TIMING)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    line = Line(tmp_path / "paper")
    yield line
    line.emulation.close()


def reason_of(printer: EscPosPrinter) -> Reason | None:
    return printer.reports()[0].reason


@pytest.mark.parametrize("baud", [9600, 115200])
def test_a_printer_that_answers_at_another_speed_only_is_told_so(line: Line, baud: int) -> None:
    printer = line.driver(baud)
    try:
        eventually(lambda: reason_of(printer) is Reason.WRONG_BAUD, "wrong_baud is reported")
    finally:
        printer.close()


def test_nothing_is_printed_at_the_wrong_speed(line: Line, page: Image.Image) -> None:
    printer = line.driver(9600)
    try:
        assert printer.print(page, b"job1") == NotPrinted(PrintTrouble.WRONG_BAUD)
        assert line.emulation.obey({"do": "state"})["receipts"] == 0
    finally:
        printer.close()


def test_at_its_own_speed_the_same_printer_prints(line: Line, page: Image.Image) -> None:
    printer = line.driver(19200)
    try:
        assert isinstance(printer.print(page, b"job1"), Printed)
    finally:
        printer.close()


def test_bytes_at_their_own_speed_arrive_as_they_were() -> None:
    assert misread(bytes(range(256)), 9600, 9600) == bytes(range(256))


@pytest.mark.parametrize(("sent", "read"), [(9600, 19200), (19200, 9600), (115200, 9600)])
def test_at_another_speed_a_status_answer_is_none(sent: int, read: int) -> None:
    assert misread(b"\x12\x12\x12\x12", sent, read) != b"\x12\x12\x12\x12"
