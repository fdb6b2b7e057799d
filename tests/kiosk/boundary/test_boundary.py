"""Promises of the line between counter and interface, over a real socket."""

from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from msgspec.structs import fields

from kiosk.boundary import (
    SCREENS,
    BoundaryClient,
    BoundaryServer,
    BrokenFrame,
    CounterGone,
    FrameBuffer,
    Intent,
    Show,
    decode_to_counter,
    encode_frame,
    from_model,
    to_model,
)
from kiosk.boundary.parts import ClockFace, PlaceLine, StatusLine
from kiosk.boundary.screens import Home, OutOfService

HOME = Home(
    title="سلام",
    subtitle="یک مورد را لمس کنید",
    tiles=(),
    status=StatusLine(link="offline", text="بدون ارتباط"),
    clock=ClockFace("۱۰:۴۲", "دوشنبه ۲ آذر ۱۴۰۵"),
    place=PlaceLine("شهرداری قزوین", "منطقهٔ ۲"),
)


@pytest.fixture
def intents() -> Queue[Intent]:
    return Queue()


@pytest.fixture
def socket_path(tmp_path: Path) -> Path:
    return tmp_path / "run" / "interface.sock"


@pytest.fixture
def server(socket_path: Path, intents: Queue[Intent]) -> Iterator[BoundaryServer]:
    server = BoundaryServer(socket_path, intents.put)
    yield server
    server.close()


def test_an_interface_that_connects_late_gets_the_present_screen_at_once(
    server: BoundaryServer, socket_path: Path
) -> None:
    server.show(HOME)
    for _ in range(2):
        client = BoundaryClient.connect(socket_path)
        shown = client.receive(timeout_s=20)
        assert from_model(shown.screen, shown.model) == HOME
        client.close()


def test_an_intent_reaches_the_counter_whole(
    server: BoundaryServer, socket_path: Path, intents: Queue[Intent]
) -> None:
    client = BoundaryClient.connect(socket_path)
    client.send(Intent("key", {"digit": 7}, "bill_entry"))
    assert intents.get(timeout=20) == Intent("key", {"digit": 7}, "bill_entry")
    client.close()


def test_a_frozen_interface_never_holds_the_counter_up(
    server: BoundaryServer, socket_path: Path
) -> None:
    frozen = BoundaryClient.connect(socket_path)  # never reads
    long_screen = OutOfService(
        title="",
        status=HOME.status,
        clock=HOME.clock,
        place=HOME.place,
        headline="",
        body="م" * 50_000,
        reason="",
        phone="",
    )
    for _ in range(50):
        server.show(long_screen)
    server.show(HOME)
    awake = BoundaryClient.connect(socket_path)
    assert awake.receive(timeout_s=20).screen == "home"
    awake.close()
    frozen.close()


def test_the_interface_learns_that_the_counter_is_gone(
    server: BoundaryServer, socket_path: Path
) -> None:
    server.show(HOME)
    client = BoundaryClient.connect(socket_path)
    client.receive(timeout_s=20)
    server.close()
    with pytest.raises(CounterGone):
        client.receive(timeout_s=20)
    client.close()


def test_frames_survive_any_cutting() -> None:
    frames = encode_frame(Intent("a")) + encode_frame(Intent("b", {"id": "pay"}))
    for size in (1, 3, 7, len(frames)):
        buffer = FrameBuffer()
        bodies = [
            body
            for start in range(0, len(frames), size)
            for body in buffer.feed(frames[start : start + size])
        ]
        words = [decode_to_counter(body) for body in bodies]
        assert words == [Intent("a"), Intent("b", {"id": "pay"})]


def test_a_frame_that_is_no_frame_is_refused() -> None:
    with pytest.raises(BrokenFrame):
        FrameBuffer().feed(b"\xff\xff\xff\xff")
    with pytest.raises(BrokenFrame):
        decode_to_counter(b'{"payload": 1}')


def test_every_screen_is_named_after_its_model() -> None:
    for name, model in SCREENS.items():
        named = next(field for field in fields(model) if field.name == "screen")
        assert named.default == name
    assert Show("home", to_model(HOME), 1).model["screen"] == "home"
