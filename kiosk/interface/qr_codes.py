"""Codes to photograph from the screen: `image://qr/<percent-encoded text>`, one dot a module."""

from urllib.parse import unquote

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, qRgb
from PySide6.QtQuick import QQuickImageProvider

QUIET_MODULES = 4
_BLACK, _WHITE = qRgb(0, 0, 0), qRgb(255, 255, 255)


def draw_qr(text: str) -> QImage:
    """Black on white with the free edge that readers want; error correction M, as on paper."""
    import segno  # only where there is no paper: a window should stay small

    modules = segno.make_qr(text, error="m").matrix
    side = len(modules) + 2 * QUIET_MODULES
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(_WHITE)
    for y, row in enumerate(modules, start=QUIET_MODULES):
        for x, module in enumerate(row, start=QUIET_MODULES):
            if module:
                image.setPixel(x, y, _BLACK)
    return image


class QrProvider(QQuickImageProvider):
    """Answers `image://qr/...`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: N802
        return draw_qr(unquote(id))
