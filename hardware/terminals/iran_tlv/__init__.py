"""The text TLV of Iranian PC-POS terminals."""

from hardware.address import DeviceAddress
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.terminals.iran_tlv.driver import IranTlvTerminal, IranTlvTiming
from hardware.terminals.settings import TerminalId


class IranTlvSettings(DeviceSettings, frozen=True, kw_only=True):
    """`terminal_id`: an answer from any other terminal stops payment."""

    address: DeviceAddress
    terminal_id: TerminalId


def _open(settings: IranTlvSettings, listener: Listener) -> IranTlvTerminal:
    return IranTlvTerminal(settings.address, settings.terminal_id, listener=listener)


KIND = DeviceKind(
    table=Table.TERMINAL,
    driver="iran_tlv",
    summary="an Iranian PC-POS terminal; not certified by a payment provider",
    settings=IranTlvSettings,
    example="""
[terminal]
driver = "iran_tlv"
address = "tcp:192.168.1.60:8500"
terminal_id = "12345678"
""",
    open=_open,
)

__all__ = ["KIND", "IranTlvSettings", "IranTlvTerminal", "IranTlvTiming"]
