"""ESC/POS: the bytes (`commands`, `status`) and the printer that speaks them (`driver`)."""

from hardware.printers.escpos.driver import EscPosPrinter

__all__ = ["EscPosPrinter"]
