"""Cards at an RDM6300: vectors, bad frames, a card that stays."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from hardware.device import CardPresented, DeviceEvent
from hardware.emulation import Emulation, open_wire
from hardware.emulation.one_way import EmulatedReader
from hardware.readers import Rdm6300Reader
from hardware.readers.rdm6300 import FrameReader, checked_number
from hardware.state import DeviceState
from tests.support.waiting import eventually


@pytest.mark.parametrize("digits", [b"67003B51C6CB", b"67003BA86C98", b"67003BA86793"])
def test_vectors_hold(digits: bytes) -> None:
    assert checked_number(digits) == digits[:10].decode()


@pytest.mark.parametrize("digits", [b"68003B51C6CB", b"67003B51C6C", b"67003B51C6CG", b""])
def test_a_wrong_checksum_is_no_card(digits: bytes) -> None:
    assert checked_number(digits) is None


@dataclass
class Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def frame(digits: bytes) -> bytes:
    return b"\x02" + digits + b"\x03"


def test_a_card_is_told_once_while_it_lies_there() -> None:
    seconds = Seconds()
    reader = FrameReader(seconds)
    card = frame(b"67003B51C6CB")
    seen = []
    for _ in range(10):
        seen += reader.feed(card)
        seconds.now += 0.3
    seconds.now += 2
    seen += reader.feed(card)
    assert seen == [CardPresented("67003B51C6")] * 2


def test_two_cards_one_after_the_other_are_both_told() -> None:
    reader = FrameReader(Seconds())
    seen = reader.feed(frame(b"67003B51C6CB") + frame(b"67003BA86C98"))
    assert [card.number for card in seen] == ["67003B51C6", "67003BA86C"]


@pytest.mark.parametrize(
    "noise",
    [
        b"\x0268003B51C6CB\x03",
        b"\x0267003B",
        b"\x0267003B51C6CB00\x03",
        b"\x02\x03",
    ],
)
def test_bad_frames_are_counted_and_the_next_is_read(noise: bytes) -> None:
    reader = FrameReader(Seconds())
    assert reader.feed(noise + frame(b"67003B51C6CB")) == [CardPresented("67003B51C6")]
    assert reader.malformed == 1


@pytest.fixture
def emulation() -> Iterator[Emulation]:
    device = Emulation(EmulatedReader(), open_wire("pty"))
    yield device
    device.close()


def test_a_card_reaches_the_listener(emulation: Emulation) -> None:
    cards: list[CardPresented] = []

    def told(event: DeviceEvent) -> None:
        if isinstance(event, CardPresented):
            cards.append(event)

    reader = Rdm6300Reader(emulation.address, told)
    eventually(lambda: reader.reports()[0].state is DeviceState.READY, "the line is open")
    emulation.obey({"do": "raw", "hex": frame(b"68003B51C6CB").hex()})
    emulation.obey({"do": "card", "number": "67003B51C6"})
    eventually(lambda: cards, "the card has arrived")
    assert cards == [CardPresented("67003B51C6")]
    assert reader.malformed == 1
    reader.close()
