"""A window of our QML: its engine, how large it is, what it shows. And the kiosk's own."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from contract.errors import PishkhanError
from kiosk.interface.drawings import DrawingProvider
from kiosk.interface.guard import WindowGuard
from kiosk.interface.icons import IconProvider
from kiosk.interface.qr_codes import QrProvider
from kiosk.interface.view_model import ViewModel

GRID = QSize(1080, 1920)
_WINDOWED_SHARE = 0.9
_QML = Path(__file__).parent / "qml"


class WindowMode(Enum):
    """Where the window goes."""

    KIOSK = "kiosk"  # the whole screen, no frame, no pointer
    WINDOWED = "windowed"  # 90 % of the screen's height, in proportion
    OFFSCREEN = "offscreen"  # nowhere: exactly the design grid, for pictures and tests


class ScreensBroken(PishkhanError):
    """The QML files can't be loaded."""

    exit_code = 4


class QmlWindow:
    """Owns the engine and the window of the QML file `main`, whose required properties are
    `properties`. Raises ScreensBroken when QML can't be loaded."""

    def __init__(self, main: Path, properties: dict[str, object]) -> None:
        self._providers = (IconProvider(), DrawingProvider(), QrProvider())
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(_QML))
        self._engine.addImageProvider("icon", self._providers[0])
        self._engine.addImageProvider("drawing", self._providers[1])
        self._engine.addImageProvider("qr", self._providers[2])
        self._engine.setInitialProperties(properties)
        self._engine.load(QUrl.fromLocalFile(str(main)))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise ScreensBroken(
                "The kiosk's screens can't be loaded.",
                "The lines above name the file; reinstall the program if nobody changed it.",
            )
        self.quick_window: QQuickWindow = roots[0]

    def open(self, mode: WindowMode) -> None:
        """Puts the window on the screen."""
        window = self.quick_window
        match mode:
            case WindowMode.KIOSK:
                window.setFlag(Qt.WindowType.FramelessWindowHint)
                window.setCursor(Qt.CursorShape.BlankCursor)
                window.showFullScreen()
                WindowGuard(window)
            case WindowMode.WINDOWED:
                room = window.screen().availableGeometry()
                height = round(room.height() * _WINDOWED_SHARE)
                window.resize(round(height * GRID.width() / GRID.height()), height)
                window.show()
            case WindowMode.OFFSCREEN:
                window.resize(GRID)
                window.show()

    def grab(self) -> QImage:
        """A picture of the window as it is now."""
        return self.quick_window.grabWindow()

    def item(self, name: str) -> QQuickItem | None:
        """The visible item with this objectName, or None."""
        return next((item for item in self.items() if item.objectName() == name), None)

    def items(self) -> list[QQuickItem]:
        """Every visible item, parents before children."""
        found: list[QQuickItem] = []
        waiting = [self.quick_window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                found.append(item)
                waiting.extend(reversed(item.childItems()))
        return found

    def text_items(self) -> list[QQuickItem]:
        """The items that draw a text now."""
        texts = (item for item in self.items() if item.inherits("QQuickText"))
        return [item for item in texts if item.property("text")]

    def texts(self) -> list[str]:
        """Every text that stands on the screen now."""
        return [str(item.property("text")) for item in self.text_items()]

    def touchables(self) -> list[str]:
        """The objectNames that answer a touch now."""
        return [item.objectName() for item in self.items() if answers_touch(item)]

    def close(self) -> None:
        """Ends the window and its engine; the Python objects may go after this."""
        self.quick_window.close()
        self._engine.deleteLater()


class KioskWindow(QmlWindow):
    """The window that draws what the counter shows."""

    def __init__(self, view_model: ViewModel) -> None:
        self.view_model = view_model
        super().__init__(_QML / "Main.qml", {"counter": view_model})

    def from_grid(self, x: float, y: float) -> QPointF:
        """A point of the 1080 x 1920 design grid in window coordinates."""
        window = self.quick_window
        scale = min(window.width() / GRID.width(), window.height() / GRID.height())
        left = (window.width() - GRID.width() * scale) / 2
        top = (window.height() - GRID.height() * scale) / 2
        return QPointF(left + x * scale, top + y * scale)


def answers_touch(item: QQuickItem) -> bool:
    """Whether the item sends an intent when touched now."""
    return bool(item.objectName()) and item.isEnabled() and item.property("touchable") is True


def centre(item: QQuickItem) -> QPointF:
    """The middle of the item in window coordinates."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).center()
