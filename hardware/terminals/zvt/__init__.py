"""ZVT: the German open protocol between a till and a payment terminal."""

from hardware.terminals.zvt.driver import ZvtTerminal
from hardware.terminals.zvt.session import ZvtTiming

__all__ = ["ZvtTerminal", "ZvtTiming"]
