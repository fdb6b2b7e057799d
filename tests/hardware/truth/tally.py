"""How often each answer was given: the share of `unknown` is what the truth costs."""

from collections import Counter
from dataclasses import dataclass, field

UNKNOWN = "unknown"


@dataclass
class Tally:
    """Answers by name, of one bench or of many."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, answer: str) -> None:
        self.counts[answer] += 1

    def include(self, other: "Tally") -> None:
        self.counts += other.counts

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def unknown_share(self) -> float:
        """0 to 1."""
        return self.counts[UNKNOWN] / self.total if self.total else 0.0

    def __str__(self) -> str:
        answers = ", ".join(f"{count} {name}" for name, count in sorted(self.counts.items()))
        return f"{self.total} asked: {answers}; unknown {self.unknown_share:.1%}"
