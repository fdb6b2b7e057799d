"""The text TLV of Iranian PC-POS terminals."""

from typing import Annotated

import msgspec

from hardware.device import DeviceKind, Listener, Table
from hardware.terminals.iran_tlv.driver import IranTlvTerminal
from hardware.terminals.iran_tlv.messages import MERCHANT
from hardware.terminals.settings import TerminalSettings

MerchantTag = Annotated[
    str,
    msgspec.Meta(
        pattern="^[A-Z][A-Z0-9]$", description="the tag in which answers name the merchant"
    ),
]


class IranTlvSettings(TerminalSettings, frozen=True, kw_only=True):
    """`terminal_id`: an answer from any other terminal stops payment."""

    merchant_tag: MerchantTag = MERCHANT


def _open(settings: IranTlvSettings, listener: Listener) -> IranTlvTerminal:
    return IranTlvTerminal(
        settings.address,
        settings.identity,
        listener=listener,
        extras=settings.extras,
        merchant_tag=settings.merchant_tag,
    )


KIND = DeviceKind(
    table=Table.TERMINAL,
    driver="iran_tlv",
    summary="an Iranian PC-POS terminal; not certified by a payment provider",
    settings=IranTlvSettings,
    example="""
[terminal]
driver = "iran_tlv"
address = "serial:/dev/ttyUSB0@19200"
terminal_id = "12345678"
""",
    open=_open,
)

__all__ = ["KIND", "IranTlvSettings", "IranTlvTerminal"]
