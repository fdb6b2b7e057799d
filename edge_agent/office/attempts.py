"""How long the next try at the PIN has to wait. Pure; times in monotonic milliseconds.

One count for all who try: in an office's network addresses cost nothing. Whoever is signed in is
not held up by it.
"""

from dataclasses import dataclass

FREE_TRIES = 5
FIRST_WAIT_MS = 30_000
LONGEST_WAIT_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class Attempts:
    """`wrong` tries in a row, the last at `last_ms`."""

    wrong: int = 0
    last_ms: int = 0

    def wait_ms(self, now_ms: int) -> int:
        """0 when another try is taken now."""
        late = self.wrong - FREE_TRIES
        if late < 0:
            return 0
        wait_ms = min(FIRST_WAIT_MS << min(late, 10), LONGEST_WAIT_MS)
        return max(0, self.last_ms + wait_ms - now_ms)

    def failed(self, now_ms: int) -> "Attempts":
        return Attempts(self.wrong + 1, now_ms)
