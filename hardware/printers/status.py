"""What a printer of any family says about itself, as values."""

from dataclasses import dataclass

from hardware.printers.port import PrintTrouble


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """Everything known at one moment; a fault not reported is False."""

    offline: bool = False
    cover_open: bool = False
    paper_end: bool = False
    paper_near_end: bool = False
    cutter_error: bool = False
    head_hot: bool = False
    other_error: bool = False

    def trouble(self) -> PrintTrouble | None:
        """Why it cannot print, most useful to a person first; None when it can."""
        if self.cover_open:
            return PrintTrouble.COVER_OPEN
        if self.paper_end:
            return PrintTrouble.PAPER_END
        if self.cutter_error:
            return PrintTrouble.CUTTER
        if self.head_hot:
            return PrintTrouble.HEAD_HOT
        if self.other_error:
            return PrintTrouble.PRINTER_ERROR
        if self.offline:
            return PrintTrouble.OFFLINE
        return None
