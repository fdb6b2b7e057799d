"""What a scanner without a line of its own is given."""

from typing import Protocol, runtime_checkable

from hardware.device import Device


@runtime_checkable
class TypingScanner(Device, Protocol):
    """A scanner that types into the kiosk's window, which hands on what looks like a scan."""

    def typed(self, text: str) -> None:
        """A burst of keys that ended with Enter, without it. From any one thread."""
