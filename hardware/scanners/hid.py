"""A barcode scanner that shows as a keyboard (USB HID)."""

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.device.talker import Talker
from hardware.keyboard import TypedFrames, open_grabbed
from hardware.scanners.codes import CodeReader
from hardware.state import Component


class HidScannerSettings(DeviceSettings, frozen=True, kw_only=True):
    address: DeviceAddress


def _open(settings: HidScannerSettings, listener: Listener) -> Talker:
    reader = TypedFrames(CodeReader())
    return Talker(settings.address, Component.SCANNER, reader, listener, open_grabbed)


KIND = DeviceKind(
    table=Table.SCANNER,
    driver="hid",
    summary="a barcode scanner that shows as a keyboard",
    settings=HidScannerSettings,
    example="""
[scanner]
driver = "hid"
address = "file:/dev/input/by-id/usb-Newland_NLS-FM25-event-kbd"
""",
    open=_open,
)
