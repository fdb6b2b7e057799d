"""Which page, language and mode the gallery shows; what its window asks of Python."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from msgspec import convert
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor

from kiosk.boundary.parts import Preferences
from kiosk.interface.contrast import contrast_ratio
from kiosk.interface.gallery.pages import PAGES
from kiosk.interface.gallery.sampling import Samples, plain
from kiosk.interface.gallery.specimens import Group, Page, Specimen
from kiosk.interface.view_model import ViewModel
from kiosk.texts import languages

MODES: Mapping[str, Mapping[str, str]] = {
    "normal": {},
    "contrast": {"contrast": "high"},
    "large": {"text": "large"},
    "low": {"reach": "low"},
}
CONTENTS = -1
_COMPONENTS = Path(__file__).parents[1] / "qml" / "Pishkhan"
_OWN = Path(__file__).parent / "qml"
_FIRST_COMMENT = re.compile(r"(?://.*\n)+")


class GalleryModel(ViewModel):
    """`turned` carries the page to draw."""

    turned = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.place = CONTENTS
        self.language = languages()[0]
        self.mode = "normal"
        self._samples = {code: Samples(code) for code in languages()}

    def turn(self, place: int, language: str, mode: str) -> None:
        """Draws a page; CONTENTS is the list of them."""
        self.place, self.language, self.mode = place, language, mode
        preferences = self._preferences()
        self._is_mirrored = preferences.direction == "rtl"
        self._screen = "contents" if place == CONTENTS else PAGES[place].id
        model = {
            "preferences": plain(preferences),
            "language": self._samples[language].say("language-name"),
            "mode": mode,
            "number": place + 1,
            "count": len(PAGES),
            **(self._contents() if place == CONTENTS else self._page(PAGES[place])),
        }
        self.turned.emit(model)
        self.shown.emit(self._screen, model)

    @Slot(str, "QVariantMap")
    def touch(self, name: str, payload: dict[str, object]) -> None:
        """A control of the gallery; what the specimens say goes nowhere."""
        place, language, mode = self.place, self.language, self.mode
        match name:
            case "contents":
                place = CONTENTS
            case "choose":
                place = next(at for at, page in enumerate(PAGES) if page.id == payload["id"])
            case "previous" | "next":
                step = 1 if name == "next" else -1
                place = (place - CONTENTS + step) % (len(PAGES) + 1) + CONTENTS
            case "language":
                known = languages()
                language = known[(known.index(language) + 1) % len(known)]
            case "mode":
                mode = str(payload["id"])
            case _:
                return
        self.turn(place, language, mode)

    @Slot(QColor, QColor, result=float)
    def contrast(self, colour: QColor, ground: QColor) -> float:
        return contrast_ratio(colour, ground)

    def _preferences(self) -> Preferences:
        say = self._samples[self.language].say
        direction = {"direction": "ltr" if say("language-direction") == "ltr" else "rtl"}
        chosen = {"language": self.language, **direction, **MODES[self.mode]}
        return convert(chosen, Preferences)

    def _contents(self) -> dict[str, object]:
        choices = [
            {
                "id": page.id,
                "intent": "choose",
                "title": page.title,
                "subtitle": page.about,
                "icon": page.icon,
                "enabled": True,
            }
            for page in PAGES
        ]
        about = "Tokens and components of the kiosk's screens, in every state"
        return {"title": "Gallery", "about": about, "choices": choices, "groups": []}

    def _page(self, page: Page) -> dict[str, object]:
        groups = [_group(group) for group in page.build(self._samples[self.language])]
        return {"title": page.title, "about": page.about, "choices": [], "groups": groups}


def _group(group: Group) -> dict[str, object]:
    return {
        "component": group.component,
        "about": described(group.component),
        "specimens": [_specimen(group.component, each) for each in group.specimens],
    }


def _specimen(component: str, specimen: Specimen) -> dict[str, object]:
    file = (_OWN / f"{specimen.source}.qml") if specimen.source else file_of(component)
    assert file is not None, component
    return {**asdict(specimen), "file": file.as_uri()}


def file_of(component: str) -> Path | None:
    """The QML file of a component or screen; None when there is none of that name."""
    return next((file for file in components() if file.stem == component), None)


def components() -> Iterator[Path]:
    """Every QML file that may be a specimen."""
    yield from sorted((_COMPONENTS / "Components").glob("*.qml"))
    yield from sorted((_COMPONENTS / "Screens").glob("*.qml"))


def described(component: str) -> str:
    """What a component says of itself in its file's first lines."""
    file = file_of(component)
    found = file and _FIRST_COMMENT.match(file.read_text(encoding="utf-8"))
    if not found:
        return ""
    return " ".join(line.removeprefix("//").strip() for line in found[0].splitlines())
