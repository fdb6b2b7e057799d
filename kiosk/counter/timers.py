"""Every time the screen counts down is kept here, not in the interface."""

from kiosk.counter.idle import IdleClock
from kiosk.counter.presentation.paying import TERMINAL_ALLOWS_S
from kiosk.journeys.payment import PaymentState, Preparing, Requested, Unknown
from kiosk.journeys.states import Paying, VisitState
from kiosk.journeys.visit import is_idle_watched


class Timers:
    """Monotonic milliseconds in, whole seconds out."""

    def __init__(self) -> None:
        self._idle = IdleClock()
        self._waiting: type[PaymentState] | None = None
        self._waiting_since_ms = 0

    def entered(self, state: VisitState, now_ms: int) -> None:
        """`state` is the state now; it may be the one before."""
        self._idle = self._idle.watched(now_ms) if is_idle_watched(state) else IdleClock()
        waiting = type(state.payment) if isinstance(state, Paying) else None
        if waiting is not self._waiting:
            self._waiting, self._waiting_since_ms = waiting, now_ms

    def touched(self, now_ms: int) -> None:
        """Someone is there."""
        if self._idle.touched_ms is not None:
            self._idle = IdleClock(now_ms)

    def idle_remaining_s(self, now_ms: int) -> int | None:
        return self._idle.remaining_s(now_ms)

    def idle_over(self, now_ms: int) -> bool:
        return self._idle.over(now_ms)

    def waited_s(self, now_ms: int) -> int:
        if self._waiting not in {Preparing, Requested, Unknown}:
            return 0
        return (now_ms - self._waiting_since_ms) // 1000

    def remaining_s(self, now_ms: int) -> int:
        """Of the time the terminal allows its customer."""
        if self._waiting is Requested:
            return max(0, TERMINAL_ALLOWS_S - self.waited_s(now_ms))
        return 0 if self._waiting is Unknown else TERMINAL_ALLOWS_S
