"""How well a device that only talks can be understood: its frames, whole or malformed."""

from collections import deque

_REMEMBERED = 8
_ENOUGH = 4  # one bad read is a card pulled away too soon, not a fault


class Legibility:
    """Counts frames. `is_unreadable` once most of the last eight were malformed; a few good
    ones end it."""

    def __init__(self) -> None:
        self.malformed = 0
        self._last: deque[bool] = deque(maxlen=_REMEMBERED)

    def good(self) -> None:
        self._last.append(True)

    def bad(self) -> None:
        self.malformed += 1
        self._last.append(False)

    @property
    def is_unreadable(self) -> bool:
        bad = self._last.count(False)
        return bad >= _ENOUGH and bad * 2 > len(self._last)
