"""PN532 on the wire: the vectors both ways, noise, and frames in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.readers.pn532.commands import (
    GET_FIRMWARE,
    LIST_ONE_CARD,
    SAM_NORMAL,
    BadAnswer,
    Firmware,
    Target,
    firmware_answer,
    parse_firmware,
    parse_targets,
    targets_answer,
)
from hardware.readers.pn532.frames import (
    ACK,
    NACK,
    Acknowledged,
    Data,
    Frame,
    FrameDecoder,
    Garbled,
    NotUnderstood,
    SyntaxRefused,
    encode,
)

UID = bytes.fromhex("04416D412B0289")
CARD = Target(1, 0x0044, 0x00, UID)
FIRMWARE = Firmware(0x32, 1, 6, 7)

VECTORS = [
    ("0000FF03FDD414011700", b"\xd4" + SAM_NORMAL),
    ("0000FF02FED5151600", b"\xd5\x15"),
    ("0000FF02FED4022A00", b"\xd4" + GET_FIRMWARE),
    ("0000FF06FAD50332010607E800", b"\xd5\x03" + firmware_answer(FIRMWARE)),
    ("0000FF04FCD44A0100E100", b"\xd4" + LIST_ONE_CARD),
    ("0000FF0FF1D54B01010044000704416D412B0289EA00", b"\xd5\x4b" + targets_answer(CARD)),
]


@pytest.mark.parametrize(("wire", "data"), VECTORS)
def test_vectors_hold_both_ways(wire: str, data: bytes) -> None:
    assert encode(data) == bytes.fromhex(wire)
    assert FrameDecoder().feed(bytes.fromhex(wire)) == [Data(data)]


def test_the_short_frames_are_known() -> None:
    decoder = FrameDecoder()
    assert decoder.feed(ACK + NACK + encode(b"\x7f")) == [
        Acknowledged(),
        NotUnderstood(),
        SyntaxRefused(),
    ]


def test_answers_hold_both_ways() -> None:
    assert parse_firmware(firmware_answer(FIRMWARE)) == FIRMWARE
    assert parse_targets(targets_answer(CARD)) == CARD
    assert parse_targets(targets_answer(None)) is None


@pytest.mark.parametrize(
    "parameters", ["", "02", "0101", "010100440007", "01010044000504416D41", "0101004400FF"]
)
def test_a_target_that_can_not_be_is_refused(parameters: str) -> None:
    with pytest.raises(BadAnswer):
        parse_targets(bytes.fromhex(parameters))


def test_a_long_frame_is_read() -> None:
    data = bytes(range(256)) + b"123456789"
    assert FrameDecoder().feed(encode(data)) == [Data(data)]
    with pytest.raises(ValueError, match="1 to 265"):
        encode(data + b"!")


@pytest.mark.parametrize(
    "noise",
    [
        bytes.fromhex("0000FF03FDD414011800"),  # sum of the data
        bytes.fromhex("0000FF03FCD414011700"),  # sum of the length
        bytes.fromhex("0000FFFFFF01FF000000"),  # sum of a long length
        bytes.fromhex("0000FF00000000"),  # no data
        b"noise on the line",
        b"\xff\xff\xff",
    ],
)
def test_noise_is_counted_once_and_the_next_frame_is_read(noise: bytes) -> None:
    assert FrameDecoder().feed(noise + encode(b"\xd5\x15")) == [Garbled(), Data(b"\xd5\x15")]


def test_a_frame_in_pieces_is_one_frame() -> None:
    decoder = FrameDecoder()
    frames = [
        frame
        for byte in ACK + bytes.fromhex(VECTORS[5][0])
        for frame in decoder.feed(bytes((byte,)))
    ]
    assert frames == [Acknowledged(), Data(VECTORS[5][1])]


@given(st.lists(st.binary()))
def test_any_bytes_do_no_harm_and_little_is_kept(pieces: list[bytes]) -> None:
    decoder = FrameDecoder()
    for piece in pieces:
        for frame in decoder.feed(piece):
            assert isinstance(frame, Frame)
    decoder.reset()
    assert decoder.feed(ACK) == [Acknowledged()]


@given(st.lists(st.binary(min_size=1, max_size=265), max_size=8), st.integers(1, 40))
def test_frames_come_out_as_they_went_in(contents: list[bytes], step: int) -> None:
    wire = b"".join(map(encode, contents))
    decoder = FrameDecoder()
    frames = [
        frame
        for start in range(0, len(wire), step)
        for frame in decoder.feed(wire[start : start + step])
    ]
    assert frames == [SyntaxRefused() if data == b"\x7f" else Data(data) for data in contents]


@given(st.binary())
def test_any_parameters_are_an_answer_or_refused(parameters: bytes) -> None:
    for parse in (parse_targets, parse_firmware):
        try:
            answer = parse(parameters)
        except BadAnswer:
            continue
        assert answer == parse(parameters)


def test_a_card_is_not_in_any_representation() -> None:
    assert "Am" not in repr(CARD)
    assert repr(Data(VECTORS[5][1])) == "Data()"
