"""What the ingest worker counts, for whoever shows it."""

from typing import Protocol


class Measures(Protocol):
    """Counters and gauges by name."""

    def add(self, name: str, amount: int = 1) -> None:
        """Count up."""

    def set(self, name: str, value: int) -> None:
        """State a gauge."""
