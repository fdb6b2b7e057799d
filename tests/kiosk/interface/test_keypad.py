"""Everything can be reached and pressed with four arrows, a middle key and back."""

from collections import deque

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.interface.key_burst import KeyBurst
from kiosk.interface.keypad import KeypadFocus
from kiosk.speech import spoken_element
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.every_screen import LANGUAGES, NAMES, preferences, screen

BARCODE = "11177532001400000012070160"
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@pytest.fixture
def keypad(stage: Stage) -> KeypadFocus:
    return KeypadFocus(stage.window, stage.view_model)


def reachable(keypad: KeypadFocus) -> set[str]:
    """By the arrows alone, from where the focus comes first."""
    keypad.press(Qt.Key.Key_Down)
    start = keypad.name
    assert start is not None
    found, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        for arrow in ARROWS:
            keypad._set(here)
            keypad.press(arrow)
            assert keypad.name is not None
            if keypad.name not in found:
                found.add(keypad.name)
                waiting.append(keypad.name)
    return found


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_touchable_thing_can_be_reached(
    stage: Stage, keypad: KeypadFocus, name: str, language: str
) -> None:
    stage.show(screen(name, preferences(language)))
    wanted = set(stage.window.touchables())
    assert reachable(keypad) == wanted


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_touchable_thing_can_be_heard(stage: Stage, name: str, language: str) -> None:
    wanted = screen(name, replace(preferences(language), listening="on"))
    stage.show(wanted)
    texts = LANGUAGES[language]
    silent = {n for n in stage.window.touchables() if not spoken_element(wanted, n, texts)}
    assert silent == set()


def test_the_middle_key_presses_what_has_the_focus(stage: Stage, keypad: KeypadFocus) -> None:
    stage.show(screen("home", preferences("fa")))
    keypad.press(Qt.Key.Key_Down)
    assert keypad.name == "tile_pay"
    keypad.press(Qt.Key.Key_Return)
    assert [(i.name, i.payload) for i in stage.intents[-2:]] == [
        ("focused", {"name": "tile_pay", "by": "key"}),
        ("tile", {"id": "pay"}),
    ]


def test_in_persian_left_leads_on_and_in_english_right_does(
    stage: Stage, keypad: KeypadFocus
) -> None:
    stage.show(screen("home", preferences("fa")))
    keypad.press(Qt.Key.Key_Down)
    keypad.press(Qt.Key.Key_Down)
    first = keypad.name
    keypad.press(Qt.Key.Key_Left if first == "tile_receipts" else Qt.Key.Key_Right)
    assert {first, keypad.name} == {"tile_receipts", "tile_information"}


def test_back_goes_back_or_cancels(stage: Stage, keypad: KeypadFocus) -> None:
    stage.show(screen("entry", preferences("fa")))
    keypad.press(Qt.Key.Key_Escape)
    assert stage.intents[-1].name == "back"


def test_under_the_idle_question_only_its_answers_can_be_reached(
    stage: Stage, keypad: KeypadFocus
) -> None:
    stage.show(screen("entry_idle", preferences("fa")))
    assert reachable(keypad) == {"more", "close"}


def test_a_finger_takes_the_focus_away(stage: Stage, keypad: KeypadFocus) -> None:
    stage.show(screen("home", preferences("fa")))
    keypad.press(Qt.Key.Key_Down)
    stage.tap("tile_receipts")
    assert keypad.name is None
    assert not any(item.property("focused") is True for item in stage.window.items())


def test_the_focus_is_drawn_and_follows_to_the_next_screen(
    stage: Stage, keypad: KeypadFocus
) -> None:
    stage.show(screen("home", preferences("fa")))
    keypad.press(Qt.Key.Key_Down)
    assert stage.item("tile_pay").property("focused") is True
    stage.show(screen("entry", preferences("fa")))
    focused = [i.objectName() for i in stage.window.items() if i.property("focused") is True]
    assert focused == [keypad.name]


def test_a_line_below_the_edge_is_brought_into_sight(stage: Stage, keypad: KeypadFocus) -> None:
    stage.show(screen("review_two", preferences("fa", "large")))
    keypad.press(Qt.Key.Key_Down)
    names = reachable(keypad)
    assert "primary" in names


def test_a_scan_never_presses_a_button(stage: Stage, keypad: KeypadFocus) -> None:
    keys = KeyBurst(stage.window.quick_window)
    keys.keypad.connect(keypad.press)
    scanned: list[str] = []
    keys.scanned.connect(scanned.append)
    stage.show(screen("home", preferences("fa")))
    keypad.press(Qt.Key.Key_Down)
    before = len(stage.intents)
    for digit in BARCODE:
        QTest.keyClick(stage.window.quick_window, ord(digit))
    for _ in range(2):
        QTest.keyClick(stage.window.quick_window, Qt.Key.Key_Return)
    assert scanned == [BARCODE]
    assert stage.intents[before:] == []


@pytest.mark.parametrize("name", ["attract", "home", "entry", "paid"])
def test_plus_begins_to_read_aloud_and_then_speaks_up(
    stage: Stage, keypad: KeypadFocus, name: str
) -> None:
    silent = preferences("fa")
    stage.show(screen(name, silent))
    keypad.press(Qt.Key.Key_Plus)
    assert stage.intents[-1].name == "listen"
    stage.show(screen(name, replace(silent, listening="on")))
    keypad.press(Qt.Key.Key_Plus)
    assert stage.intents[-1].name == "louder"


def test_a_focus_that_comes_with_a_screen_says_so(stage: Stage, keypad: KeypadFocus) -> None:
    stage.show(screen("home", preferences("fa")))
    keypad.press(Qt.Key.Key_Down)
    stage.show(screen("paid", preferences("fa")))
    assert stage.intents[-1].payload == {"name": "finish", "by": "screen"}
