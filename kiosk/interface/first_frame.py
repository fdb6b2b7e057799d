"""How long from the start of this process to the first frame of a counter's screen."""

import json
import os
import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickWindow

from kiosk.interface.view_model import ONE_MOMENT, ViewModel

_START_TIME_FIELD = 19  # of /proc/self/stat, counted behind the command's name; in clock ticks


def process_age_ms() -> int:
    """Milliseconds since the kernel started this process; Python's own start counts too."""
    stat = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace")
    ticks = int(stat.rpartition(")")[2].split()[_START_TIME_FIELD])
    started_s = ticks / os.sysconf("SC_CLK_TCK")
    return round((time.clock_gettime(time.CLOCK_BOOTTIME) - started_s) * 1000)


class FirstFrameReport(QObject):
    """Prints one JSON line when the first usable frame is on the screen, then falls silent.

    Usable is a screen of the counter; the screen shown while waiting for it is not.
    """

    def __init__(self, window: QQuickWindow, view_model: ViewModel) -> None:
        super().__init__(window)
        self._window = window
        self._view_model = view_model
        window.frameSwapped.connect(self._on_frame)

    def _on_frame(self) -> None:
        if self._view_model.screen == ONE_MOMENT:
            return
        self._window.frameSwapped.disconnect(self._on_frame)
        line = {"event": "first_frame", "ms": process_age_ms(), "screen": self._view_model.screen}
        print(json.dumps(line), flush=True)
