"""From a kiosk's profile to the driver of its terminal."""

from typing import assert_never

from hardware.profile import TerminalDriver, TerminalProfile
from hardware.terminals.iran_tlv import IranTlvTerminal
from hardware.terminals.port import PaymentTerminal
from hardware.terminals.zvt import ZvtTerminal


def open_terminal(profile: TerminalProfile) -> PaymentTerminal:
    """Starts the driver; whether the terminal answers shows in its report."""
    match profile.driver:
        case TerminalDriver.ZVT:
            return ZvtTerminal(profile.address, profile.terminal_id)
        case TerminalDriver.IRAN_TLV:
            return IranTlvTerminal(profile.address, profile.terminal_id)
        case _:
            assert_never(profile.driver)
