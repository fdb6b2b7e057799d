"""What screens leave behind in the engine is collected once a visitor is home again."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.boundary import Screen
from kiosk.interface.tidying import AFTER_MS, Tidying
from tests.kiosk.boundary.between_visits import ATTRACT
from tests.kiosk.interface.models import STANDARD

HOME, ENTRY = STANDARD["home"], STANDARD["entry"]


def collections_after(qtbot: QtBot, *screens: Screen) -> int:
    """How often it was collected when each screen had stood for a while."""
    collected: list[str] = []
    tidying = Tidying(lambda: collected.append("now"))
    for seq, screen in enumerate(screens):
        tidying.shown(screen, seq)
        qtbot.wait(2 * AFTER_MS)
    return len(collected)


@pytest.mark.parametrize(
    ("screens", "times"),
    [
        ((HOME,), 1),
        ((ENTRY,), 0),
        ((HOME, HOME), 1),
        ((HOME, ENTRY, HOME), 2),
        ((ATTRACT, HOME), 2),
    ],
    ids=["home", "in a visit", "home again with another hour", "home after a visit", "a visitor"],
)
def test_it_is_collected_each_time_somebody_comes_home(
    qtbot: QtBot, screens: tuple[Screen, ...], times: int
) -> None:
    assert collections_after(qtbot, *screens) == times
