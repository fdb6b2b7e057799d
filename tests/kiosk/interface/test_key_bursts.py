"""A scanner that types into the window: bursts are told, fingers and halves of codes are not."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.interface.key_burst import LONGEST, SHORTEST, BurstReader, KeyBurst
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.models import STANDARD

BARCODE = "11177532001400000012070160"


def typed(reader: BurstReader, text: str, gaps_ms: list[float]) -> str | None:
    """`text` and Enter, so long after one another; what Enter gave."""
    *times, enter = accumulate(gaps_ms)
    for character, at_ms in zip(text, times, strict=True):
        reader.pressed(character, at_ms)
    return reader.entered(enter)


def test_a_burst_that_ends_with_enter_is_a_scan() -> None:
    assert typed(BurstReader(), BARCODE, [10.0] * 27) == BARCODE


@pytest.mark.parametrize("gap_ms", [60.0, 150.0, 900.0, 3000.0])
def test_fingers_are_no_scanner(gap_ms: float) -> None:
    assert typed(BurstReader(), BARCODE, [gap_ms] * 27) is None


@pytest.mark.parametrize("place", range(1, 26))
def test_a_pause_inside_a_burst_never_leaves_half_a_code(place: int) -> None:
    gaps_ms = [10.0] * 27
    gaps_ms[place] = 200.0
    reader = BurstReader()
    assert typed(reader, BARCODE, gaps_ms) is None
    assert typed(reader, BARCODE, [5000.0] + [10.0] * 26) == BARCODE


def test_a_forgotten_line_does_not_begin_the_next_scan() -> None:
    reader = BurstReader()
    reader.pressed("7", 0.0)
    assert typed(reader, BARCODE, [5000.0] + [10.0] * 26) == BARCODE


@pytest.mark.parametrize("text", ["", "1" * (SHORTEST - 1), "1" * (LONGEST + 1)])
def test_what_is_too_short_or_too_long_is_no_scan(text: str) -> None:
    assert typed(BurstReader(), text, [1.0] * (len(text) + 1)) is None


@given(st.lists(st.tuples(st.characters(), st.floats(0, 2000) | st.floats(0, 60))))
def test_any_keys_give_a_whole_line_or_nothing(keys: list[tuple[str, float]]) -> None:
    reader, now_ms, line = BurstReader(), 0.0, ""
    for character, gap_ms in keys:
        now_ms += gap_ms
        if character == "\r":
            assert reader.entered(now_ms) in (line, None)
            line = ""
        else:
            reader.pressed(character, now_ms)
            line = line + character if gap_ms <= 1000 else character


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("screen", ["home", "entry_typed", "review", "paying"])
def test_a_scan_into_the_window_is_told_and_types_nowhere(
    stage: Stage, screen: str, end: Qt.Key
) -> None:
    scans: list[str] = []
    keys = KeyBurst(stage.window.quick_window)
    keys.scanned.connect(scans.append)
    stage.show(STANDARD[screen])
    before = stage.window.texts()
    for character in BARCODE:
        QTest.keyClick(stage.window.quick_window, ord(character))
    QTest.keyClick(stage.window.quick_window, end)
    assert scans == [BARCODE]
    assert stage.window.texts() == before
    assert stage.intents == []
