"""Counters and gauges of one process, in Prometheus' text form 0.0.4."""

import threading
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass
class Metrics:
    """Safe from any thread. Names are given once in `DESCRIPTIONS`."""

    _values: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, amount: int = 1) -> None:
        """Count up."""
        with self._lock:
            self._values[name] = self._values.get(name, 0) + amount

    def set(self, name: str, value: int) -> None:
        """State a gauge's present value."""
        with self._lock:
            self._values[name] = value

    def value(self, name: str) -> int:
        """What it stands at; 0 before the first."""
        with self._lock:
            return self._values.get(name, 0)

    def text(self) -> str:
        """All of them, in the order of DESCRIPTIONS."""
        lines: list[str] = []
        for name, (kind, description) in DESCRIPTIONS.items():
            full = f"pishkhan_hub_{name}"
            lines.append(f"# HELP {full} {description}")
            lines.append(f"# TYPE {full} {kind}")
            lines.append(f"{full} {self.value(name)}")
        return "\n".join(lines) + "\n"


DESCRIPTIONS = {
    "events_total": ("counter", "Events taken into custody."),
    "batches_total": ("counter", "Batches taken into custody."),
    "known_batches_total": ("counter", "Batches received again, all of them held already."),
    "commits_total": ("counter", "Ingest transactions committed."),
    "quarantined_total": ("counter", "Messages refused: unauthenticated or unchained."),
    "parked_total": ("counter", "Events stored but not understood yet."),
    "gaps_total": ("counter", "Batches that came ahead of what was missing."),
    "forks_total": ("counter", "Journals found with two histories."),
    "failures_total": ("counter", "Ingest transactions rolled back."),
    "foreign_total": ("counter", "Messages on topics that no device of ours has."),
    "dropped_total": ("counter", "Messages not taken because the queue was full."),
    "waiting": ("gauge", "Messages waiting for the ingest worker."),
    "broker_connected": ("gauge", "1 while connected to the broker."),
}
