"""Receipt printers."""

from hardware.printers.escpos import EscPosPrinter
from hardware.printers.port import (
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintProof,
    PrintTrouble,
    ReceiptPrinter,
    Uncertain,
)

__all__ = [
    "EscPosPrinter",
    "NotPrinted",
    "PrintOutcome",
    "PrintProof",
    "PrintTrouble",
    "Printed",
    "ReceiptPrinter",
    "Uncertain",
]
