"""A line much slower than the head: bands take longer than a printer takes to answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from hardware.address import SerialAddress, TcpAddress
from hardware.emulation import Emulation, open_wire
from hardware.printers import EscPosPrinter, NotPrinted, Printed, PrintTrouble
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.state import DeviceState
from tests.hardware.printers.conftest import TIMING
from tests.support.waiting import eventually

BYTES_PER_S = 9600.0


@dataclass
class SlowLine:
    emulation: Emulation
    printer: EscPosPrinter


@pytest.fixture(params=["pty", "tcp:127.0.0.1:0"])
def slow(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SlowLine]:
    """192 rows take one and a half seconds, four times as long as an answer is waited for."""
    emulation = Emulation(
        EmulatedPrinter(EmulatedPrinterSetup(tmp_path / "paper", rows_per_s=0)),
        open_wire(request.param),
    )
    address = emulation.address
    if isinstance(address, SerialAddress):
        address = SerialAddress(address.path, int(BYTES_PER_S) * 10)
    else:
        assert isinstance(address, TcpAddress)
    printer = EscPosPrinter(address, timing=TIMING)
    eventually(lambda: printer.reports()[0].state is DeviceState.READY, "it answers")
    emulation.obey({"do": "fault", "fault": f"slow={BYTES_PER_S}"})
    yield SlowLine(emulation, printer)
    printer.close()
    emulation.close()


def test_a_page_is_printed_and_the_silence_meanwhile_is_no_trouble(slow: SlowLine) -> None:
    black = Image.new("1", (576, 400), 0)
    assert isinstance(slow.printer.print(black, b"job1"), Printed)


def test_a_fault_inside_a_band_is_noticed_before_the_page_has_left(slow: SlowLine) -> None:
    slow.emulation.obey({"do": "paper", "value": "out", "after_rows": 100})
    black = Image.new("1", (576, 1000), 0)
    assert slow.printer.print(black, b"job1") == NotPrinted(PrintTrouble.PAPER_END)
    state = slow.emulation.obey({"do": "state"})
    assert int(str(state["received_bytes"])) < 60_000
    slow.emulation.obey({"do": "paper", "value": "ok"})
    assert slow.emulation.obey({"do": "state"})["receipts"] == 0
