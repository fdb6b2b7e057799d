"""What the window shows, for someone who follows it from outside: a picture when it has changed.

A still screen costs nothing: Qt draws only what changes, and says so.
"""

import base64
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtQuick import QQuickWindow

from kiosk.interface.window import KioskWindow

NARROWEST, WIDEST = 160, 1080
_FASTEST_PNG = 85  # Qt's "quality" of a PNG is how little time is spent on making it small


@dataclass(frozen=True)
class Frame:
    """`number` grows with each change of the window; `png` is None when there was none since."""

    number: int
    png: str | None


class Frames(QObject):
    """Counts what the window draws."""

    def __init__(self, window: KioskWindow) -> None:
        super().__init__(window.quick_window)
        self._window = window
        self._number = 1
        shown: QQuickWindow = window.quick_window
        shown.frameSwapped.connect(self._on_drawn)

    def since(self, number: int, width: int) -> Frame:
        """The present frame in base64, `width` pixels wide, unless it is `number` still."""
        if number == self._number:
            return Frame(number, None)
        present = self._number
        image = self._window.grab().scaledToWidth(
            min(max(width, NARROWEST), WIDEST), Qt.TransformationMode.SmoothTransformation
        )
        return Frame(present, _png(image))

    def _on_drawn(self) -> None:
        self._number += 1


def _png(image: QImage) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(_FASTEST_PNG)
    writer.write(image.convertToFormat(QImage.Format.Format_RGB888))
    return base64.b64encode(buffer.data().data()).decode("ascii")
