"""Puts the interface together: application, typeface, window, line to the counter, dock."""

import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

from contract.errors import MissingPart
from kiosk.boundary import Intent, Pictured, Screen, TakePicture
from kiosk.boundary.private_memory import keep_memory_private
from kiosk.interface.absence import Absence
from kiosk.interface.connection import CounterConnection
from kiosk.interface.first_frame import FirstFrameReport
from kiosk.interface.key_burst import KeyBurst
from kiosk.interface.keypad import KeypadFocus
from kiosk.interface.pulse import Pulse
from kiosk.interface.qml_warnings import watch_qml
from kiosk.interface.typeface import load_typeface
from kiosk.interface.view_model import ViewModel
from kiosk.interface.window import KioskWindow, WindowMode
from kiosk.processes import REPLACED

if TYPE_CHECKING:
    from kiosk.interface.dock import Dock

_PLATFORM = "QT_QPA_PLATFORM"
_BACKEND = "QT_QUICK_BACKEND"
_STRICT_EXIT = 1


@dataclass(frozen=True)
class Settings:
    """How this interface runs. `path`: the counter's socket. `line`: a spare's, on which the
    counter begins to show something; its window stays hidden until then. `dock` is for programs
    that play the citizen, `pulse` a pipe of the supervisor."""

    path: Path
    mode: WindowMode
    line: socket.socket | None
    dock: Path | None
    pulse: int | None
    strict: bool
    report_first_frame: bool


class Application:
    """One interface process. Raises MissingPart, ScreensBroken."""

    def __init__(self, settings: Settings) -> None:
        keep_memory_private()
        prepare_environment(settings.mode)
        self.qt = QGuiApplication(["pishkhan-kiosk"])
        watch_qml(self._on_qml_warning)
        self._settings = settings
        self._failed = False
        load_typeface()
        self.view_model = ViewModel()
        self.window = KioskWindow(self.view_model)
        self.connection = CounterConnection(settings.path, settings.line)
        self.connection.shown.connect(self._on_shown)
        self.connection.told_to_leave.connect(_leave)
        self.connection.picture_wanted.connect(self._take_picture)
        self._absence = Absence(self.connection, self.view_model)
        self.connection.broken.connect(_tell)
        self.view_model.intent.connect(self._on_intent)
        self._keys = KeyBurst(self.window.quick_window)
        self._keys.scanned.connect(self._on_scanned)
        self._keypad = KeypadFocus(self.window, self.view_model)
        self._keys.keypad.connect(self._keypad.press)
        if settings.report_first_frame:
            FirstFrameReport(self.window.quick_window, self.view_model)
        if settings.pulse is not None:
            Pulse(settings.pulse, self.qt)
        self._dock = None if settings.dock is None else self._make_dock()
        self._is_open = False
        if not self.connection.is_spare:
            self._open()
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

    def _open(self) -> None:
        """The window stands on the screen from now on, and the dock is this one's."""
        self._is_open = True
        self.window.open(self._settings.mode)
        if self._dock is not None and self._settings.dock is not None:
            self._dock.listen(self._settings.dock)

    def _make_dock(self) -> "Dock":
        from kiosk.interface.dock import Dock  # loaded only where a dock is wanted

        return Dock(self.window, self.connection)

    def _on_shown(self, screen: Screen, seq: int) -> None:
        self.view_model.show(screen, seq)
        if not self._is_open:
            single_shot = Qt.ConnectionType.SingleShotConnection
            self.window.quick_window.frameSwapped.connect(self.connection.drawn, single_shot)
            self._open()

    def _take_picture(self, wanted: TakePicture) -> None:
        """Of the screen that was meant alone: what came after it may be somebody's."""
        failure: str | None = None
        if self.view_model.seq != wanted.seq:
            failure = "the screen changed"
        elif not self.window.grab().save(wanted.path):
            failure = "the picture can't be written"
        self.connection.pictured(Pictured(wanted.order, failure))

    def _on_intent(self, intent: Intent) -> None:
        self.connection.send(intent)

    def _on_scanned(self, text: str) -> None:
        self.connection.send(Intent("scanned", {"text": text}))

    def _on_qml_warning(self, _: str) -> None:
        if self._settings.strict:
            self._failed = True
            QTimer.singleShot(0, lambda: self.qt.exit(_STRICT_EXIT))


def prepare_environment(mode: WindowMode) -> None:
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


def _leave() -> None:
    """At once, as the kernel does it: no destructor touches what the next one has taken over."""
    os._exit(REPLACED)


def _tell(problem: str) -> None:
    print(f"The counter sent something that can't be drawn: {problem}", file=sys.stderr)
    print("Counter and interface must be of one version; restart the kiosk.", file=sys.stderr)
