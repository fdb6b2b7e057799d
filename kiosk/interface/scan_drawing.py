"""How to hold a bill to the reader, drawn by code: a bill, its barcode, the reader's light."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from kiosk.interface.palette import CARD, EDGE, INK, LINE, SAFFRON, TEAL, faint

# Drawn for 420 x 360, then scaled to the area asked for.
_WIDTH, _HEIGHT = 420.0, 360.0
# Widths of bars and gaps in turn, in design pixels; it only has to look like a barcode.
_BARS = (5, 4, 3, 6, 8, 4, 3, 3, 6, 5, 3, 7, 4, 4, 9, 3, 3, 5, 6, 4, 3, 6, 5, 3, 8, 4, 4, 5, 3)


def draw_scan(painter: QPainter, area: QRectF) -> None:
    """Paints the illustration into `area`."""
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(area.width() / _WIDTH, area.height() / _HEIGHT)
    _draw_light(painter)
    _draw_bill(painter)
    _draw_reader(painter)
    painter.restore()


def _draw_bill(painter: QPainter) -> None:
    painter.save()
    painter.translate(210, 118)
    painter.rotate(-5)
    sheet = QPolygonF([QPointF(-112, -106), QPointF(112, -106), QPointF(112, 98)])
    for tooth in range(8):  # the torn edge, right to left
        right = 112 - tooth * 28
        sheet.append(QPointF(right - 14, 110))
        sheet.append(QPointF(right - 28, 98))
    painter.setPen(QPen(EDGE, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))  # fmt: skip
    painter.setBrush(CARD)
    painter.drawPolygon(sheet)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(TEAL)
    painter.drawRoundedRect(QRectF(12, -82, 76, 16), 8, 8)
    painter.setBrush(LINE)
    for top, left in ((-48, -60), (-24, -84), (0, -30)):
        painter.drawRoundedRect(QRectF(left, top, 88 - left, 10), 5, 5)
    _draw_bars(painter, QPointF(-66, 26), 56)
    painter.restore()


def _draw_bars(painter: QPainter, at: QPointF, height: float) -> None:
    x = at.x()
    for index, width in enumerate(_BARS):
        if index % 2 == 0:
            painter.fillRect(QRectF(x, at.y(), width, height), INK)
        x += width


def _draw_light(painter: QPainter) -> None:
    beam = QPainterPath()
    beam.addPolygon(QPolygonF([QPointF(166, 296), QPointF(254, 296), QPointF(310, 176),
                               QPointF(110, 176)]))  # fmt: skip
    beam.closeSubpath()
    painter.fillPath(beam, faint(SAFFRON, 0.28))


def _draw_reader(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(INK)
    painter.drawRoundedRect(QRectF(110, 288, 200, 60), 20, 20)
    painter.setBrush(SAFFRON)
    painter.drawRoundedRect(QRectF(150, 296, 120, 12), 6, 6)
