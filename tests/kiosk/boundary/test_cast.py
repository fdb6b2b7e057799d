"""One window is shown, one waits hidden: who sees what, whose touches count, who follows whom."""

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from kiosk.boundary import (
    SCREENS,
    BoundaryClient,
    BoundaryServer,
    CounterGone,
    Drawn,
    Hello,
    Intent,
    Role,
    Screen,
    ToldToLeave,
    is_personal,
)
from kiosk.boundary.traces import BETWEEN_VISITS, WITHOUT_TRACES
from tests.kiosk.boundary.between_visits import ATTRACT
from tests.kiosk.interface.models import STANDARD

HOME, REVIEW = STANDARD["home"], STANDARD["review"]
SHOWN, SPARE = Hello(Role.SHOWN), Hello(Role.SPARE)
NOTHING_FOR_S = 0.2
Come = Callable[[Hello], BoundaryClient]


@pytest.fixture
def intents() -> Queue[Intent]:
    return Queue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interface.sock"


@pytest.fixture
def server(path: Path, intents: Queue[Intent]) -> Iterator[BoundaryServer]:
    server = BoundaryServer(path, intents.put)
    server.show(HOME)
    yield server
    server.close()


@pytest.fixture
def come(path: Path) -> Iterator[Come]:
    """An interface comes to the counter and says what it is."""
    clients: list[BoundaryClient] = []

    def connected(hello: Hello) -> BoundaryClient:
        clients.append(BoundaryClient.connect(path, hello=hello))
        return clients[-1]

    yield connected
    for client in clients:
        client.close()


def sees(client: BoundaryClient, screen: Screen) -> bool:
    """Perhaps after what stood before it."""
    while client.receive(timeout_s=20).screen != screen.screen:
        pass
    return True


def sees_nothing(client: BoundaryClient) -> bool:
    try:
        client.receive(timeout_s=NOTHING_FOR_S)
    except TimeoutError:
        return True
    return False


def leaves(client: BoundaryClient) -> bool:
    try:
        while True:
            client.receive(timeout_s=20)
    except ToldToLeave:
        return True


def test_a_spare_sees_nothing_of_a_visit_and_can_touch_nothing(
    server: BoundaryServer, come: Come, intents: Queue[Intent]
) -> None:
    shown, spare = come(SHOWN), come(SPARE)
    assert sees(shown, HOME)
    spare.send(Intent("tile", {"id": "pay"}, "home"))
    server.show(REVIEW)
    assert sees(shown, REVIEW)
    assert sees_nothing(spare)
    shown.send(Intent("pay", {}, "bill_review"))
    assert intents.get(timeout=20).name == "pay"
    assert intents.empty()


def test_a_shown_one_that_ends_is_followed_at_once_by_the_spare(
    server: BoundaryServer, come: Come, intents: Queue[Intent]
) -> None:
    shown, spare = come(SHOWN), come(SPARE)
    server.show(REVIEW)
    assert sees(shown, REVIEW)
    shown.close()
    assert sees(spare, REVIEW)
    spare.send(Intent("pay", {}, "bill_review"))
    assert intents.get(timeout=20).name == "pay"


def test_after_a_visit_the_used_one_leaves_once_the_spare_is_drawn(
    server: BoundaryServer, come: Come
) -> None:
    used, spare = come(SHOWN), come(SPARE)
    assert sees(used, HOME)
    server.show(REVIEW)
    assert sees(used, REVIEW)
    server.show(ATTRACT)
    assert sees(used, ATTRACT)
    assert sees(spare, ATTRACT)
    assert sees_nothing(used)
    before = server.is_settled
    spare.send(Drawn())
    assert leaves(used)
    assert (before, server.is_settled) == (False, True)
    server.show(HOME)
    assert sees(spare, HOME)


def test_a_spare_that_comes_late_is_shown_between_visits(
    server: BoundaryServer, come: Come
) -> None:
    used = come(SHOWN)
    server.show(REVIEW)
    assert sees(used, REVIEW)
    server.show(ATTRACT)
    assert sees(used, ATTRACT)
    spare = come(SPARE)
    assert sees(spare, ATTRACT)
    spare.send(Drawn())
    assert leaves(used)


def test_a_visit_without_anything_personal_keeps_its_window(
    server: BoundaryServer, come: Come
) -> None:
    shown, spare = come(SHOWN), come(SPARE)
    assert sees(shown, HOME)
    server.show(ATTRACT)
    assert sees(shown, ATTRACT)
    assert sees_nothing(spare)


def test_a_spare_that_dies_on_its_way_is_followed_by_another(
    server: BoundaryServer, come: Come
) -> None:
    used, first = come(Hello(Role.SHOWN, used=True)), come(SPARE)
    server.show(ATTRACT)
    assert sees(first, ATTRACT)
    second = come(SPARE)
    first.close()
    assert sees(second, ATTRACT)
    second.send(Drawn())
    assert leaves(used)


def test_a_window_shown_before_the_counter_was_restarted_comes_before_a_spare(
    server: BoundaryServer, come: Come
) -> None:
    spare = come(SPARE)
    shown = come(SHOWN)
    assert sees(shown, HOME)
    assert sees_nothing(spare)


def test_without_any_window_a_spare_is_shown_soon(server: BoundaryServer, come: Come) -> None:
    assert sees(come(SPARE), HOME)


def test_of_two_that_were_shown_the_unused_stays(server: BoundaryServer, come: Come) -> None:
    used, fresh = come(Hello(Role.SHOWN, used=True)), come(SHOWN)
    assert leaves(used)
    assert sees(fresh, HOME)
    late = come(Hello(Role.SHOWN, used=True))
    assert leaves(late)


def test_a_counter_that_ends_calls_no_spare_forward(server: BoundaryServer, come: Come) -> None:
    shown, spare = come(SHOWN), come(SPARE)
    assert sees(shown, HOME)
    server.close()
    with pytest.raises(CounterGone):
        spare.receive(timeout_s=20)


def test_a_program_sees_every_screen_and_is_no_window(server: BoundaryServer, come: Come) -> None:
    program, shown = come(Hello(Role.PROGRAM)), come(SHOWN)
    assert sees(program, HOME)
    assert sees(shown, HOME)
    server.show(REVIEW)
    assert sees(program, REVIEW)
    assert sees(shown, REVIEW)


def test_a_screen_nobody_thought_of_counts_as_personal() -> None:
    assert {name for name in SCREENS if name in WITHOUT_TRACES} == WITHOUT_TRACES
    assert BETWEEN_VISITS < WITHOUT_TRACES
    assert is_personal(REVIEW)
    assert not is_personal(HOME)
