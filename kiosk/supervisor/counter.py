"""The counter: ends with each visit that used it, and is there again at once."""

from collections.abc import Mapping, Sequence

from kiosk.processes import RENEW_VARIABLE, RENEWED
from kiosk.supervisor.child import Child


class CounterChild(Child):
    """Told that its end is followed by a start, which is what a renewal needs."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        super().__init__("counter", command, {**environment, RENEW_VARIABLE: "1"})

    def tend(self, now_s: float) -> int | None:
        code = super().tend(now_s)
        if code == RENEWED:
            self._start(now_s)  # a person may be touching the screen
        return code

    def _start_again_at_s(self, code: int, now_s: float) -> float | None:
        return now_s if code == RENEWED else super()._start_again_at_s(code, now_s)
