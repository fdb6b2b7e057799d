"""Everything drawn by code: `image://drawing/<what>/<design width>x<design height>/...`.

| address                      | drawing                                              |
|------------------------------|------------------------------------------------------|
| pattern/1080x160             | the header's ground with the khatam pattern          |
| mark/96x96/light, dark, strong | the city's mark, for a teal, paper or black ground |
| ring/404x404/37/120[/strong] | seconds left of seconds allowed, as an arc           |
| dashes/968x128               | a dashed frame: words that look unlike a button      |
| scan/420x360                 | a bill held to the reader                            |

The design size says how thick and large things are; the requested size (sourceSize) how many
pixels it gets, so a scaled window stays sharp.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtQuick import QQuickImageProvider

from kiosk.interface.khatam import draw_mark, draw_pattern
from kiosk.interface.palette import (
    BLACK,
    CARD,
    EDGE,
    LINE,
    PAPER,
    STRONG,
    TEAL,
    TEAL_SOFT,
)
from kiosk.interface.scan_drawing import draw_scan

_RING_WIDTH = 12.0
_FULL_TURN = 360 * 16  # Qt counts arcs in sixteenths of a degree


class UnknownDrawing(Exception):
    """The address names no drawing of this table."""


def draw(address: str, requested: QSize) -> QImage:
    """The drawing as an image of `requested` pixels. Raises UnknownDrawing."""
    what, _, rest = address.partition("/")
    size, *arguments = rest.split("/")
    try:
        width, height = (int(side) for side in size.split("x"))
    except ValueError as error:
        raise UnknownDrawing(address) from error
    pixels = requested if requested.width() > 0 and requested.height() > 0 else None
    image = QImage(pixels or QSize(width, height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(image.width() / width, image.height() / height)
    try:
        _draw(painter, what, QRectF(0, 0, width, height), arguments)
    finally:
        painter.end()
    return image


def _draw(painter: QPainter, what: str, area: QRectF, arguments: list[str]) -> None:
    match what, arguments:
        case "pattern", []:
            draw_pattern(painter, area)
        case "mark", ["light"]:
            draw_mark(painter, area, TEAL, CARD)
        case "mark", ["dark"]:
            draw_mark(painter, area, PAPER, TEAL)
        case "mark", ["strong"]:
            draw_mark(painter, area, BLACK, STRONG)
        case "ring", [left, allowed]:
            _draw_ring(painter, area, int(left) / max(1, int(allowed)), (LINE, TEAL_SOFT, TEAL))
        case "ring", [left, allowed, "strong"]:
            _draw_ring(painter, area, int(left) / max(1, int(allowed)), (CARD, BLACK, STRONG))
        case "dashes", []:
            _draw_dashes(painter, area)
        case "scan", []:
            draw_scan(painter, area)
        case _:
            raise UnknownDrawing(what)


def _draw_ring(
    painter: QPainter, area: QRectF, share: float, colours: tuple[QColor, QColor, QColor]
) -> None:
    rest, ground, left = colours
    half = _RING_WIDTH / 2
    inner = area.adjusted(half, half, -half, -half)
    painter.setPen(QPen(rest, _RING_WIDTH))
    painter.setBrush(ground)
    painter.drawEllipse(inner)
    pen = QPen(left, _RING_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    swept = round(_FULL_TURN * min(1.0, max(0.0, share)))
    painter.drawArc(inner, 90 * 16, -swept)


def _draw_dashes(painter: QPainter, area: QRectF) -> None:
    pen = QPen(EDGE, 3.0)
    pen.setDashPattern([3.0, 2.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 28, 28)


class DrawingProvider(QQuickImageProvider):
    """Answers `image://drawing/...`. An unknown drawing is empty, hence a QML warning."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: N802
        try:
            return draw(id, requested_size)
        except UnknownDrawing:
            return QImage()
