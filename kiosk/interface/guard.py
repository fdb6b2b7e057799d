"""In kiosk mode nothing from outside closes, moves or leaves the window.

No key of the keyboard does either: all of them end in KeyBurst. What no program can keep out (the
kernel's keys, the display server's own) is switched off where they are: see the units and
configuration that `pishkhan provision services` writes.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow

_UNWANTED = frozenset(
    {
        QEvent.Type.Close,  # Alt+F4, a window manager, a compositor
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.NativeGesture,
    }
)


class WindowGuard(QObject):
    """Watches `window` from now on, full screen, for as long as it lives."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._window = window
        QGuiApplication.setQuitOnLastWindowClosed(False)
        window.installEventFilter(self)
        window.windowStateChanged.connect(self._stay_full)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Whether the event ends here."""
        if event.type() not in _UNWANTED:
            return False
        event.ignore()
        return True

    def _stay_full(self, state: Qt.WindowState) -> None:
        if state is not Qt.WindowState.WindowFullScreen:
            self._window.showFullScreen()
