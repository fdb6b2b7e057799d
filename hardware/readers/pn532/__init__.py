"""PN532, a reader of 13.56 MHz cards (ISO 14443 A) on a serial line, 115200 8N1.

Source: NXP UM0701-02 "PN532 User Manual", rev. 02; sections are named where they are used.
"""

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.readers.pn532.driver import Pn532Reader

__all__ = ["KIND", "Pn532Reader", "Pn532Settings"]


class Pn532Settings(DeviceSettings, frozen=True, kw_only=True):
    address: DeviceAddress


def _open(settings: Pn532Settings, listener: Listener) -> Pn532Reader:
    return Pn532Reader(settings.address, listener)


KIND = DeviceKind(
    table=Table.READER,
    driver="pn532",
    summary="a 13.56 MHz card reader on a serial line",
    settings=Pn532Settings,
    example="""
[[reader]]
driver = "pn532"
address = "serial:/dev/ttyUSB0@115200"
""",
    open=_open,
)
