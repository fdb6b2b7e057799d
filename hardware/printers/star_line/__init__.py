"""Star line mode (TSP650, TSP700, TSP800, FVP10 and others): raster, status, print-end counter."""

from typing import Annotated, Literal

import msgspec

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table, ignore_events
from hardware.link import Flow
from hardware.paper import PaperWidth
from hardware.printers.driver import WatchedPrinter
from hardware.printers.star_line.language import StarLine
from hardware.printers.timing import PrinterTiming

COLUMNS = {"80mm": PaperWidth.MM80, "58mm": PaperWidth.MM58}


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


class StarLineSettings(DeviceSettings, frozen=True, kw_only=True):
    """The printer's memory switches must say Star line mode, not ESC/POS."""

    address: Annotated[DeviceAddress, msgspec.Meta(description="where the printer is")]
    columns: Annotated[
        Literal["80mm", "58mm"], msgspec.Meta(description="the width of the paper")
    ] = "80mm"
    flow: Annotated[
        Literal["rts_cts", "xon_xoff", "none"],
        msgspec.Meta(description="flow control of a serial line"),
    ] = "rts_cts"


def _open(settings: StarLineSettings, listener: Listener) -> StarLinePrinter:
    return StarLinePrinter(
        settings.address,
        COLUMNS[settings.columns],
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
