"""How long the next try at a secret has to wait. Pure; times in monotonic milliseconds.

One count for all who try: they are told apart by nothing that would cost them anything.
"""

from dataclasses import dataclass

FIRST_WAIT_MS = 30_000
LONGEST_WAIT_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class Attempts:
    """`wrong` tries in a row, the last at `last_ms`; the first `free` of them cost no wait."""

    free: int
    wrong: int = 0
    last_ms: int = 0

    def wait_ms(self, now_ms: int) -> int:
        """0 when another try is taken now."""
        late = self.wrong - self.free
        if late < 0:
            return 0
        wait_ms = min(FIRST_WAIT_MS << min(late, 10), LONGEST_WAIT_MS)
        return max(0, self.last_ms + wait_ms - now_ms)

    def failed(self, now_ms: int) -> "Attempts":
        return Attempts(self.free, self.wrong + 1, now_ms)
