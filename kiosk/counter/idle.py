"""When a screen that nobody touches is cleared. Pure; times in monotonic milliseconds."""

from dataclasses import dataclass

ASK_AFTER_MS = 60_000
CLOSE_AFTER_MS = 20_000


@dataclass(frozen=True, slots=True)
class IdleClock:
    """`touched_ms`: the last sign of life on a watched screen; None while none is watched."""

    touched_ms: int | None = None

    def watched(self, now_ms: int) -> "IdleClock":
        """A screen that may be cleared is shown; a running clock runs on."""
        return self if self.touched_ms is not None else IdleClock(now_ms)

    def asking(self, now_ms: int) -> bool:
        """Is the question on the screen?"""
        return self.touched_ms is not None and now_ms - self.touched_ms >= ASK_AFTER_MS

    def remaining_s(self, now_ms: int) -> int | None:
        """Whole seconds left of the question, None while it isn't asked."""
        if self.touched_ms is None or not self.asking(now_ms):
            return None
        left_ms = self.touched_ms + ASK_AFTER_MS + CLOSE_AFTER_MS - now_ms
        return max(0, -(-left_ms // 1000))

    def over(self, now_ms: int) -> bool:
        """Nobody answered: clear the screen."""
        return self.remaining_s(now_ms) == 0
