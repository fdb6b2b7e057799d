"""Receipt printers."""

from hardware.printers.escpos import EscPosPrinter
from hardware.printers.port import (
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintProof,
    PrintTrouble,
    ReceiptPrinter,
    Unknown,
)
from hardware.printers.timing import PrinterTiming

__all__ = [
    "EscPosPrinter",
    "NotPrinted",
    "PrintOutcome",
    "PrintProof",
    "PrintTrouble",
    "Printed",
    "PrinterTiming",
    "ReceiptPrinter",
    "Unknown",
]
