"""The gallery holds every component and token, in every state, and shows each whole."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQml import qmlEngine

from kiosk.__main__ import main
from kiosk.interface.contrast import contrast_ratio
from kiosk.interface.gallery.model import CONTENTS, MODES, components, described
from kiosk.interface.gallery.opening import Gallery, Turn, turns
from kiosk.interface.gallery.pages import PAGES, tokens
from kiosk.interface.gallery.sampling import Samples
from kiosk.interface.gallery.specimens import Group
from kiosk.interface.touch import Finger
from kiosk.interface.window import GRID, WindowMode, centre
from tests.kiosk.interface.checks import READABLE, STRONG, Finding, findings
from tests.kiosk.interface.test_keypad import reachable

DPI = 92.6
COMPONENTS = {file.stem: file for file in components() if file.parent.name == "Components"}
GROUPS: list[Group] = [group for page in PAGES for group in page.build(Samples("fa"))]
# Each mode in the one language, the strictest in the other: in it the most is said in the least.
LOOKED_AT = [turn for turn in turns() if turn[1] == "fa" or turn[2] == "large"]
TOUCHED = {"normal", "pressed", "focused by keypad", "unavailable"}


@pytest.fixture(scope="module")
def gallery(typeface: None) -> Iterator[Gallery]:
    """One window for all pages: a page replaces the one before."""
    gallery = Gallery()
    gallery.window.open(WindowMode.OFFSCREEN)
    yield gallery
    gallery.window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_component_is_in_the_gallery() -> None:
    declared = set(re.findall(r"^(\w+) 1\.0", (qmldir()).read_text("utf-8"), re.MULTILINE))
    assert declared == set(COMPONENTS)
    assert declared - {group.component for group in GROUPS} == set()


def qmldir() -> Path:
    return COMPONENTS["Touchable"].with_name("qmldir")


def test_every_specimen_is_of_something_that_there_is() -> None:
    known = {file.stem for file in components()}
    assert {group.component for group in GROUPS if described(group.component)} <= known
    assert all(group.specimens for group in GROUPS)


def test_every_component_says_what_it_is() -> None:
    assert [name for name in COMPONENTS if not described(name)] == []


def test_what_can_be_touched_is_shown_in_all_its_states() -> None:
    touched = {name for name, file in COMPONENTS.items() if is_touched(file)} | {"Touchable"}
    shown = {
        group.component: {specimen.state for specimen in group.specimens}
        for group in GROUPS
        if group.component in touched
    }
    assert len(touched) > 5
    assert {name: TOUCHED - shown[name] for name in touched if not shown[name] >= TOUCHED} == {}


def is_touched(file: Path) -> bool:
    return bool(re.search(r"^Touchable \{", file.read_text("utf-8"), re.MULTILINE))


def test_every_token_of_the_theme_is_in_the_gallery(gallery: Gallery) -> None:
    theme = theme_of(gallery)
    meta = theme.metaObject()
    names = {
        str(meta.property(at).name()) for at in range(meta.propertyOffset(), meta.propertyCount())
    }
    shown = {
        *tokens.COLOUR_TOKENS,
        *tokens.TYPE_TOKENS,
        *tokens.MEASURE_TOKENS,
        *tokens.LINE_TOKENS,
        *tokens.MODE_TOKENS,
    }
    assert names - tokens.UNSHOWN_TOKENS == shown


def theme_of(gallery: Gallery) -> QObject:
    engine = qmlEngine(gallery.window.quick_window)
    assert engine is not None
    theme = engine.singletonInstance("Pishkhan.Theme", "Theme")
    assert isinstance(theme, QObject)
    return theme


@pytest.mark.parametrize("turn", LOOKED_AT, ids=lambda turn: "-".join(map(str, turn)))
def test_nothing_on_a_page_is_cut_off_covered_or_faint(gallery: Gallery, turn: Turn) -> None:
    _, language, mode = turn
    gallery.turn(*turn)
    gallery.unfold()
    found = findings(gallery.window, DPI, STRONG if mode == "contrast" else READABLE)
    # What is typed last stays in sight, so a long text is cut where it begins.
    meant = Finding("cut short", f"«{Samples(language)['typed_long']}»")
    found = [each for each in found if each != meant]
    assert not found, "\n".join(map(str, found))


def test_a_page_is_a_picture_as_long_as_it_is(gallery: Gallery, tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    gallery.picture((4, "fa", "normal"), path)
    picture = QImage(str(path))
    assert picture.width() == GRID.width()
    assert picture.height() > GRID.height()


def test_contrast_is_told_of_every_pair(gallery: Gallery) -> None:
    gallery.turn(0, "en", "normal")
    gallery.unfold()
    shown = gallery.window.texts()
    theme = theme_of(gallery)
    for token, (grounds, _) in tokens.COLOUR_TOKENS.items():
        for ground in grounds:
            ratio = contrast_ratio(QColor(theme.property(token)), QColor(theme.property(ground)))
            assert f"{ratio:.1f}:1" in shown


@pytest.fixture
def folded(gallery: Gallery) -> Gallery:
    """On its list of pages, as large as a screen."""
    gallery.window.quick_window.setProperty("unfolded", False)
    gallery.window.quick_window.resize(GRID)
    gallery.turn(CONTENTS, "fa", "normal")
    QGuiApplication.processEvents()
    return gallery


def test_pages_language_and_mode_are_changed_by_touch(folded: Gallery) -> None:
    finger = Finger(folded.window.quick_window)

    def tap(name: str) -> None:
        item = folded.window.item(name)
        assert item is not None
        finger.tap(centre(item))
        QGuiApplication.processEvents()

    tap("choice_buttons")
    tap("next")
    tap("mode_large")
    tap("language")
    assert where(folded) == ("choosing", "en", "large")
    tap("back")
    assert where(folded) == ("contents", "en", "large")


def test_they_are_changed_by_the_keypad(folded: Gallery) -> None:
    keypad = folded.keypad
    controls = {"previous", "back", "next", "language", *(f"mode_{mode}" for mode in MODES)}
    assert reachable(keypad) >= controls
    for name in ("choice_colours", "mode_contrast", "language", "previous", "previous"):
        keypad._set(name)
        keypad.press(Qt.Key.Key_Return)
        QGuiApplication.processEvents()
    assert where(folded) == (PAGES[-1].id, "en", "contrast")
    keypad.press(Qt.Key.Key_Escape)
    assert where(folded) == ("contents", "en", "contrast")


def where(gallery: Gallery) -> tuple[str, str, str]:
    return gallery.model.screen, gallery.model.language, gallery.model.mode


def test_every_specimen_has_a_name_of_its_own_for_the_focus(folded: Gallery) -> None:
    folded.turn(3, "fa", "normal")
    QGuiApplication.processEvents()
    names = folded.window.touchables()
    assert len(set(names)) == len(names)


def test_without_a_display_pictures_are_the_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--gallery"]) == 3
    assert "--pictures FOLDER" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [[], ["--gallery", "--offscreen"], ["--device", "x", "--pictures", "y"]]
)
def test_a_command_that_means_nothing_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "--" in capsys.readouterr().err
