"""Card readers."""

from hardware.readers.rdm6300 import CardSeen, Rdm6300Reader

__all__ = ["CardSeen", "Rdm6300Reader"]
