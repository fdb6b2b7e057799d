"""Card readers."""

from hardware.readers.rdm6300 import Rdm6300Reader

__all__ = ["Rdm6300Reader"]
