"""What the ingest worker counts, for whoever shows it."""

from typing import Protocol


class Measures(Protocol):
    """Counters and gauges by name."""

    def add(self, name: str, amount: float = 1) -> None:
        """Count up."""

    def set(self, name: str, value: float) -> None:
        """State a gauge."""
