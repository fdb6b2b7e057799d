"""The whole kiosk from a keypad of four arrows, a middle key and back: where the focus stands.

| key               | what it does                                                          |
|-------------------|-----------------------------------------------------------------------|
| arrows            | to the nearest thing that way; where there is none, the next or the   |
|                   | one before in reading order, so that everything can be reached        |
| Enter (middle)    | presses what has the focus                                            |
| Escape, Backspace | back, else cancel, else close                                         |
| F1                | help                                                                  |
| + and -           | louder and quieter, while the screen is read aloud; + begins that     |

The focus comes with the first key and goes with the first finger. Each move is told to the counter
(`focused`, with `by` what moved it: a key, or the screen that came), which may say it aloud.
"""

from enum import Enum
from typing import Literal

from PySide6.QtCore import QEvent, QMetaObject, QObject, QRectF, Qt
from PySide6.QtQuick import QQuickItem

from kiosk.interface.view_model import ViewModel
from kiosk.interface.window import QmlWindow, answers_touch

WAYS_BACK = ("close_help", "close", "back", "cancel", "ok", "finish")
SAME_ROW = 24.0
"""Things whose middles differ by less stand in one row."""
_FINGERS = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress})


class Way(Enum):
    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


_ARROWS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}


class KeypadFocus(QObject):
    """Owns the focus of one window."""

    def __init__(self, window: QmlWindow, view_model: ViewModel) -> None:
        super().__init__(window.quick_window)
        self._window = window
        self._view_model = view_model
        self._name: str | None = None
        self._screen = ""
        window.quick_window.installEventFilter(self)
        view_model.shown.connect(self._on_shown)

    @property
    def name(self) -> str | None:
        """The objectName of what has the focus; None while fingers are at work."""
        return self._name

    def press(self, key: int) -> None:
        """A key of the keypad."""
        if key in _ARROWS:
            self._move(_ARROWS[Qt.Key(key)])
            return
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Select:
                self._press_focused()
            case Qt.Key.Key_Escape | Qt.Key.Key_Backspace | Qt.Key.Key_Back:
                self._go_back()
            case Qt.Key.Key_F1 | Qt.Key.Key_Help:
                self._press("pill_help")
            case Qt.Key.Key_Plus | Qt.Key.Key_VolumeUp:
                if not self._press("louder"):
                    self._press("pill_listen")
            case Qt.Key.Key_Minus | Qt.Key.Key_VolumeDown:
                self._press("quieter")
            case _:
                pass

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A finger takes the focus away; the event goes on."""
        if event.type() in _FINGERS and self._name is not None:
            self._set(None)
        return False

    def _move(self, way: Way) -> None:
        places = self._places()
        if not places:
            return
        here = places.get(self._name or "")
        if here is None:
            self._set(_first(places, mirrored=self._is_mirrored()))
            return
        others = {name: place for name, place in places.items() if name != self._name}
        self._set(nearest(here, others, way) or self._next(places, way))

    def _next(self, places: dict[str, QRectF], way: Way) -> str:
        """In reading order: onward for down and for the way the language runs."""
        ordered = reading_order(places, mirrored=self._is_mirrored())
        onward = Way.LEFT if self._is_mirrored() else Way.RIGHT
        step = 1 if way in (Way.DOWN, onward) else -1
        return ordered[(ordered.index(self._name or "") + step) % len(ordered)]

    def _press_focused(self) -> None:
        if self._name is not None and not self._press(self._name):
            self._set(None)

    def _go_back(self) -> None:
        for name in WAYS_BACK:
            if self._press(name):
                return

    def _press(self, name: str) -> bool:
        """Whether there was such a thing to press."""
        item = self._window.item(name)
        if item is None or not answers_touch(item):
            return False
        return bool(QMetaObject.invokeMethod(item, "press"))

    def _on_shown(self, screen: str, _model: object) -> None:
        if self._name is None:
            return
        changed, self._screen = screen != self._screen, screen
        places = self._places()
        if changed or self._name not in places:
            self._set(_first(places, mirrored=self._is_mirrored()), by="screen")
        else:
            self._mark(self._name)  # what is drawn may be new

    def _set(self, name: str | None, *, by: Literal["key", "screen"] = "key") -> None:
        if name == self._name:
            return
        self._name = name
        self._screen = self._view_model.screen
        self._mark(name)
        if name is not None:
            self._view_model.touch("focused", {"name": name, "by": by})

    def _mark(self, name: str | None) -> None:
        for item in self._window.items():
            if item.property("focused") is not None:
                item.setProperty("focused", item.objectName() == name and name is not None)
                if item.objectName() == name:
                    _scroll_to(item)

    def _places(self) -> dict[str, QRectF]:
        """What can be pressed now, by name, in window coordinates."""
        return {
            item.objectName(): item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
            for item in self._window.items()
            if answers_touch(item)
        }

    def _is_mirrored(self) -> bool:
        return self._view_model.is_mirrored


def nearest(here: QRectF, others: dict[str, QRectF], way: Way) -> str | None:
    """The nearest that lies that way; what stands in line comes before what is aside."""
    dx, dy = way.value
    found = []
    for name, place in others.items():
        along = (place.center().x() - here.center().x()) * dx
        along += (place.center().y() - here.center().y()) * dy
        if along <= SAME_ROW:
            continue
        aside = _apart(here, place, horizontal=dx == 0)
        if dx and aside > 0:
            continue  # sideways means within the row
        found.append((along + 3 * aside, name))
    return min(found)[1] if found else None


def reading_order(places: dict[str, QRectF], *, mirrored: bool) -> list[str]:
    """Row by row; within a row as the language runs."""
    rest = sorted(places, key=lambda name: places[name].center().y())
    ordered: list[str] = []
    row: list[str] = []
    for name in rest:
        if row and places[name].center().y() - places[row[0]].center().y() > SAME_ROW:
            ordered += _along(row, places, mirrored=mirrored)
            row = []
        row.append(name)
    return ordered + _along(row, places, mirrored=mirrored)


def _along(row: list[str], places: dict[str, QRectF], *, mirrored: bool) -> list[str]:
    return sorted(row, key=lambda name: places[name].center().x(), reverse=mirrored)


def _first(places: dict[str, QRectF], *, mirrored: bool) -> str | None:
    ordered = reading_order(places, mirrored=mirrored)
    return ordered[0] if ordered else None


def _apart(here: QRectF, place: QRectF, *, horizontal: bool) -> float:
    """The gap between both, across the way that is gone; 0 where they overlap."""
    if horizontal:
        return max(0.0, place.left() - here.right(), here.left() - place.right())
    return max(0.0, place.top() - here.bottom(), here.top() - place.bottom())


def _scroll_to(item: QQuickItem) -> None:
    """Brings it into sight where it stands in a column that scrolls."""
    area: QQuickItem | None = item.parentItem()
    while area is not None and area.property("contentY") is None:
        area = area.parentItem()
    if area is None or not area.property("interactive"):
        return
    content = area.property("contentItem")
    place = item.mapRectToItem(content, QRectF(0, 0, item.width(), item.height()))
    top, height = float(area.property("contentY")), area.height()
    if place.top() - 20 < top:
        area.setProperty("contentY", max(0.0, place.top() - 20))
    elif place.bottom() + 20 > top + height:
        area.setProperty("contentY", place.bottom() + 20 - height)
