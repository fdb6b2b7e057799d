"""A barcode scanner on a serial line (USB CDC)."""

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.device.talker import Talker
from hardware.scanners.codes import CodeReader
from hardware.state import Component


class CdcScannerSettings(DeviceSettings, frozen=True, kw_only=True):
    address: DeviceAddress


def _open(settings: CdcScannerSettings, listener: Listener) -> Talker:
    return Talker(settings.address, Component.SCANNER, CodeReader(), listener)


KIND = DeviceKind(
    table=Table.SCANNER,
    driver="cdc",
    summary="a barcode scanner that shows as a serial port",
    settings=CdcScannerSettings,
    example="""
[scanner]
driver = "cdc"
address = "serial:/dev/ttyACM0@9600"
""",
    open=_open,
)
