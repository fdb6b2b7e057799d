"""Full screen, and no way out of it: on a real X server, and under cage."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDropEvent, QWindow
from pytestqt.qtbot import QtBot

from kiosk.boundary import BoundaryServer, Intent
from kiosk.interface.view_model import ViewModel
from kiosk.interface.window import KioskWindow, WindowMode
from kiosk.processes import REPLACED
from provisioning.demo.dock import Dock
from tests.kiosk.boundary.between_visits import ATTRACT
from tests.kiosk.interface.display import HAS_CAGE, HAS_X11, Display, cage, x11
from tests.kiosk.interface.models import STANDARD
from tests.kiosk.interface.program import interface
from tests.support.processes import ChildProcess
from tests.support.waiting import comes_true, eventually

WAYS_OUT = (
    *("alt+F4", "ctrl+q", "ctrl+w", "alt+Tab", "alt+space", "super", "Menu", "Escape", "F11"),
    *("ctrl+alt+BackSpace", "ctrl+alt+Delete", "ctrl+alt+F1", "ctrl+alt+t", "Print", "F1"),
)
CODE = "9876543210123"
SCANNED = Intent("scanned", {"text": CODE})
HOME = STANDARD["home"]

needs_x11 = pytest.mark.skipif(not HAS_X11, reason="no Xvfb or xdotool here")
needs_cage = pytest.mark.skipif(not HAS_CAGE, reason="no cage or Xwayland here")


@pytest.fixture
def full_screen(typeface: None, qtbot: QtBot) -> Iterator[QWindow]:
    window = KioskWindow(ViewModel())
    window.open(WindowMode.KIOSK)
    qtbot.waitUntil(window.quick_window.isVisible)
    yield window.quick_window
    window.quick_window.destroy()
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_window_that_is_told_to_close_stays(full_screen: QWindow) -> None:
    close = QCloseEvent()
    QCoreApplication.sendEvent(full_screen, close)
    assert not close.isAccepted()
    assert not full_screen.close()
    assert full_screen.isVisible()


def test_nothing_can_be_dropped_on_it(full_screen: QWindow) -> None:
    content = QMimeData()
    content.setText("file:///etc/passwd")
    drop = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop.setAccepted(True)
    QCoreApplication.sendEvent(full_screen, drop)
    assert not drop.isAccepted()


def test_it_has_no_frame_no_pointer_and_is_full_screen_again_when_it_was_not(
    full_screen: QWindow, qtbot: QtBot
) -> None:
    assert full_screen.flags() & Qt.WindowType.FramelessWindowHint
    assert full_screen.cursor().shape() is Qt.CursorShape.BlankCursor
    full_screen.showMinimized()
    full = Qt.WindowState.WindowFullScreen
    qtbot.waitUntil(lambda: full_screen.windowState() is full)
    assert full_screen.isVisible()


class Kiosk:
    """A counter that shows the home screen, and windows on a display."""

    def __init__(self, folder: Path, display: Display) -> None:
        self.folder, self.display = folder, display
        self.dock = Dock(folder / "dock.sock")
        self.intents: list[Intent] = []
        self.held = 0
        self.counter = BoundaryServer(folder / "interface.sock", self.intents.append)
        self.counter.show(HOME)

    def window(self, *options: str) -> AbstractContextManager[ChildProcess]:
        dock = ("--dock", str(self.dock.path))
        return interface(self.folder, *dock, *options, before=self.display.command())

    def scan(self) -> None:
        """As a scanner that is a keyboard does it; returns when the counter has heard it. On a
        busy machine keys may come too slowly for a scanner's: the code is held to it again."""
        eventually(self._is_scanned, "the scan")

    def _is_scanned(self) -> bool:
        self.held += 1
        self.display.x("type", "--delay", "8", CODE)
        self.display.x("key", "Return")
        return comes_true(lambda: SCANNED in self.intents, 2.0)

    def screen(self) -> str | None:
        return self.dock.screen()

    def until_home(self) -> None:
        eventually(lambda: self.screen() == "home", "the home screen")


@pytest.fixture
def on_x11(tmp_path: Path) -> Iterator[Kiosk]:
    with x11(tmp_path) as display:
        kiosk = Kiosk(tmp_path, display)
        yield kiosk
        kiosk.counter.close()


@pytest.fixture
def under_cage(tmp_path: Path) -> Iterator[Kiosk]:
    with cage(tmp_path) as display:
        kiosk = Kiosk(tmp_path, display)
        yield kiosk
        kiosk.counter.close()


@needs_x11
def test_no_key_leads_out_of_it_and_a_scanner_is_still_heard(on_x11: Kiosk) -> None:
    with on_x11.window() as window:
        on_x11.until_home()
        for way in WAYS_OUT:
            on_x11.display.x("key", way, "Return")  # which ends what may be a code's first key
        on_x11.display.x("mousemove", "540", "1500", "click", "3")
        on_x11.scan()
        assert on_x11.intents == [SCANNED] * len(on_x11.intents)
        assert len(on_x11.intents) <= on_x11.held, "one scan was heard twice"
        assert window.exit_code is None
        assert on_x11.screen() == "home"


@needs_x11
def test_a_spare_that_comes_forward_has_the_screen_and_the_keys(on_x11: Kiosk) -> None:
    with on_x11.window() as shown:
        on_x11.until_home()
        with on_x11.window("--spare") as spare:
            eventually(lambda: on_x11.counter.viewers == 2, "the spare at the counter")
            assert len(windows_on(on_x11.display)) == 1
            shown.kill()
            on_x11.until_home()
            assert len(windows_on(on_x11.display)) == 1
            on_x11.scan()
            on_x11.display.x("mousemove", "540", "560", "click", "1")
            eventually(lambda: on_x11.intents[-1].name == "tile", "the touch")
            assert spare.exit_code is None


def windows_on(display: Display) -> list[str]:
    """The visible windows but the root, which has no name."""
    return display.x("search", "--onlyvisible", "--class", "python|pishkhan").split()


@needs_cage
def test_under_cage_a_used_window_gives_way_to_the_spare(under_cage: Kiosk) -> None:
    with under_cage.window() as used:
        under_cage.until_home()
        with under_cage.window("--spare") as spare:
            eventually(lambda: under_cage.counter.viewers == 2, "the spare at the counter")
            under_cage.counter.show(STANDARD["review"])
            eventually(lambda: under_cage.screen() == "bill_review", "the bill")
            under_cage.counter.show(ATTRACT)
            assert used.wait() == REPLACED
            eventually(lambda: under_cage.screen() == "attract", "the attract screen")
            assert spare.exit_code is None
