"""Every screen, in every language, mode and size, before a demanding eye."""

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor

from kiosk.interface.contrast import contrast_ratio
from tests.kiosk.interface.checks import READABLE, STRONG, findings
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.contact_sheets import SIZES, Shot, shots
from tests.kiosk.interface.every_screen import preferences, screen

# 23.8" full HD upright, 17" 1280 x 1024, 15.6" 800 x 1280.
DPI = {"portrait": 92.6, "landscape": 96.4, "small": 96.8}


@pytest.mark.parametrize("shot", list(shots()), ids=lambda shot: shot.title.replace(" ", "-"))
def test_nothing_is_cut_off_covered_faint_or_too_small(stage: Stage, shot: Shot) -> None:
    stage.window.quick_window.resize(SIZES[shot.size])
    stage.show(screen(shot.name, preferences(shot.language, shot.mode)))
    contrast = STRONG if shot.mode == "contrast" else READABLE
    found = findings(stage.window, DPI[shot.size], contrast)
    if shot.size == "small":  # eleven letters do not fit two centimetres each on 20 cm
        found = [
            each for each in found if not (each.where.startswith("key_") and len(each.where) == 5)
        ]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("size", ["landscape", "small"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_lies_over_a_screen_fits_on_it_in_large_text(
    stage: Stage, language: str, size: str
) -> None:
    stage.window.quick_window.resize(SIZES[size])
    height = SIZES[size].height()
    for name in ("home_help", "help_calling", "help_answered", "help_unanswered", "review_idle"):
        stage.show(screen(name, preferences(language, "large")))
        sheet = stage.item("sheet")
        top = sheet.mapToScene(QPointF(0, 0)).y()
        bottom = sheet.mapToScene(QPointF(0, sheet.height())).y()
        assert 0 < top < bottom < height, (name, top, bottom)


def test_the_eye_sees_what_is_wrong(stage: Stage) -> None:
    """On a window far too small for any layout."""
    stage.window.quick_window.resize(QSize(260, 300))
    stage.show(screen("review", preferences("fa")))
    assert any("too small" in str(found) for found in findings(stage.window, 92.6, READABLE))


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast_ratio(QColor("black"), QColor("white")) == pytest.approx(21.0)
    assert contrast_ratio(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)
