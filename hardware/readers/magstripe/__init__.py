"""Magstripe readers, on a serial line or as a keyboard.

Staff and citizen cards are read; a bank's card is recognised, refused and forgotten: only the
payment terminal may touch it.
"""

from typing import Annotated, Literal

import msgspec

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.device.talker import Talker
from hardware.keyboard import TypedFrames, open_grabbed
from hardware.readers.magstripe.swipes import SwipeReader
from hardware.readers.magstripe.tracks import Lrc
from hardware.state import Component

_Prefix = Annotated[str, msgspec.Meta(pattern="^[0789][0-9]{5,}$")]


class MagstripeSettings(DeviceSettings, frozen=True, kw_only=True):
    address: DeviceAddress
    attached: Annotated[
        Literal["serial", "keyboard"],
        msgspec.Meta(description="how the reader shows; a keyboard is grabbed"),
    ] = "serial"
    lrc: Annotated[
        Lrc,
        msgspec.Meta(description="whether the check character of each track is handed on"),
    ] = Lrc.SENT
    own_prefixes: Annotated[
        tuple[_Prefix, ...],
        msgspec.Meta(description="first six or more digits of the city's own long numbers"),
    ] = ()


def _open(settings: MagstripeSettings, listener: Listener) -> Talker:
    prefixes = tuple(prefix.encode("ascii") for prefix in settings.own_prefixes)
    reader = SwipeReader(settings.lrc, prefixes)
    if settings.attached == "serial":
        return Talker(settings.address, Component.READER, reader, listener)
    keyboard = TypedFrames(reader)
    return Talker(settings.address, Component.READER, keyboard, listener, open_grabbed)


KIND = DeviceKind(
    table=Table.READER,
    driver="magstripe",
    summary="a magstripe reader for staff and citizen cards; bank cards are refused",
    settings=MagstripeSettings,
    example="""
[[reader]]
driver = "magstripe"
address = "file:/dev/input/by-id/usb-Mag-Tek_USB_Swipe_Reader-event-kbd"
attached = "keyboard"
lrc = "not_sent"
""",
    open=_open,
)
