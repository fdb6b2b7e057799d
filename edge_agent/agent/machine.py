"""What the kernel says of this computer: memory left, how busy its processor is (proc(5))."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contract.telemetry import Component, Measurement

PROC = Path("/proc")
IDLE_FIELDS = (3, 4)
"""Of the line `cpu`: idle, and waiting for a disk."""
COUNTED_FIELDS = 8
"""Up to `steal`; the time of guests after it stands in `user` already."""
_MEMORY = re.compile(
    rb"^MemTotal: +(?P<total>\d+) kB$.*^MemAvailable: +(?P<available>\d+) kB$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Machine:
    """`proc` is where the kernel's files lie. How busy it is, is told of the time since it was
    last asked."""

    proc: Path = PROC
    _before: tuple[int, int] | None = field(default=None)

    def memory_free_percent(self) -> float | None:
        """What programs may still get without swapping; None where the kernel doesn't say."""
        try:
            found = _MEMORY.search((self.proc / "meminfo").read_bytes())
            return None if found is None else 100 * int(found["available"]) / int(found["total"])
        except (OSError, ZeroDivisionError):
            return None

    def measurements(self) -> Iterator[Measurement]:
        """What is known of both; nothing is made up where the kernel is silent."""
        free = self.memory_free_percent()
        if free is not None:
            yield _read("memory_free_percent", free)
        busy = self._busy_percent()
        if busy is not None:
            yield _read("processor_busy_percent", busy)

    def _busy_percent(self) -> float | None:
        try:
            first = (self.proc / "stat").read_text().split("\n", 1)[0].split()
            ticks = [int(field) for field in first[1 : 1 + COUNTED_FIELDS]]
            now = sum(ticks), sum(ticks[place] for place in IDLE_FIELDS)
        except (OSError, ValueError, IndexError):
            return None
        before, self._before = self._before, now
        if before is None or now[0] <= before[0]:
            return None
        return max(0.0, min(100.0, 100 - 100 * (now[1] - before[1]) / (now[0] - before[0])))


def _read(name: str, value: float) -> Measurement:
    return Measurement(component=Component.MACHINE, name=name, value=round(value, 1))
