"""Where no paper came out, the screen is the receipt: all of it is there, in large text too."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF

from kiosk.boundary import Screen
from kiosk.counter.presentation import present
from kiosk.journeys.money import Paid, Slip, Unsettled
from kiosk.journeys.payment import Finished
from kiosk.journeys.states import Paying
from tests.kiosk.counter.presentation.test_information import AROUND
from tests.kiosk.interface.checks import READABLE, findings
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.contact_sheets import SIZES
from tests.kiosk.interface.every_screen import LANGUAGES, PAID, PAYMENT, preferences
from tests.kiosk.interface.test_every_screen import DPI

CODE = "PISHKHAN1:" + "ABCDEFG2" * 35
"""As long as one of a single bill."""


def to_photograph(result: Paid | Unsettled, language: str, mode: str) -> Screen:
    around = replace(AROUND, receipt_code=CODE, preferences=preferences(language, mode))
    ended = Finished(PAYMENT, result, Slip.NOT_PRINTED, "paper_end")
    return present(Paying(ended), around, LANGUAGES[language])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_code_and_facts_to_photograph_are_whole(stage: Stage, size: str, language: str) -> None:
    stage.window.quick_window.resize(SIZES[size])
    for result in (PAID, Unsettled("timeout")):
        for mode in ("normal", "large"):
            stage.show(to_photograph(result, language, mode))
            found = findings(stage.window, DPI[size], READABLE)
            assert not found, (mode, result, *map(str, found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_that_must_be_scrolled_does_not_lie_under_its_bar(
    stage: Stage, language: str
) -> None:
    stage.window.quick_window.resize(SIZES["small"])
    stage.show(to_photograph(PAID, language, "large"))
    card, bar = (place(stage, name) for name in ("photo_card", "scroll_bar"))
    assert card.right() <= bar.left() or bar.right() <= card.left()


def place(stage: Stage, name: str) -> QRectF:
    item = stage.item(name)
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
