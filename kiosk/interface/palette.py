"""Colours of what Python draws (header, ring, illustration). Tokens as in qml/Pishkhan/Theme."""

from PySide6.QtGui import QColor

INK = QColor("#14213D")
PAPER = QColor("#FBF8F1")
CARD = QColor("#FFFFFF")
LINE = QColor("#E4DCCB")
EDGE = QColor("#8A7F6A")
TEAL = QColor("#0B6E75")
TEAL_SOFT = QColor("#E6F2F1")
SAFFRON = QColor("#E9A23B")
BLACK = QColor("#000000")
STRONG = QColor("#FFD166")


def faint(colour: QColor, alpha: float) -> QColor:
    """The colour, let through to `alpha` (0 to 1)."""
    thinned = QColor(colour)
    thinned.setAlphaF(alpha)
    return thinned
