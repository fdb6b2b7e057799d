"""ESC/POS: the bytes (`commands`, `status`), how they make a page (`language`), and the kind."""

from typing import Annotated, Literal

import msgspec

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, Listener, Table, ignore_events
from hardware.link import Flow
from hardware.paper import PaperWidth
from hardware.printers.driver import WatchedPrinter
from hardware.printers.escpos.language import EscPos
from hardware.printers.settings import PrinterSettings
from hardware.printers.timing import PrinterTiming


class EscPosPrinter(WatchedPrinter):
    """`plain`: see EscPos."""

    def __init__(
        self,
        address: DeviceAddress,
        columns_dots: int = PaperWidth.MM80,
        timing: PrinterTiming | None = None,
        listener: Listener = ignore_events,
        *,
        flow: Flow = Flow.NONE,
        plain: bool = False,
    ) -> None:
        language = EscPos(columns_dots, plain=plain)
        super().__init__(
            address, language, columns_dots, flow=flow, timing=timing, listener=listener
        )


class EscPosSettings(PrinterSettings, frozen=True, kw_only=True):
    """An address and the paper are enough; the rest is for printers that need it."""

    raster: Annotated[
        Literal["auto", "plain"],
        msgspec.Meta(
            description="plain: whole rows and no logo memory, for a clone that claims to know "
            "more than it does"
        ),
    ] = "auto"


def _open(settings: EscPosSettings, listener: Listener) -> EscPosPrinter:
    return EscPosPrinter(
        settings.address,
        settings.columns_dots,
        listener=listener,
        flow=Flow(settings.flow),
        plain=settings.raster == "plain",
    )


KIND = DeviceKind(
    table=Table.PRINTER,
    driver="escpos",
    summary="a receipt printer that speaks ESC/POS",
    settings=EscPosSettings,
    example="""
[printer]
driver = "escpos"
address = "tcp:192.168.1.50:9100"
columns = "80mm"
""",
    open=_open,
)

__all__ = ["KIND", "EscPosPrinter", "EscPosSettings"]
