"""Which version of the application this kiosk runs from, and whether another one is due.

The agent switches versions between two visits by changing what the link `current` names. Whoever
runs goes on from its own folder; the supervisor ends where nobody is served, and whoever starts
the kiosk starts the version that is named then.
"""

import os
from pathlib import Path

from contract.clock import SystemClock
from contract.update_hold import holds

SILENT_S = 10.0
"""A counter that says nothing for so long hangs: it serves nobody."""


class Slot:
    """`device`: the folder that enrolment made. Times in monotonic seconds."""

    def __init__(self, device: Path) -> None:
        self._link = device / "application" / "current"
        self._hold = device / "run" / "update.hold"
        self._beat = device / "run" / "counter.json"
        self._clock = SystemClock()
        self._at_start = self._named()
        self._last_beat = 0
        self._beaten_s: float | None = None

    def is_held(self) -> bool:
        """Is the agent about to switch? Then no counter is started."""
        return holds(self._hold, self._clock.now())

    def has_changed(self) -> bool:
        """Is another version due?"""
        return self._named() != self._at_start

    def is_silent(self, now_s: float) -> bool:
        """Has the counter shown no sign of life for too long?"""
        try:
            beat = self._beat.stat().st_mtime_ns
        except OSError:
            beat = 0
        if beat != self._last_beat or self._beaten_s is None:
            self._last_beat, self._beaten_s = beat, now_s
        return now_s - self._beaten_s > SILENT_S

    def _named(self) -> str | None:
        try:
            return os.readlink(self._link)
        except OSError:
            return None
