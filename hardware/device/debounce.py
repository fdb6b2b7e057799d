"""The same thing read again and again is one reading."""

import time
from collections.abc import Callable


class Debounce:
    """A value counts again once it has not been seen for `quiet_s` seconds."""

    def __init__(self, quiet_s: float, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._quiet_s = quiet_s
        self._monotonic_s = monotonic_s
        self._value = ""
        self._seen_s = float("-inf")

    def is_new(self, value: str) -> bool:
        now_s = self._monotonic_s()
        again = value == self._value and now_s - self._seen_s < self._quiet_s
        self._value, self._seen_s = value, now_s
        return not again
