"""The line to the counter: shows what comes, sends what is touched, outlives the counter."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.boundary import BoundaryServer, Intent, Screen, Show, encode_frame
from kiosk.interface.absence import PATIENCE_MS, Absence
from kiosk.interface.connection import CounterConnection
from kiosk.interface.view_model import ONE_MOMENT
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.models import STANDARD
from tests.kiosk.interface.models.parts import PLACE, say

WAIT_MS = 5000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interface.sock"


@pytest.fixture
def connection(path: Path, stage: Stage) -> Iterator[CounterConnection]:
    connection = CounterConnection(path)
    connection.shown.connect(stage.view_model.show)
    stage.view_model.intent.connect(connection.send)
    yield connection
    connection.close()


def until_shown(stage: Stage, screen: str, seq: int) -> None:
    shown = stage.view_model
    stage.qtbot.waitUntil(lambda: (shown.screen, shown.seq) == (screen, seq), timeout=WAIT_MS)


def test_a_counter_that_starts_later_is_found(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    connection.start()
    assert stage.view_model.seq == 0
    counter = BoundaryServer(path, lambda intent: None)
    counter.show(STANDARD["home"])
    until_shown(stage, "home", 1)
    assert connection.connected
    counter.close()


def test_touches_arrive_at_the_counter(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    arrived: list[Intent] = []
    counter = BoundaryServer(path, arrived.append)
    counter.show(STANDARD["review"])
    connection.start()
    until_shown(stage, "bill_review", 1)
    stage.tap("primary")
    stage.qtbot.waitUntil(lambda: arrived == [Intent("pay", {}, "bill_review")], timeout=WAIT_MS)
    counter.close()


def test_a_restarted_counter_is_found_again(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    first = BoundaryServer(path, lambda intent: None)
    first.show(STANDARD["paying"])
    connection.start()
    until_shown(stage, "paying", 1)
    with stage.qtbot.waitSignal(connection.lost, timeout=WAIT_MS):
        first.close()

    second = BoundaryServer(path, lambda intent: None)
    second.show(STANDARD["home"])
    second.show(STANDARD["recovery"])
    until_shown(stage, "recovery", 2)
    second.close()


def test_while_the_counter_is_away_one_moment_is_shown_and_nothing_can_be_touched(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    absence = Absence(connection, stage.view_model)
    counter = BoundaryServer(path, lambda intent: None)
    counter.show(STANDARD["review"])
    connection.start()
    until_shown(stage, "bill_review", 1)
    counter.close()

    until_shown(stage, ONE_MOMENT, 0)
    assert stage.window.touchables() == []
    assert stage.window.texts() == [PLACE.city, PLACE.line]
    stage.qtbot.waitUntil(
        lambda: say("one-moment-title") in stage.window.texts(),
        timeout=PATIENCE_MS + WAIT_MS,
    )
    assert absence.parent() is stage.view_model


def test_a_touch_while_the_counter_is_away_is_not_kept_for_later(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    connection.start()
    assert not connection.send(Intent("pay", {}, "bill_review"))
    arrived: list[Intent] = []
    counter = BoundaryServer(path, arrived.append)
    counter.show(STANDARD["home"])
    until_shown(stage, "home", 1)
    assert connection.send(Intent("help", {}, "home"))
    stage.qtbot.waitUntil(lambda: len(arrived) > 0, timeout=WAIT_MS)
    assert arrived == [Intent("help", {}, "home")]
    counter.close()


def test_of_many_screens_at_once_only_the_newest_is_drawn(
    path: Path, connection: CounterConnection, stage: Stage
) -> None:
    drawn: list[int] = []
    connection.shown.connect(lambda screen, seq: drawn.append(seq))
    with listening(path) as line:
        connection.start()
        frames = b"".join(frame(STANDARD[name], seq) for seq, name in enumerate(STANDARD, 1))
        peer = accepted(stage, line)
        peer.sendall(frames)
        until_shown(stage, "out_of_service", len(STANDARD))
        peer.close()
    assert len(drawn) < len(STANDARD)


@pytest.mark.parametrize(
    "sent",
    [
        b"\xff\xff\xff\xff",
        b"\x00\x00\x00\x03abc",
        encode_frame(Show("no_such_screen", {}, 1)),
        encode_frame(Show("home", {"title": 7}, 1)),
    ],
    ids=["endless", "not json", "unknown screen", "wrong model"],
)
def test_what_breaks_the_boundary_is_told_and_never_drawn(
    path: Path, connection: CounterConnection, stage: Stage, qtbot: QtBot, sent: bytes
) -> None:
    with listening(path) as line:
        connection.start()
        peer = accepted(stage, line)
        with qtbot.waitSignal(connection.broken, timeout=WAIT_MS) as told:
            peer.sendall(sent)
        again = accepted(stage, line)  # it comes back on a new line
        again.sendall(frame(STANDARD["home"], 4))
        until_shown(stage, "home", 4)
        peer.close()
        again.close()
    assert told.args
    assert told.args[0]


def frame(screen: Screen, seq: int) -> bytes:
    from kiosk.boundary import to_model

    return encode_frame(Show(screen.screen, to_model(screen), seq))


def listening(path: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.bind(str(path))
    line.listen(2)
    line.setblocking(False)
    return line


def accepted(stage: Stage, line: socket.socket) -> socket.socket:
    """The next interface on the line, while its event loop goes on."""
    peers: list[socket.socket] = []

    def answer() -> bool:
        with suppress(BlockingIOError):
            peers.append(line.accept()[0])
        return bool(peers)

    stage.qtbot.waitUntil(answer, timeout=WAIT_MS)
    return peers[0]
