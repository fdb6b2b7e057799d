"""Phosphor icons in the colour asked for: `image://icon/<name>/<rrggbb>`.

The SVG's `currentColor` becomes the colour; its second layer keeps its own opacity, which is
what makes the icons duotone on any ground.
"""

import re

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from contract.assets import icon
from contract.errors import MissingPart

_COLOUR = re.compile(r"[0-9a-f]{6}")
_DEFAULT_SIZE = QSize(96, 96)


class UnknownIcon(Exception):
    """The model names an icon that isn't installed, or the address isn't name/rrggbb."""


def draw_icon(address: str, size: QSize) -> QImage:
    """The icon `name/rrggbb` in a transparent image of `size` pixels. Raises UnknownIcon."""
    name, _, colour = address.partition("/")
    if not _COLOUR.fullmatch(colour):
        raise UnknownIcon(f"{address!r} is not name/rrggbb")
    try:
        svg = icon(name).read_text(encoding="utf-8")
    except MissingPart as error:
        raise UnknownIcon(f"no icon {name!r}: {error.what}") from error
    coloured = svg.replace("currentColor", f"#{colour}")
    renderer = QSvgRenderer(QByteArray(coloured.encode()))
    if not renderer.isValid():
        raise UnknownIcon(f"icon {address!r} is no readable drawing")
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


class IconProvider(QQuickImageProvider):
    """Answers `image://icon/...`. An unknown icon is an empty image, hence a QML warning."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: N802
        try:
            return draw_icon(id, _pixels(requested_size))
        except UnknownIcon:
            return QImage()


def _pixels(requested: QSize) -> QSize:
    return requested if requested.width() > 0 and requested.height() > 0 else _DEFAULT_SIZE
