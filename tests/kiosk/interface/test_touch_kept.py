"""Between visits the screen stands and a touch waits while the counter is away; else never."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.boundary import BoundaryServer, Intent, Screen
from kiosk.interface.absence import BETWEEN_VISITS_MS, Absence
from kiosk.interface.connection import CounterConnection
from kiosk.interface.view_model import ONE_MOMENT
from tests.kiosk.boundary.between_visits import ATTRACT, HOME
from tests.kiosk.interface.conftest import Stage

WAIT_MS = 5000
START = Intent("start", {}, "attract")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interface.sock"


@pytest.fixture
def connection(path: Path, stage: Stage) -> Iterator[CounterConnection]:
    connection = CounterConnection(path)
    connection.shown.connect(stage.view_model.show)
    absence = Absence(connection, stage.view_model)
    yield connection
    connection.close()
    assert absence.parent() is stage.view_model


def shows(path: Path, screen: Screen, heard: list[Intent], stage: Stage) -> BoundaryServer:
    """A counter that shows `screen`, once that is drawn."""
    counter = BoundaryServer(path, heard.append)
    counter.show(screen)
    stage.qtbot.waitUntil(
        lambda: (stage.view_model.screen, stage.view_model.seq) == (screen.screen, 1),
        timeout=WAIT_MS,
    )
    return counter


def lose(counter: BoundaryServer, connection: CounterConnection, stage: Stage) -> None:
    with stage.qtbot.waitSignal(connection.lost, timeout=WAIT_MS):
        counter.close()


def test_a_touch_between_visits_is_told_to_the_next_counter(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    heard: list[Intent] = []
    connection.start()
    lose(shows(path, ATTRACT, heard, stage), connection, stage)
    assert stage.view_model.screen == "attract"
    assert not connection.send(START)
    after = BoundaryServer(path, heard.append)
    after.show(ATTRACT)
    stage.qtbot.waitUntil(lambda: heard == [START], timeout=WAIT_MS)
    after.close()


def test_a_touch_that_had_its_effect_is_not_told_again(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    heard: list[Intent] = []
    connection.start()
    counter = shows(path, ATTRACT, heard, stage)
    assert connection.send(START)
    counter.show(HOME)
    stage.qtbot.waitUntil(lambda: stage.view_model.screen == "home", timeout=WAIT_MS)
    counter.show(ATTRACT)
    stage.qtbot.waitUntil(lambda: stage.view_model.screen == "attract", timeout=WAIT_MS)
    lose(counter, connection, stage)
    after = BoundaryServer(path, heard.append)
    after.show(ATTRACT)
    stage.qtbot.waitUntil(lambda: connection.connected, timeout=WAIT_MS)
    after.show(HOME)
    stage.qtbot.waitUntil(lambda: stage.view_model.screen == "home", timeout=WAIT_MS)
    assert heard == [START]
    after.close()


def test_a_touch_waits_for_no_other_screen(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    heard: list[Intent] = []
    connection.start()
    lose(shows(path, ATTRACT, heard, stage), connection, stage)
    connection.send(START)
    after = BoundaryServer(path, heard.append)
    after.show(HOME)
    stage.qtbot.waitUntil(lambda: stage.view_model.screen == "home", timeout=WAIT_MS)
    assert not heard
    after.close()


def test_a_counter_that_stays_away_is_told_between_visits_too(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    connection.start()
    lose(shows(path, ATTRACT, [], stage), connection, stage)
    stage.qtbot.waitUntil(
        lambda: stage.view_model.screen == ONE_MOMENT, timeout=BETWEEN_VISITS_MS + WAIT_MS
    )
    assert stage.window.touchables() == []
