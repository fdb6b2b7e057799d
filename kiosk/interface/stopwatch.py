"""How long a touch takes to be seen: from the finger to the first frame that differs, and from its
release to the frame with the counter's answer. Measured where both happen, in this process.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QObject, QPointF, QTimer

from kiosk.interface.touch import Finger
from kiosk.interface.view_model import ViewModel
from kiosk.interface.window import KioskWindow

WITHIN_MS = 3000


@dataclass(frozen=True)
class TouchTimes:
    """Milliseconds; None where nothing came of it in time."""

    changed_ms: float | None
    answered_ms: float | None


class Stopwatch(QObject):
    """Touches one window."""

    def __init__(self, window: KioskWindow, finger: Finger) -> None:
        super().__init__(window.quick_window)
        self._window = window
        self._finger = finger

    def touch(self, at: QPointF) -> TouchTimes:
        """Presses and releases; returns when the answer is drawn, or nothing is."""
        before = self._window.grab()
        changed = self._time(lambda: self._finger.press(at), lambda: self._window.grab() != before)
        answers = _Answers(self._window.view_model)
        answered = self._time(lambda: self._finger.release(at), answers.have_come)
        return TouchTimes(changed, answered)

    def _time(self, act: Callable[[], None], is_seen: Callable[[], bool]) -> float | None:
        """From the act to the first frame in which it is seen."""
        loop, drawn = QEventLoop(), list[float]()
        window = self._window.quick_window

        def on_frame() -> None:
            at = time.perf_counter()  # before anything is looked at
            if is_seen():
                drawn.append(at)
                window.frameSwapped.disconnect(on_frame)
                loop.quit()

        window.frameSwapped.connect(on_frame)
        began = time.perf_counter()
        act()
        if not drawn:
            QTimer.singleShot(WITHIN_MS, loop.quit)
            loop.exec()
        if not drawn:
            window.frameSwapped.disconnect(on_frame)
            return None
        return (drawn[0] - began) * 1000


class _Answers:
    """Whether the counter has shown something since."""

    def __init__(self, view_model: ViewModel) -> None:
        self._seq = view_model.seq
        self._view_model = view_model

    def have_come(self) -> bool:
        return self._view_model.seq != self._seq
