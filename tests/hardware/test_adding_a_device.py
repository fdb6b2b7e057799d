"""docs/adding-a-device.md does what it says: its module and its profile make a device."""

import importlib
import os
import re
import sys
import tty
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hardware.readers
from hardware.device import CardPresented, DeviceEvent, Table
from hardware.device_set import DeviceSet
from hardware.kinds import find_kind, kinds_of
from hardware.profile import parse_profile
from hardware.profile_schema import profile_schema
from hardware.state import Component, DeviceState
from tests.support.waiting import eventually

PAGE = Path(__file__).parents[2] / "docs/adding-a-device.md"
CARD = b"\x02" + b"4F0085D1C5DE" + b"\r\n\x03"
NAME = "hardware.readers.id12la"


def block(language: str) -> str:
    fence = re.compile(rf"^```{language}\n(.*?)^```", re.DOTALL | re.MULTILINE)
    (found,) = fence.findall(PAGE.read_text("utf-8"))
    return str(found)


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The module of the page lies in the folder of readers, as far as Python sees."""
    folder = tmp_path / "readers"
    folder.mkdir()
    (folder / "id12la.py").write_text(block("python"))
    monkeypatch.setattr(hardware.readers, "__path__", [*hardware.readers.__path__, str(folder)])
    importlib.invalidate_caches()
    yield
    sys.modules.pop(NAME, None)
    importlib.invalidate_caches()


@pytest.mark.usefixtures("added")
def test_the_kind_is_found_by_its_name_alone() -> None:
    kind = find_kind(Table.READER, "id12la")
    assert kind in kinds_of(Table.READER)
    assert parse_profile(kind.example).entries[0].kind is kind
    assert "id12la" in str(profile_schema())


@pytest.mark.usefixtures("added")
def test_a_card_on_the_line_arrives(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    port = tmp_path / "port"
    port.symlink_to(os.ttyname(theirs))
    text = re.sub(r"serial:[^@]+", f"serial:{port}", block("toml"))
    heard: SimpleQueue[DeviceEvent] = SimpleQueue()
    devices = DeviceSet.open(parse_profile(text), heard.put)
    try:

        def is_ready() -> bool:
            return devices.reports()[Component.READER].state is DeviceState.READY

        def card() -> CardPresented | None:
            try:
                event = heard.get(timeout=0.1)
            except Empty:
                return None
            return event if isinstance(event, CardPresented) else None

        eventually(is_ready, "the reader is on its line")
        os.write(ours, CARD.replace(b"DE", b"00") + CARD[:7])
        os.write(ours, CARD[7:])
        assert eventually(card, "the card").number == "4F0085D1C5"
    finally:
        devices.close()
        os.close(ours)
        os.close(theirs)


@given(st.lists(st.binary(max_size=40)))
def test_no_bytes_make_its_frame_reader_raise(chunks: list[bytes]) -> None:
    namespace: dict[str, object] = {"__name__": NAME}
    exec(compile(block("python"), str(PAGE), "exec"), namespace)  # noqa: S102 our own page
    frames = namespace["Id12laFrames"]
    assert isinstance(frames, type)
    reader = frames()
    for chunk in chunks:
        reader.feed(chunk)
    reader.feed(b"")
    assert [card.number for card in reader.feed(CARD)] == ["4F0085D1C5"]
