"""Cards at an RDM6300: vectors, bad frames, a card that stays."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.device import CardPresented
from hardware.emulation import Emulation, open_wire
from hardware.profile import parse_profile
from hardware.readers.rdm6300.codec import Rdm6300Frames, checked_number, frame_of
from hardware.readers.rdm6300.emulator import EmulatedRdm6300
from hardware.state import DeviceState
from tests.hardware.hearing import Heard, Seconds, say, until
from tests.support.waiting import eventually

VECTORS = [b"67003B51C6CB", b"67003BA86C98", b"67003BA86793"]


@pytest.mark.parametrize("digits", VECTORS)
def test_vectors_hold_both_ways(digits: bytes) -> None:
    number = checked_number(digits)
    assert number == digits[:10].decode()
    assert frame_of(number) == frame(digits)


@pytest.mark.parametrize("digits", [b"68003B51C6CB", b"67003B51C6C", b"67003B51C6CG", b""])
def test_a_wrong_checksum_is_no_card(digits: bytes) -> None:
    assert checked_number(digits) is None


def frame(digits: bytes) -> bytes:
    return b"\x02" + digits + b"\x03"


def test_a_card_is_told_once_while_it_lies_there() -> None:
    seconds = Seconds()
    reader = Rdm6300Frames(seconds)
    card = frame(b"67003B51C6CB")
    seen = []
    for _ in range(10):
        seen += reader.feed(card)
        seconds.now += 0.3
    seconds.now += 2
    seen += reader.feed(card)
    assert seen == [CardPresented("67003B51C6")] * 2


def test_two_cards_one_after_the_other_are_both_told() -> None:
    reader = Rdm6300Frames(Seconds())
    seen = reader.feed(frame(b"67003B51C6CB") + frame(b"67003BA86C98"))
    assert [card.number for card in seen] == ["67003B51C6", "67003BA86C"]


@pytest.mark.parametrize(
    "noise",
    [
        b"\x0268003B51C6CB\x03",
        b"\x0267003B",
        b"\x0267003B51C6CB00\x03",
        b"\x02\x03",
        b"noise before a frame",
    ],
)
def test_bad_frames_are_counted_and_the_next_is_read(noise: bytes) -> None:
    reader = Rdm6300Frames(Seconds())
    assert reader.feed(noise + frame(b"67003B51C6CB")) == [CardPresented("67003B51C6")]
    assert reader.legibility.malformed == 1


def test_a_frame_cut_by_silence_is_dropped_and_counted() -> None:
    reader = Rdm6300Frames(Seconds())
    assert reader.feed(b"\x0267003B") == []
    assert reader.feed(b"") == []
    assert reader.feed(b"51C6CB\x03") == []
    assert reader.legibility.malformed == 2  # two stretches without a frame


def test_line_ends_between_frames_are_no_noise() -> None:
    reader = Rdm6300Frames(Seconds())
    cards = reader.feed(b"\r\n".join(frame(digits) for digits in VECTORS))
    assert len(cards) == len(VECTORS)
    assert reader.legibility.malformed == 0


@given(st.binary(), st.sampled_from(VECTORS))
def test_any_bytes_do_no_harm_and_the_card_after_them_is_read(noise: bytes, digits: bytes) -> None:
    reader = Rdm6300Frames(Seconds())
    seen = reader.feed(noise) + reader.feed(frame(digits))
    assert all(len(card.number) == 10 for card in seen)
    assert seen[-1:] == [CardPresented(digits[:10].decode())]


@pytest.fixture
def emulation() -> Iterator[Emulation]:
    device = Emulation(EmulatedRdm6300(), open_wire("pty"))
    yield device
    device.close()


def test_a_reader_of_the_profile_is_heard(emulation: Emulation) -> None:
    heard = Heard()
    table = f'[[reader]]\ndriver = "rdm6300"\naddress = "{emulation.address}"\n'
    entry = parse_profile(table).entries[0]
    reader = entry.kind.open(entry.settings, heard)
    until(reader, DeviceState.READY)
    say(emulation, do="raw", hex=frame(b"68003B51C6CB").hex())
    say(emulation, do="card", number="67003B51C6")
    cards = eventually(lambda: heard.of(CardPresented), "the card")
    assert cards == [CardPresented("67003B51C6")]
    assert "67003B51C6" not in repr(cards)
    reader.close()
