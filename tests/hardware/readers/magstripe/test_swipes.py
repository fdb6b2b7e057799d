"""Swipes: the vectors, whose card is a bank's, and that nothing of a bank's card is kept."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.device import CardPresented, CardRefused
from hardware.readers.magstripe.emulator import EmulatedSerialMagstripe
from hardware.readers.magstripe.swipes import LONGEST_SWIPE, SwipeReader
from hardware.readers.magstripe.tracks import Lrc, lrc_of
from tests.hardware.hearing import Seconds

TRACK_1 = "%B4111111111111111^DOE/JOHN^25121010000000000000?"
TRACK_2 = ";4111111111111111=25121010000000000000?"
IRANIAN = ";6037991234567893=25121010000000000000?"
STAFF_1 = "%C0012345^KARIMI/ZAHRA^0?"
STAFF_2 = ";0012345=0001?"


def swiped(*tracks: str) -> bytes:
    return EmulatedSerialMagstripe().sent_for(list(tracks))


@pytest.fixture
def reader() -> SwipeReader:
    return SwipeReader(Lrc.SENT, monotonic_s=Seconds())


@pytest.mark.parametrize(("track", "lrc"), [(TRACK_2, "8"), (TRACK_1, ";")])
def test_check_characters_of_the_vectors(track: str, lrc: str) -> None:
    assert chr(lrc_of(track.encode(), 0, len(track))) == lrc
    assert swiped(track) == f"{track}{lrc}\r".encode()


@pytest.mark.parametrize("tracks", [(TRACK_1,), (TRACK_2,), (TRACK_1, TRACK_2)])
def test_a_bank_card_is_refused_whichever_of_its_tracks_is_read(
    reader: SwipeReader, tracks: tuple[str, ...]
) -> None:
    assert reader.feed(swiped(*tracks)) == [CardRefused()]
    assert reader.legibility.malformed == 0


@pytest.mark.parametrize(
    "track",
    [
        IRANIAN,
        ";9919751234567898=2512?",  # a bank whose numbers begin with a nine
        ";4111111111111112=25121010000000000000?",  # misread by the head: still a bank's form
        ";5022291234567890123=25125060000?",  # nineteen digits without a check digit
        "%B0012345^KARIMI/ZAHRA^0?",  # the format that is reserved to banks
        "%A4111111111111111  ^DOE/JOHN^2512?",
        "%4111111111111111^DOE/JOHN^2512?",
    ],
)
def test_whatever_looks_like_a_bank_card_is_one(reader: SwipeReader, track: str) -> None:
    assert reader.feed(swiped(track)) == [CardRefused()]


@pytest.mark.parametrize(
    ("tracks", "number"),
    [
        ((STAFF_1,), "0012345"),
        ((STAFF_2,), "0012345"),
        ((STAFF_1, STAFF_2), "0012345"),
        ((";0084575948?",), "0084575948"),  # ten digits, as a citizen's number has
        (("%CZ-1?", ";12?"), "12"),
        (("%CA17   ^?",), "A17"),
        ((";0000000000000000?",), "0000000000000000"),
        ((";7000000000000001=25121010000?",), "7000000000000001"),
    ],
)
def test_staff_and_citizen_cards_are_read(
    reader: SwipeReader, tracks: tuple[str, ...], number: str
) -> None:
    assert reader.feed(swiped(*tracks)) == [CardPresented(number)]


def test_the_citys_own_long_numbers_may_be_named() -> None:
    own = ";9364120000000007=2512?"
    assert SwipeReader(Lrc.SENT).feed(swiped(own)) == [CardRefused()]
    reader = SwipeReader(Lrc.SENT, own_prefixes=(b"936412",))
    assert reader.feed(swiped(own)) == [CardPresented("9364120000000007")]
    assert reader.feed(swiped("%B9364120000000007^A^2512?")) == [CardRefused()]


@pytest.mark.parametrize(
    "swipe",
    [
        b";0012345=0001?8\r",  # wrong check character
        b";0012345=0001?\r",  # none
        b";0012345=0001\r",  # no end
        b"0012345?:\r",  # no start
        b";00A2345?0\r",  # a letter on track 2
        b";?4\r",  # no number
        b";12?;;12?;\r",  # the same track twice
        b"%E?\r",
        b";" + b"1" * LONGEST_SWIPE + b"?0\r",
        b"\xff\xfe\x00\r",
    ],
)
def test_a_bad_swipe_is_counted_and_the_next_is_read(reader: SwipeReader, swipe: bytes) -> None:
    assert reader.feed(swipe) == []
    assert reader.legibility.malformed == 1
    assert reader.feed(swiped(STAFF_2)) == [CardPresented("0012345")]


def test_a_reader_that_checks_by_itself_sends_no_check_characters() -> None:
    reader = SwipeReader(Lrc.NOT_SENT)
    assert reader.feed(f"{STAFF_1}{STAFF_2}\r".encode()) == [CardPresented("0012345")]
    assert reader.feed(f"{TRACK_1}{TRACK_2}\r".encode()) == [CardRefused()]


def test_a_swipe_may_end_with_silence(reader: SwipeReader) -> None:
    assert reader.feed(swiped(STAFF_2).rstrip()) == []
    assert reader.feed(b"") == [CardPresented("0012345")]


def test_the_third_track_is_passed_over_unread(reader: SwipeReader) -> None:
    third = b"+9912345678?4"
    assert reader.feed(swiped(STAFF_2).rstrip() + third + b"\r") == [CardPresented("0012345")]


def test_a_card_swiped_twice_in_a_hurry_is_one_card() -> None:
    seconds = Seconds()
    reader = SwipeReader(Lrc.SENT, monotonic_s=seconds)
    events = []
    for track in (STAFF_2, STAFF_2, TRACK_2, TRACK_2):
        events += reader.feed(swiped(track))
        seconds.now += 0.5
    assert events == [CardPresented("0012345"), CardRefused()]
    seconds.now += 5
    assert reader.feed(swiped(TRACK_2)) == [CardRefused()]


def test_nothing_of_a_bank_card_is_kept_or_shown(reader: SwipeReader) -> None:
    events = reader.feed(swiped(TRACK_1, TRACK_2))
    number = b"4111111111111111"
    assert number.decode() not in repr((events, reader, vars(reader)))
    gc.collect()
    kept = [thing for thing in gc.get_referents(reader, vars(reader)) if thing]
    assert not any(number in bytes(thing) for thing in kept if isinstance(thing, bytearray))


@given(st.lists(st.binary(max_size=400)))
def test_any_bytes_do_no_harm(pieces: list[bytes]) -> None:
    for lrc in Lrc:
        reader = SwipeReader(lrc, monotonic_s=Seconds())
        for piece in pieces:
            reader.feed(piece)
        reader.feed(b"")
        assert reader.feed(b";77?4\r" if lrc is Lrc.SENT else b";77?\r")[-1:] in (
            [CardPresented("77")],
            [],
        )


@given(st.text(st.sampled_from("0123456789:<=>"), max_size=40), st.integers(0, 45))
def test_one_wrong_character_never_gives_another_number(content: str, at: int) -> None:
    right = swiped(f";{content}?")
    reader = SwipeReader(Lrc.SENT, monotonic_s=Seconds())
    wrong = bytearray(right)
    place = at % (len(right) - 1)
    wrong[place] ^= 0x01
    reader.feed(right)
    assert all(isinstance(e, CardRefused) for e in reader.feed(bytes(wrong)))
