"""The sign of life that the supervisor wants: a byte each quarter of a second, by the event loop.

A window whose event loop stands still sends none, whatever it stands in.
"""

import os
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

BEAT_MS = 250


class Pulse(QObject):
    """Beats from now on into the pipe `descriptor`."""

    def __init__(self, descriptor: int, parent: QObject) -> None:
        super().__init__(parent)
        self._descriptor = descriptor
        os.set_blocking(descriptor, False)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        self._beat()

    def _beat(self) -> None:
        with suppress(OSError):  # full or closed: the supervisor hangs or is gone; we go on
            os.write(self._descriptor, b".")
