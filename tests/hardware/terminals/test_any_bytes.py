"""Whatever comes down a line is parsed or refused by name; nothing else escapes, nothing grows."""

import contextlib
import re

from hypothesis import example, given
from hypothesis import strategies as st

from hardware.terminals.errors import MalformedFrame
from hardware.terminals.iran_tlv.frame import FrameReader, parse_message
from hardware.terminals.iran_tlv.messages import parse_answer
from hardware.terminals.masking import harmless, masked_pan, without_numbers
from hardware.terminals.text_tlv import encode_fields, parse_fields, whole_fields
from hardware.terminals.zvt.codec import fields
from hardware.terminals.zvt.codec.apdu import ApduReader
from hardware.terminals.zvt.codec.messages import (
    parse_status_information,
    parse_terminal_state,
    reversed_receipt,
)
from hardware.terminals.zvt.codec.serial_frame import Frame, encode_frame
from hardware.terminals.zvt.codec.serial_frame import FrameReader as SerialFrameReader

ANY = st.binary(max_size=200)
TAGS = st.sampled_from([0x04, 0x06, 0x0B, 0x22, 0x27, 0x29, 0x2A, 0x3B, 0x49, 0x87, 0x8B, 0xA0])
LIKELY = st.lists(
    st.one_of(
        st.tuples(TAGS, st.binary(max_size=12)).map(lambda pair: bytes((pair[0],)) + pair[1]),
        st.just(bytes.fromhex("2700")),
        st.just(bytes.fromhex("04000001250000")),
    ),
    max_size=8,
).map(b"".join)
LIKELY_TEXT = st.lists(
    st.tuples(
        st.sampled_from([b"RS", b"AM", b"PN", b"R4", b"RN", b"CZ", b"ae"]),
        st.integers(0, 999),
        st.binary(max_size=20),
    ).map(lambda part: part[0] + b"%03d" % part[1] + part[2]),
    max_size=6,
).map(b"".join)


@given(st.one_of(ANY, LIKELY))
def test_zvt_messages(data: bytes) -> None:
    for parse in (parse_status_information, parse_terminal_state, reversed_receipt):
        with contextlib.suppress(MalformedFrame):
            assert parse(data) == parse(data)


@given(st.one_of(ANY, LIKELY))
def test_what_zvt_fields_say_is_all_there(data: bytes) -> None:
    with contextlib.suppress(MalformedFrame):
        found = fields.parse_fields(data)
        assert sum(len(value) + 1 for value in found.values()) <= len(data)


@given(ANY, st.integers(1, 40))
def test_zvt_units_and_frames_in_any_pieces(data: bytes, step: int) -> None:
    units, frames = ApduReader(), SerialFrameReader()
    found = 0
    for at in range(0, len(data), step):
        found += len(units.feed(data[at : at + step]))
        found += len(frames.feed(data[at : at + step]))
    assert found <= 2 * len(data)


@given(ANY)
def test_a_whole_frame_is_found_after_any_noise_and_one_more(noise: bytes) -> None:
    """Noise may swallow the first frame, as a beginning of its own; never all that follow."""
    reader = SerialFrameReader()
    unit = bytes.fromhex("060F00")
    heard = [event for _ in range(3) for event in reader.feed(encode_frame(unit))]
    reader = SerialFrameReader()
    reader.feed(noise)
    after = [event for _ in range(3) for event in reader.feed(encode_frame(unit))]
    assert heard.count(Frame(unit)) == 3
    assert Frame(unit) in after


def test_a_frame_without_end_is_given_up() -> None:
    reader = SerialFrameReader()
    assert reader.feed(b"\x10\x02" + bytes(200_000))
    assert reader.feed(encode_frame(b"\x06\x0f\x00")) == [Frame(b"\x06\x0f\x00")]


@given(st.one_of(ANY, LIKELY_TEXT))
@example(b"RS")
@example(b"R\xb2001")
def test_text_fields(data: bytes) -> None:
    with contextlib.suppress(MalformedFrame):
        assert encode_fields(parse_fields(data)) == data
    with contextlib.suppress(MalformedFrame):
        found, taken = whole_fields(data)
        assert encode_fields(found) == data[:taken]


@given(st.one_of(ANY, LIKELY_TEXT), st.booleans())
def test_iranian_frames(data: bytes, framed: bool) -> None:
    body = b"RS%03d%s" % (len(data), data)
    frame = b"%04d%s" % (len(body), body) if framed else data
    with contextlib.suppress(MalformedFrame):
        message = parse_message(frame)
        assert parse_answer(message) == parse_answer(message)
    with contextlib.suppress(MalformedFrame):
        found = FrameReader().feed(frame)
        assert len(found) <= len(frame)


@given(st.text(max_size=60))
@example("0" * 28)
@example("6037 9911 2233 4455 6037")
def test_masking(text: str) -> None:
    masked = masked_pan(text)
    assert masked is None or "*" in masked.text
    assert len(harmless(text)) <= 40
    assert not re.search(rb"[0-9]{13}", without_numbers(text.encode("utf-8", "replace")))
