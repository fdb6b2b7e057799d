"""Payment terminals: one port, a driver for each protocol."""

from hardware.terminals.iran_tlv import IranTlvTerminal
from hardware.terminals.port import (
    Approved,
    Capability,
    Declined,
    DeclineReason,
    InquiryResult,
    NotAsked,
    NotAskedReason,
    NotTaken,
    PaymentOrder,
    PaymentResult,
    PaymentTerminal,
    StatusListener,
    TerminalStatus,
    Uncertain,
    UncertainReason,
    ignore_status,
)
from hardware.terminals.zvt import ZvtTerminal

__all__ = [
    "Approved",
    "Capability",
    "DeclineReason",
    "Declined",
    "InquiryResult",
    "IranTlvTerminal",
    "NotAsked",
    "NotAskedReason",
    "NotTaken",
    "PaymentOrder",
    "PaymentResult",
    "PaymentTerminal",
    "StatusListener",
    "TerminalStatus",
    "Uncertain",
    "UncertainReason",
    "ZvtTerminal",
    "ignore_status",
]
