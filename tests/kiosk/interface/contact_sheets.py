"""Pictures of every screen, on contact sheets, to be looked at.

    QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software \\
        python -m tests.kiosk.interface.contact_sheets FOLDER [--only NAME ...] [--whole]

Persian portrait in every mode, the rest in pairs: English, landscape and small screens each in
each mode over the screens, not all with all. With --whole each picture is also kept by itself.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.interface.typeface import load_typeface
from kiosk.interface.view_model import ViewModel
from kiosk.interface.window import KioskWindow, WindowMode
from tests.kiosk.interface.every_screen import NAMES, preferences, screen

MODES = ("normal", "contrast", "large", "low")
SIZES = {"portrait": QSize(1080, 1920), "small": QSize(800, 1280), "landscape": QSize(1280, 1024)}
_RGB = QImage.Format.Format_RGBA8888
THUMB = 270
COLUMNS = 8


@dataclass(frozen=True)
class Shot:
    name: str
    language: str
    size: str
    mode: str

    @property
    def title(self) -> str:
        return f"{self.name} {self.language} {self.size} {self.mode}"


def shots() -> Iterator[Shot]:
    """All modes in Persian portrait for what differs by mode; the rest pairwise."""
    for place, name in enumerate(NAMES):
        yield Shot(name, "fa", "portrait", "normal")
        yield Shot(name, "fa", "portrait", MODES[1 + place % 3])
        yield Shot(name, "en", "portrait", MODES[place % 4])
        size = ("landscape", "small")[place % 2]
        yield Shot(name, ("fa", "en")[place // 2 % 2], size, MODES[place // 2 % 4])


class Studio:
    """One window that is shown screen after screen."""

    def __init__(self) -> None:
        self._app = QGuiApplication.instance() or QGuiApplication(["contact-sheets"])
        load_typeface()
        self._model = ViewModel()
        self.window = KioskWindow(self._model)
        self.window.open(WindowMode.OFFSCREEN)
        self._count = 0

    def show(self, shot: Shot) -> None:
        quick = self.window.quick_window
        quick.resize(SIZES[shot.size])
        self._count += 1
        wants = preferences(shot.language, shot.mode)
        loop = QEventLoop()
        self._model.show(screen(shot.name, wants), self._count)
        quick.update()
        QTimer.singleShot(60, loop.quit)
        loop.exec()

    def picture(self, shot: Shot) -> Image.Image:
        self.show(shot)
        grabbed = self.window.grab().convertToFormat(_RGB)
        size = (grabbed.width(), grabbed.height())
        return Image.frombytes("RGBA", size, bytes(grabbed.constBits())).convert("RGB")


def sheet(pictures: list[tuple[str, Image.Image]]) -> Image.Image:
    """Small pictures under their titles."""
    height = max(round(picture.height * THUMB / picture.width) for _, picture in pictures) + 24
    rows = -(-len(pictures) // COLUMNS)
    whole = Image.new("RGB", (COLUMNS * (THUMB + 12), rows * (height + 12)), "#808080")
    pen = ImageDraw.Draw(whole)
    for place, (title, picture) in enumerate(pictures):
        x, y = place % COLUMNS * (THUMB + 12), place // COLUMNS * (height + 12)
        pen.text((x + 2, y + 4), title, fill="white")
        small = picture.resize((THUMB, round(picture.height * THUMB / picture.width)))
        whole.paste(small, (x, y + 22))
    return whole


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--whole", action="store_true")
    arguments = parser.parse_args(argv)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    studio = Studio()
    wanted = [shot for shot in shots() if not arguments.only or shot.name in arguments.only]
    groups: dict[str, list[tuple[str, Image.Image]]] = {}
    for shot in wanted:
        picture = studio.picture(shot)
        groups.setdefault(f"{shot.size}-{shot.language}", []).append((shot.title, picture))
        if arguments.whole:
            picture.save(arguments.folder / f"{shot.title.replace(' ', '-')}.png")
    for group, pictures in groups.items():
        for part in range(0, len(pictures), 3 * COLUMNS):
            path = arguments.folder / f"sheet-{group}-{part // (3 * COLUMNS) + 1}.png"
            sheet(pictures[part : part + 3 * COLUMNS]).save(path)
            print(path)
    print(f"{len(wanted)} pictures")
    studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
