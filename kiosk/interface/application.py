"""Puts the interface together: application, typeface, window, line to the counter, dock."""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from contract.errors import MissingPart
from kiosk.boundary import Intent, Screen
from kiosk.interface.absence import Absence
from kiosk.interface.connection import CounterConnection
from kiosk.interface.first_frame import FirstFrameReport
from kiosk.interface.key_burst import KeyBurst
from kiosk.interface.qml_warnings import watch_qml
from kiosk.interface.typeface import load_typeface
from kiosk.interface.view_model import ViewModel
from kiosk.interface.window import KioskWindow, WindowMode

_PLATFORM = "QT_QPA_PLATFORM"
_BACKEND = "QT_QUICK_BACKEND"
_STRICT_EXIT = 1


@dataclass(frozen=True)
class Settings:
    """How this interface runs. `dock` is for programs that play the citizen."""

    socket: Path
    mode: WindowMode
    dock: Path | None
    strict: bool
    report_first_frame: bool


class Application:
    """One interface process. Raises MissingPart, ScreensBroken."""

    def __init__(self, settings: Settings) -> None:
        _prepare_environment(settings.mode)
        self.qt = QGuiApplication(["pishkhan-kiosk"])
        watch_qml(self._on_qml_warning)
        self._strict = settings.strict
        self._failed = False
        load_typeface()
        self.view_model = ViewModel()
        self.window = KioskWindow(self.view_model)
        self.connection = CounterConnection(settings.socket)
        self.connection.shown.connect(self._on_shown)
        self._absence = Absence(self.connection, self.view_model)
        self.connection.broken.connect(_tell)
        self.view_model.intent.connect(self._on_intent)
        self._keys = KeyBurst(self.window.quick_window)
        self._keys.scanned.connect(self._on_scanned)
        if settings.report_first_frame:
            FirstFrameReport(self.window.quick_window, self.view_model)
        if settings.dock is not None:
            self._open_dock(settings.dock)
        self.window.open(settings.mode)
        self._absence.begin()
        self.connection.start()

    def run(self) -> int:
        """Until the window closes or a signal ends the process; the exit code."""
        # Nothing here needs saving, so the interface ends at once, as the kernel does it.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if self._failed:
            return _STRICT_EXIT
        code = self.qt.exec()
        self.window.close()
        return code

    def _open_dock(self, path: Path) -> None:
        from kiosk.interface.dock import Dock  # QtTest is loaded only where a dock is wanted

        Dock(path, self.window, self.connection)

    def _on_shown(self, screen: Screen, seq: int) -> None:
        self.view_model.show(screen, seq)

    def _on_intent(self, intent: Intent) -> None:
        self.connection.send(intent)

    def _on_scanned(self, text: str) -> None:
        self.connection.send(Intent("scanned", {"text": text}))

    def _on_qml_warning(self, _: str) -> None:
        if self._strict:
            self._failed = True
            QTimer.singleShot(0, lambda: self.qt.exit(_STRICT_EXIT))


def _prepare_environment(mode: WindowMode) -> None:
    """Qt reads these once, when the application is made."""
    if mode is WindowMode.OFFSCREEN:
        os.environ[_PLATFORM] = "offscreen"
    elif not any(os.environ.get(name) for name in (_PLATFORM, "DISPLAY", "WAYLAND_DISPLAY")):
        raise MissingPart(
            "There is no display to open the kiosk's window on.",
            "Start it inside a graphical session, or with --offscreen.",
        )
    # Still pictures, few of them: the software renderer starts faster than a GPU driver, takes
    # a third of its memory, and draws the same on every machine.
    os.environ.setdefault(_BACKEND, "software")


def _tell(problem: str) -> None:
    print(f"The counter sent something that can't be drawn: {problem}", file=sys.stderr)
    print("Counter and interface must be of one version; restart the kiosk.", file=sys.stderr)
