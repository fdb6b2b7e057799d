"""Programs play the citizen: they tap, look and take pictures over the dock's socket."""

import base64
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from kiosk.boundary import BoundaryServer, Intent
from tests.kiosk.interface.models import STANDARD
from tests.kiosk.interface.program import DockClient, docked
from tests.support.waiting import eventually

Arrived = list[Intent]


@pytest.fixture
def arrived() -> Arrived:
    return []


@pytest.fixture
def counter(tmp_path: Path, arrived: Arrived) -> Iterator[BoundaryServer]:
    counter = BoundaryServer(tmp_path / "interface.sock", arrived.append)
    counter.show(STANDARD["home"])
    yield counter
    counter.close()


@pytest.fixture
def dock(tmp_path: Path, counter: BoundaryServer) -> Iterator[DockClient]:
    with docked(tmp_path) as client:
        client.until_screen("home")
        yield client


def test_a_tap_by_name_reaches_the_counter(dock: DockClient, arrived: Arrived) -> None:
    assert dock(do="tap", target="tile_pay") == {"ok": True}
    eventually(lambda: arrived, "the intent")
    assert arrived == [Intent("tile", {"id": "pay"}, "home")]


def test_a_tap_on_a_screen_that_is_not_laid_out_yet_lands_all_the_same(
    dock: DockClient, counter: BoundaryServer, arrived: Arrived
) -> None:
    for _ in range(5):
        arrived.clear()
        counter.show(STANDARD["entry"])
        dock.until_screen("bill_entry")
        counter.show(STANDARD["home"])
        eventually(lambda: dock(do="tap", target="tile_pay")["ok"], "the tile")
        eventually(lambda: arrived, "the intent")
        assert arrived == [Intent("tile", {"id": "pay"}, "home")]


def test_a_touch_is_timed_to_the_frame_that_shows_it_and_to_its_answer(
    dock: DockClient, counter: BoundaryServer, arrived: Arrived
) -> None:
    counter.show(STANDARD["entry"])
    dock.until_screen("bill_entry")

    with ThreadPoolExecutor(1) as other:
        timing = other.submit(lambda: dock(do="stopwatch", target="key_5"))
        eventually(lambda: arrived, "the intent")
        counter.show(STANDARD["entry_typed"])
        times = timing.result()
    changed, answered = times["changed_ms"], times["answered_ms"]
    assert isinstance(changed, float)
    assert isinstance(answered, float)
    assert changed > 0
    assert answered > 0


def test_a_touch_on_the_grid_reaches_the_counter(dock: DockClient, arrived: Arrived) -> None:
    assert dock(do="touch", x=540, y=560) == {"ok": True}
    eventually(lambda: arrived, "the intent")
    assert arrived == [Intent("tile", {"id": "pay"}, "home")]


def test_the_state_tells_screen_texts_and_what_can_be_touched(
    dock: DockClient, counter: BoundaryServer
) -> None:
    counter.show(STANDARD["review"])
    state = dock.until_screen("bill_review")
    assert state["seq"] == 2
    assert state["connected"] is True
    pills = ["pill_large", "pill_low", "pill_help"]
    assert state["touchable"] == ["not_mine", "primary", "back", "cancel", *pills]
    texts = state["texts"]
    assert isinstance(texts, list)
    assert STANDARD["review"].title in texts


def test_a_picture_is_of_the_grid_and_of_the_present_screen(
    dock: DockClient, counter: BoundaryServer, tmp_path: Path
) -> None:
    home, review = tmp_path / "home.png", tmp_path / "review.png"
    assert dock(do="grab", path=str(home)) == {"ok": True, "width": 1080, "height": 1920}
    counter.show(STANDARD["review"])
    dock.until_screen("bill_review")
    dock(do="grab", path=str(review))
    with Image.open(home) as first, Image.open(review) as second:
        assert first.size == second.size == (1080, 1920)
        assert first.tobytes() != second.tobytes()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"do": "tap", "target": "primary"}', "primary can't be touched now"),
        (b'{"do": "dance"}', "dance"),
        (b"tap", "malformed"),
        (b'{"do": "grab", "path": "/no/such/folder/a.png"}', "can't be written"),
    ],
)
def test_what_can_not_be_done_is_refused_with_a_next_step(
    dock: DockClient, line: bytes, told: str
) -> None:
    answer = dock.raw(line)
    assert answer["ok"] is False
    assert told in str(answer["error"])
    assert answer["next_step"]


def test_the_dock_follows_the_counter_through_a_restart(
    dock: DockClient, counter: BoundaryServer, tmp_path: Path
) -> None:
    counter.show(STANDARD["paying"])
    dock.until_screen("paying")
    counter.close()
    away = dock.until_screen("one_moment")
    assert away["connected"] is False
    again = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    again.show(STANDARD["recovery"])
    assert dock.until_screen("recovery")["connected"] is True
    again.close()


def picture_of(frame: dict[str, object]) -> Image.Image:
    png = frame["png"]
    assert isinstance(png, str)
    return Image.open(io.BytesIO(base64.b64decode(png)))


def test_a_frame_comes_once_and_then_only_when_the_window_has_changed(
    dock: DockClient, counter: BoundaryServer
) -> None:
    def still() -> dict[str, object] | None:
        """Once the window has drawn all that it wanted to draw."""
        frame = dock(do="frame", after=0, width=270)
        again = dock(do="frame", after=frame["number"], width=270)
        return frame if again["png"] is None else None

    frame = eventually(still, "a still screen")
    assert picture_of(frame).size == (270, 480)
    dock.until_seq(counter.show(STANDARD["review"]).seq)
    changed = eventually(
        lambda: f if (f := dock(do="frame", after=frame["number"], width=270))["png"] else None,
        "the frame of the next screen",
    )
    assert picture_of(changed).tobytes() != picture_of(frame).tobytes()
