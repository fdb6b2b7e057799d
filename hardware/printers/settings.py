"""What the profiles of all printers say alike."""

from typing import Annotated, Literal

import msgspec

from hardware.address import DeviceAddress
from hardware.device import DeviceSettings
from hardware.paper import PaperWidth

COLUMNS = {"80mm": PaperWidth.MM80, "58mm": PaperWidth.MM58}


class PrinterSettings(DeviceSettings, frozen=True, kw_only=True):
    """An address is enough for most."""

    address: Annotated[DeviceAddress, msgspec.Meta(description="where the printer is")]
    columns: Annotated[
        Literal["80mm", "58mm"], msgspec.Meta(description="the width of the paper")
    ] = "80mm"
    flow: Annotated[
        Literal["rts_cts", "xon_xoff", "none"],
        msgspec.Meta(
            description="flow control of a serial line; none only for a cable of three wires, "
            "for without it dots are lost silently"
        ),
    ] = "rts_cts"

    @property
    def columns_dots(self) -> int:
        return COLUMNS[self.columns]
