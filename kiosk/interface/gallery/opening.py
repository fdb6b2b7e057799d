"""`pishkhan kiosk --gallery`: the gallery's window, or its pages as pictures."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from contract.errors import MissingPart, PishkhanError
from kiosk.interface.application import prepare_environment
from kiosk.interface.gallery.model import CONTENTS, MODES, GalleryModel
from kiosk.interface.gallery.pages import PAGES
from kiosk.interface.key_burst import KeyBurst
from kiosk.interface.keypad import KeypadFocus
from kiosk.interface.qml_warnings import watch_qml
from kiosk.interface.typeface import load_typeface
from kiosk.interface.window import GRID, QmlWindow, WindowMode
from kiosk.texts import languages

Turn = tuple[int, str, str]


class NoPictures(PishkhanError):
    """The pictures can't be written there."""


class Gallery:
    """The gallery's window. Raises MissingPart, ScreensBroken."""

    def __init__(self) -> None:
        load_typeface()
        self.model = GalleryModel()
        main = Path(__file__).parent / "qml" / "Gallery.qml"
        self.window = QmlWindow(main, {"gallery": self.model})
        self.keypad = KeypadFocus(self.window, self.model)
        self._keys = KeyBurst(self.window.quick_window)
        self._keys.keypad.connect(self.keypad.press)

    def turn(self, place: int, language: str, mode: str) -> None:
        self.model.turn(place, language, mode)

    def unfold(self) -> None:
        """Makes the window as high as its page is long, without the controls."""
        window = self.window.quick_window
        window.setProperty("unfolded", True)
        QGuiApplication.processEvents()  # the layouts' places
        window.resize(QSize(GRID.width(), round(float(window.property("pageHeight")))))
        QGuiApplication.processEvents()

    def picture(self, turn: Turn, path: Path) -> None:
        """Writes a page as PNG. Raises NoPictures."""
        self.turn(*turn)
        self.unfold()
        if not self.window.grab().save(str(path)):
            raise NoPictures(f"{path} can't be written.", "Name a folder of yours.")


def turns() -> Iterator[Turn]:
    """Every page in every language and mode."""
    for language in languages():
        for mode in MODES:
            for place in range(CONTENTS, len(PAGES)):
                yield place, language, mode


def open_gallery() -> int:
    """Until the window is closed. Raises MissingPart without a display."""
    try:
        prepare_environment(WindowMode.WINDOWED)
    except MissingPart as error:
        raise MissingPart(
            "There is no display to open the gallery on.",
            "Start it inside a graphical session, or with --pictures FOLDER.",
        ) from error
    application = QGuiApplication(["pishkhan-gallery"])
    warned = _warnings()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gallery = Gallery()
    gallery.turn(CONTENTS, languages()[0], "normal")
    gallery.window.open(WindowMode.WINDOWED)
    application.exec()
    gallery.window.close()
    return int(bool(warned()))


def save_pictures(folder: Path, on_saved: Callable[[Path], None]) -> int:
    """Every page in every language and mode as PNG, without a display. 1: QML had a warning.
    Raises NoPictures."""
    prepare_environment(WindowMode.OFFSCREEN)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoPictures(f"{folder} can't be made: {error}.", "Name a folder of yours.") from error
    application = QGuiApplication(["pishkhan-gallery"])
    warned = _warnings()
    gallery = Gallery()
    gallery.window.open(WindowMode.OFFSCREEN)
    for place, language, mode in turns():
        page = "contents" if place == CONTENTS else PAGES[place].id
        path = folder / f"{place + 1:02}-{page}-{language}-{mode}.png"
        gallery.picture((place, language, mode), path)
        on_saved(path)
    gallery.window.close()
    application.processEvents()
    return int(bool(warned()))


def _warnings() -> Callable[[], list[str]]:
    found: list[str] = []
    watch_qml(found.append)
    return lambda: found
