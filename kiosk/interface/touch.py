"""Touches as a touch screen makes them: press and release of one finger on the window."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPointingDevice, QWindow
from PySide6.QtTest import QTest


class Finger:
    """One finger on one window. A mouse click is no touch: QML treats the two differently."""

    def __init__(self, window: QWindow) -> None:
        self._window = window
        self._device: QPointingDevice = QTest.createTouchDevice()

    def press(self, at: QPointF) -> None:
        """The finger comes down and stays."""
        QTest.touchEvent(self._window, self._device).press(0, at.toPoint()).commit()

    def move(self, to: QPointF) -> None:
        """The finger slides without leaving the glass."""
        QTest.touchEvent(self._window, self._device).move(0, to.toPoint()).commit()

    def release(self, at: QPointF) -> None:
        """The finger goes up."""
        QTest.touchEvent(self._window, self._device).release(0, at.toPoint()).commit()

    def tap(self, at: QPointF) -> None:
        """Down and up again at one place."""
        self.press(at)
        self.release(at)
