"""Readers of contactless cards behind PC/SC: pcscd and its drivers, as for the ACR122U."""

from typing import Annotated

import msgspec

from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.readers.pcsc.driver import PcscReader

__all__ = ["KIND", "PcscReader", "PcscSettings"]


class PcscSettings(DeviceSettings, frozen=True, kw_only=True):
    name: Annotated[
        str,
        msgspec.Meta(description="part of the reader's name; left out: the first there is"),
    ] = ""


def _open(settings: PcscSettings, listener: Listener) -> PcscReader:
    return PcscReader(settings.name, listener)


KIND = DeviceKind(
    table=Table.READER,
    driver="pcsc",
    summary="a contactless card reader behind PC/SC (pcscd)",
    settings=PcscSettings,
    example="""
[[reader]]
driver = "pcsc"
name = "ACR122U"
""",
    open=_open,
)
