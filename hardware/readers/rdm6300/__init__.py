"""RDM6300, a reader of 125 kHz cards on a serial line, 9600 8N1."""

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.device.talker import Talker
from hardware.readers.rdm6300.codec import Rdm6300Frames
from hardware.state import Component

__all__ = ["KIND", "Rdm6300Frames", "Rdm6300Settings"]


class Rdm6300Settings(DeviceSettings, frozen=True, kw_only=True):
    address: DeviceAddress


def _open(settings: Rdm6300Settings, listener: Listener) -> Talker:
    return Talker(settings.address, Component.READER, Rdm6300Frames(), listener)


KIND = DeviceKind(
    table=Table.READER,
    driver="rdm6300",
    summary="a 125 kHz card reader on a serial line",
    settings=Rdm6300Settings,
    example="""
[[reader]]
driver = "rdm6300"
address = "serial:/dev/ttyUSB0@9600"
""",
    open=_open,
)
