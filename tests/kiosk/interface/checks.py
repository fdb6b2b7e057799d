"""What a demanding eye would find on a drawn screen, found by measuring it.

Texts that are cut off or lie over each other, things too small or too near for a finger, words
too faint for their ground. What lies under an overlay, and what is scrolled out of sight, is
nobody's business now.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from kiosk.interface.contrast import contrast_ratio
from kiosk.interface.window import QmlWindow, answers_touch

MILLIMETRES_HIGH = 20.0
MILLIMETRES_APART = 4.0
INCH_MM = 25.4
READABLE, STRONG = 4.5, 7.0
TOLERANCE = 1.5
"""Pixels: rounding of places, and the soft edge of letters."""


@dataclass(frozen=True)
class Finding:
    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what}: {self.where}"


def findings(window: QmlWindow, dpi: float, contrast: float) -> list[Finding]:
    """Everything wrong with what is drawn now. `contrast`: READABLE or STRONG."""
    texts = [(item, _words(item)) for item in window.text_items() if item.isEnabled()]
    seen = [(item, place) for item, place in texts if not place.isEmpty()]
    return [
        *_cut_off(window, seen),
        *_overlapping(seen),
        *_out_of_reach(window, dpi),
        *_faint(window.grab(), seen, contrast),
    ]


def _cut_off(window: QmlWindow, texts: list[tuple[QQuickItem, QRectF]]) -> Iterator[Finding]:
    whole = QRectF(0, 0, window.quick_window.width(), window.quick_window.height())
    for item, place in texts:
        if item.property("truncated"):
            yield Finding("cut short", _text(item))
        if not whole.adjusted(-1, -1, 1, 1).contains(place):
            yield Finding("beyond the screen", _text(item))
        room = item.parentItem()
        wide = float(item.property("contentWidth")) - item.width()
        if wide > TOLERANCE and item.width() > 0 and room is not None:
            yield Finding(f"wider by {wide:.0f} than its place", _text(item))


def _overlapping(texts: list[tuple[QQuickItem, QRectF]]) -> Iterator[Finding]:
    for (one, here), (other, there) in combinations(texts, 2):
        shared = here.intersected(there)
        if shared.width() > TOLERANCE and shared.height() > _LEADING * min(
            here.height(), there.height()
        ):
            yield Finding("lies over another", f"{_text(one)} / {_text(other)}")


# Lines of one column touch: Vazirmatn's own line is half as high again as its letters.
_LEADING = 0.3


def _out_of_reach(window: QmlWindow, dpi: float) -> Iterator[Finding]:
    smallest = MILLIMETRES_HIGH / INCH_MM * dpi - TOLERANCE
    nearest = MILLIMETRES_APART / INCH_MM * dpi - TOLERANCE
    places = [
        (item.objectName(), visible)
        for item in window.items()
        if answers_touch(item)
        and not (visible := _in_sight(item, _rect(item))).isEmpty()
        and visible.height() > 0.9 * _rect(item).height()
    ]
    for name, place in places:
        if place.width() < smallest or place.height() < smallest:
            yield Finding(f"{place.width():.0f} x {place.height():.0f} is too small", name)
    for (one, here), (other, there) in combinations(places, 2):
        if here.contains(there) or there.contains(here):
            continue  # a surface with a smaller thing on it
        if _gap(here, there) < nearest:
            yield Finding(f"{_gap(here, there):.0f} apart is too near", f"{one} / {other}")


def _gap(here: QRectF, there: QRectF) -> float:
    across = max(there.left() - here.right(), here.left() - there.right())
    down = max(there.top() - here.bottom(), here.top() - there.bottom())
    return max(across, down)


def _faint(
    picture: QImage, texts: list[tuple[QQuickItem, QRectF]], wanted: float
) -> Iterator[Finding]:
    for item, place in texts:
        ratio = contrast_ratio(QColor(item.property("color")), _ground(picture, place))
        if ratio < wanted:
            yield Finding(f"{ratio:.1f}:1 is too faint", _text(item))


def _ground(picture: QImage, place: QRectF) -> QColor:
    """The commonest colour around the letters."""
    area = place.toAlignedRect().intersected(picture.rect())
    across, down = max(1, area.width() // 40), max(1, area.height() // 12)
    colours = Counter(
        picture.pixel(x, y)
        for x in range(area.left(), area.right(), across)
        for y in range(area.top(), area.bottom(), down)
    )
    return QColor.fromRgba(colours.most_common(1)[0][0]) if colours else QColor("white")


def _words(item: QQuickItem) -> QRectF:
    """Where the letters stand: a text's item may be wider than they are."""
    width = min(item.width(), float(item.property("contentWidth")))
    height = float(item.property("contentHeight"))
    across = int(item.property("across"))
    left = 0.0
    if across == Qt.AlignmentFlag.AlignRight.value:
        left = item.width() - width
    elif across == Qt.AlignmentFlag.AlignHCenter.value:
        left = (item.width() - width) / 2
    centred = int(item.property("down")) == Qt.AlignmentFlag.AlignVCenter.value
    top = (item.height() - height) / 2 if centred else 0.0
    return _in_sight(item, item.mapRectToScene(QRectF(left, top, width, height)))


def _rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _in_sight(item: QQuickItem, place: QRectF) -> QRectF:
    """What of it no ancestor cuts away."""
    above: QQuickItem | None = item.parentItem()
    while above is not None:
        if above.property("clip") is True:
            place = place.intersected(_rect(above))
        above = above.parentItem()
    return place


def _text(item: QQuickItem) -> str:
    return f"«{item.property('text')}»"
