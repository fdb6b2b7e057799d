"""The city's mark and the only ornament: the eight-pointed star, drawn by geometry.

The pattern is the classic star-and-cross: eight-pointed stars on a square grid touch at their
points and leave crosses between them. Drawn once into an image, it costs nothing afterwards.
"""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from kiosk.interface.palette import CARD, SAFFRON, TEAL, faint

# Inner to outer radius of the {8/2} star: two squares, one turned by 45 degrees.
_INNER = cos(pi / 4) / cos(pi / 8)
_PERIOD = 84.0
_PATTERN_ALPHA = 0.17


def star(centre: QPointF, radius: float) -> QPolygonF:
    """The outline of an eight-pointed star with points at `radius`, one of them upwards."""
    points: list[QPointF] = []
    for corner in range(16):
        reach = radius if corner % 2 == 0 else radius * _INNER
        angle = corner * pi / 8
        points.append(QPointF(centre.x() + reach * sin(angle), centre.y() - reach * cos(angle)))
    return QPolygonF(points)


def draw_pattern(painter: QPainter, area: QRectF) -> None:
    """Fills `area` (in design pixels) with teal and the faint star-and-cross line pattern."""
    painter.fillRect(area, TEAL)
    painter.setPen(QPen(faint(CARD, _PATTERN_ALPHA), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    columns = int(area.width() / _PERIOD) + 2
    rows = int(area.height() / _PERIOD) + 2
    for row in range(rows):
        for column in range(columns):
            centre = QPointF(column * _PERIOD, row * _PERIOD - _PERIOD * 0.1)
            painter.drawPolygon(star(centre, _PERIOD / 2))
            painter.drawPolygon(_diamond(centre, _PERIOD * 0.22))


def draw_mark(painter: QPainter, area: QRectF, ground: QColor, ring: QColor) -> None:
    """The mark: a star ring, a saffron star within, a light star at the heart."""
    centre = area.center()
    radius = min(area.width(), area.height()) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for share, colour in ((1.0, ring), (0.76, ground), (0.56, SAFFRON), (0.25, CARD)):
        path = QPainterPath()
        path.addPolygon(star(centre, radius * share))
        path.closeSubpath()
        painter.fillPath(path, colour)


def _diamond(centre: QPointF, radius: float) -> QPolygonF:
    return QPolygonF([
        centre + QPointF(0, -radius), centre + QPointF(radius, 0),
        centre + QPointF(0, radius), centre + QPointF(-radius, 0),
    ])  # fmt: skip
