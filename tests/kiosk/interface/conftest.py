"""A kiosk window in this process, drawn in memory, with the intents it sent."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.boundary import Intent, Screen
from kiosk.interface.touch import Finger
from kiosk.interface.typeface import load_typeface
from kiosk.interface.view_model import ViewModel
from kiosk.interface.window import KioskWindow, WindowMode, centre


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The kiosk needs no widgets."""
    return QGuiApplication


@pytest.fixture(scope="session")
def typeface(qapp: QGuiApplication) -> None:
    load_typeface()


@pytest.fixture(scope="session")
def _quick_to_collect(qapp: QGuiApplication) -> None:
    """What is there before the first window is never garbage, and need not be looked through."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collected_in_this_thread(_quick_to_collect: None) -> Iterator[None]:
    """Qt's objects die in the thread that made them. A counter in this process has threads of its
    own, and whichever of them finds the garbage would end Qt's timers."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@dataclass
class Stage:
    """The window and a finger on it. A QML warning while it stands fails the test."""

    window: KioskWindow
    view_model: ViewModel
    qtbot: QtBot
    finger: Finger
    intents: list[Intent] = field(default_factory=list)
    shown: int = 0

    def show(self, screen: Screen) -> None:
        """Shows the screen and waits until it is drawn."""
        self.shown += 1
        with self.qtbot.waitSignal(self.window.quick_window.frameSwapped):
            self.view_model.show(screen, self.shown)
            self.window.quick_window.update()

    def tap(self, target: str) -> None:
        self.finger.tap(centre(self.item(target)))

    def item(self, target: str) -> QQuickItem:
        found = self.window.item(target)
        assert found is not None, f"{target} is not on the screen"
        return found


@pytest.fixture
def stage(typeface: None, qtbot: QtBot) -> Iterator[Stage]:
    view_model = ViewModel()
    window = KioskWindow(view_model)
    stage = Stage(window, view_model, qtbot, Finger(window.quick_window))
    view_model.intent.connect(stage.intents.append)
    window.open(WindowMode.OFFSCREEN)
    yield stage
    window.close()
    # Else the engine outlives the test, and with it the screen's bindings.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
