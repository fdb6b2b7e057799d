"""ESC/POS: the bytes (`commands`, `status`) and the printer that speaks them (`driver`)."""

from typing import Literal

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.paper import PaperWidth
from hardware.printers.escpos.driver import EscPosPrinter

COLUMNS = {"80mm": PaperWidth.MM80, "58mm": PaperWidth.MM58}


class EscPosSettings(DeviceSettings, frozen=True, kw_only=True):
    """`columns`: the width of the paper."""

    address: DeviceAddress
    columns: Literal["80mm", "58mm"] = "80mm"


def _open(settings: EscPosSettings, listener: Listener) -> EscPosPrinter:
    return EscPosPrinter(settings.address, COLUMNS[settings.columns], listener=listener)


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
