"""Every fault a device can have: how bad it is, what it does to a transaction, and the words a
technician acts on."""

from hardware.faults.catalogue import FAULTS, Effect, Fault, effect_of
from hardware.faults.words import FaultWords, Language, device_name, fault_words

__all__ = [
    "FAULTS",
    "Effect",
    "Fault",
    "FaultWords",
    "Language",
    "device_name",
    "effect_of",
    "fault_words",
]
