"""The text TLV of Iranian PC-POS terminals."""

from hardware.terminals.iran_tlv.driver import IranTlvTerminal, IranTlvTiming

__all__ = ["IranTlvTerminal", "IranTlvTiming"]
