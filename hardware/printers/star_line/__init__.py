"""Star line mode (TSP650, TSP700, TSP800, FVP10 and others): raster, status, print-end counter."""

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, Listener, Table, ignore_events
from hardware.link import Flow
from hardware.paper import PaperWidth
from hardware.printers.driver import WatchedPrinter
from hardware.printers.settings import PrinterSettings
from hardware.printers.star_line.language import StarLine
from hardware.printers.timing import PrinterTiming


class StarLinePrinter(WatchedPrinter):
    def __init__(
        self,
        address: DeviceAddress,
        columns_dots: int = PaperWidth.MM80,
        timing: PrinterTiming | None = None,
        listener: Listener = ignore_events,
        *,
        flow: Flow = Flow.NONE,
    ) -> None:
        super().__init__(
            address,
            StarLine(columns_dots),
            columns_dots,
            flow=flow,
            timing=timing,
            listener=listener,
        )


class StarLineSettings(PrinterSettings, frozen=True, kw_only=True):
    """The printer's memory switches must say Star line mode, not ESC/POS."""


def _open(settings: StarLineSettings, listener: Listener) -> StarLinePrinter:
    return StarLinePrinter(
        settings.address,
        settings.columns_dots,
        listener=listener,
        flow=Flow(settings.flow),
    )


KIND = DeviceKind(
    table=Table.PRINTER,
    driver="star_line",
    summary="a receipt printer that speaks Star line mode",
    settings=StarLineSettings,
    example="""
[printer]
driver = "star_line"
address = "tcp:192.168.1.51:9100"
columns = "80mm"
""",
    open=_open,
)

__all__ = ["KIND", "StarLinePrinter", "StarLineSettings"]
