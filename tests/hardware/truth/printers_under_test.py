"""The families of printers that are put to the test, each over the wires it has in the field."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hardware.address import DeviceAddress
from hardware.emulation import EmulatedDevice
from hardware.printers import EscPosPrinter, ReceiptPrinter
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.printers.star_line import StarLinePrinter
from hardware.printers.timing import PrinterTiming

IMPATIENT = PrinterTiming(
    open_s=0.3,
    status_s=0.08,
    poll_s=0.1,
    stall_s=0.3,
    clear_s=0.1,
    proof_s=0.25,
    grace_s=0.06,
    memory_s=0.3,
    resync_s=0.5,
    slowest_rows_s=8000.0,
)
PATIENT = PrinterTiming(
    status_s=5.0, poll_s=0.2, stall_s=10.0, proof_s=10.0, grace_s=0.05, slowest_rows_s=8000.0
)

OpenPrinter = Callable[[DeviceAddress, PrinterTiming], ReceiptPrinter]


@dataclass(frozen=True, slots=True)
class PrinterVariant:
    """`listen`: "tcp" or "pty"."""

    name: str
    listen: str
    columns_dots: int
    emulate: Callable[[Path], EmulatedDevice]
    open: OpenPrinter

    def __str__(self) -> str:
        return self.name


def _escpos(listen: str, columns_dots: int = 576, *, process_id: bool) -> PrinterVariant:
    proof = "process-id" if process_id else "clone"
    return PrinterVariant(
        f"escpos-{proof}-{listen}",
        listen,
        columns_dots,
        lambda folder: EmulatedPrinter(
            EmulatedPrinterSetup(folder, columns_dots, rows_per_s=0, process_id=process_id)
        ),
        lambda address, timing: EscPosPrinter(address, columns_dots, timing),
    )


def _star_line(listen: str, columns_dots: int = 576) -> PrinterVariant:
    return PrinterVariant(
        f"star-line-{listen}",
        listen,
        columns_dots,
        lambda folder: EmulatedPrinter(
            EmulatedPrinterSetup(folder, columns_dots, rows_per_s=0, family="star_line")
        ),
        lambda address, timing: StarLinePrinter(address, columns_dots, timing),
    )


PRINTERS = (
    _escpos("tcp", process_id=True),
    _escpos("pty", process_id=True),
    _escpos("tcp", 384, process_id=False),
    _escpos("pty", process_id=False),
    _star_line("tcp"),
    _star_line("pty", 384),
)
