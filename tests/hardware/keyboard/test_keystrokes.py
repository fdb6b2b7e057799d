"""What the kernel tells of a keyboard, and the text it means."""

import string
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.keyboard import KeystrokeReader, keystrokes_for
from hardware.keyboard.layout import CHARACTERS

EVENT = struct.Struct("@llHHi")
KEY_A, KEY_LEFT_CTRL, KEY_RIGHT_SHIFT, KEY_PAD_7, KEY_PAD_ENTER = 30, 29, 54, 71, 96
PRINTABLE = string.digits + string.ascii_letters + string.punctuation + " "


def event(kind: int, code: int, value: int) -> bytes:
    return EVENT.pack(1795494183, 159_000, kind, code, value)


def stroke(code: int) -> bytes:
    return event(1, code, 1) + event(0, 0, 0) + event(1, code, 0) + event(0, 0, 0)


def test_every_printable_character_is_on_the_keyboard() -> None:
    assert KeystrokeReader().feed(keystrokes_for(PRINTABLE + "\n")) == f"{PRINTABLE}\n".encode()


def test_a_known_key_press_is_read_from_its_bytes() -> None:
    # As evtest shows it: MSC_SCAN 0x70004, KEY_A 1, SYN; KEY_A 0, SYN.
    told = event(4, 4, 0x70004) + event(1, KEY_A, 1) + event(0, 0, 0)
    assert KeystrokeReader().feed(told + event(1, KEY_A, 0) + event(0, 0, 0)) == b"a"


def test_either_shift_makes_capitals_until_it_is_let_go() -> None:
    for shift in (42, KEY_RIGHT_SHIFT):
        keys = stroke(KEY_A) + event(1, shift, 1) + stroke(KEY_A) + event(1, shift, 0)
        assert KeystrokeReader().feed(keys + stroke(KEY_A)) == b"aAa"


def test_the_number_pad_types_digits() -> None:
    assert KeystrokeReader().feed(stroke(KEY_PAD_7) + stroke(KEY_PAD_ENTER)) == b"7\n"


def test_a_key_held_down_counts_once() -> None:
    held = event(1, KEY_A, 1) + event(1, KEY_A, 2) * 30 + event(1, KEY_A, 0)
    assert KeystrokeReader().feed(held) == b"a"


def test_a_key_without_a_character_spoils_its_line() -> None:
    assert KeystrokeReader().feed(stroke(KEY_LEFT_CTRL) + stroke(KEY_A)) == b"\x00a"


def test_keystrokes_that_the_kernel_dropped_spoil_their_line() -> None:
    told = stroke(KEY_A) + event(0, 3, 0) + stroke(KEY_A)[:24] + event(0, 0, 0) + stroke(KEY_A)
    assert KeystrokeReader().feed(told) == b"a\x00a"


def test_after_a_rest_no_key_is_down() -> None:
    reader = KeystrokeReader()
    assert reader.feed(event(1, 42, 1) + stroke(KEY_A)[:10]) == b""
    reader.reset()
    assert reader.feed(stroke(KEY_A)) == b"a"


def test_what_no_key_types_is_refused() -> None:
    with pytest.raises(ValueError, match="no key"):
        keystrokes_for("۱")


@given(st.text(st.sampled_from(PRINTABLE)), st.integers(1, 100))
def test_text_comes_out_as_it_was_typed_in_pieces_of_any_size(text: str, step: int) -> None:
    reader, events = KeystrokeReader(), keystrokes_for(text)
    pieces = [events[at : at + step] for at in range(0, len(events), step)]
    assert b"".join(map(reader.feed, pieces)) == text.encode()


@given(st.lists(st.binary()))
def test_any_bytes_do_no_harm(pieces: list[bytes]) -> None:
    reader = KeystrokeReader()
    typed = sum(len(reader.feed(piece)) for piece in pieces)
    assert typed <= sum(map(len, pieces)) // EVENT.size
    assert max(CHARACTERS) < 128
