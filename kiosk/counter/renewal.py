"""When the counter's process has to end with the visit, to be started with an empty memory.

Python's strings can't be wiped: after a visit copies of what was typed and shown stay in the
process (decision 0010). So between visits a used counter ends, and its supervisor starts another.
A counter that runs without a supervisor goes on: nobody would start it again.
"""

import os
import time
from typing import Protocol

from kiosk.journeys.states import Attract, VisitState
from kiosk.processes import RENEW_VARIABLE

LOOK_EVERY_S = 0.02
WINDOWS_MAY_TAKE_S = 2.0
"""Longest wait for the windows to change places first. After it the next counter sees to it."""


class Traces(Protocol):
    """The part of the display that is looked at."""

    @property
    def is_used(self) -> bool: ...

    @property
    def is_settled(self) -> bool: ...


class Renewal:
    """Asked after each turn of the loop."""

    def __init__(self) -> None:
        self._is_wanted = RENEW_VARIABLE in os.environ
        self._since_s: float | None = None

    def is_due(self, state: VisitState, traces: Traces) -> bool:
        """Is nobody served, has somebody been, and does a window stand there that is clean?"""
        if not (self._is_wanted and isinstance(state, Attract) and traces.is_used):
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = time.monotonic()
        return traces.is_settled or time.monotonic() - self._since_s > WINDOWS_MAY_TAKE_S

    def is_ahead(self, traces: Traces) -> bool:
        """Will this process end as soon as nobody is served?"""
        return self._is_wanted and traces.is_used

    def look_within_s(self, otherwise_s: float) -> float:
        """How long the loop may wait: short while windows change places."""
        return otherwise_s if self._since_s is None else min(otherwise_s, LOOK_EVERY_S)
