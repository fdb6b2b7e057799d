"""The text TLV of Iranian terminals: vectors, and the wrong frames found on the web."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.values import MaskedPan, Rial
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.iran_tlv.frame import FrameReader, Message, parse_message
from hardware.terminals.iran_tlv.messages import parse_answer, purchase
from hardware.terminals.text_tlv import Field, encode_fields, parse_fields

VECTORS = (
    b"0041RQ036PR006000000AM006123456CU003364PD0011",
    b"0067RQ062PR006000000AM00510000CU003364TL00898194184R0009260227494PD0011",
    b"0039RQ034PR006000000AM0042000CU003364PD0011",
    b"0040RQ035PR006000000AM00510000CU003364PD0011",
    b"0018RS013RS00299PD0011",
)


@pytest.mark.parametrize("frame", VECTORS)
def test_vectors_are_read_and_written_the_same(frame: bytes) -> None:
    assert parse_message(frame).encode() == frame
    assert FrameReader().feed(frame) == [parse_message(frame)]


def test_a_request_is_built_as_a_real_till_builds_it() -> None:
    assert purchase(Rial(123456)).encode() == VECTORS[0]
    assert purchase(Rial(10000), "98194184", "260227494").encode() == VECTORS[1]


def test_cancelled_is_read() -> None:
    assert parse_answer(parse_message(VECTORS[4])).code == "99"


def test_caisse_ap_has_the_same_fields() -> None:
    request = b"CZ0040300CJ012012345678901CA00201CE003978BA0010CD0010CB0041234"
    fields = parse_fields(request)
    assert [(f.tag, f.text) for f in fields] == [
        ("CZ", "0300"),
        ("CJ", "012345678901"),
        ("CA", "01"),
        ("CE", "978"),
        ("BA", "0"),
        ("CD", "0"),
        ("CB", "1234"),
    ]
    assert encode_fields(fields) == request
    assert parse_fields(b"AE00210") == (Field("AE", b"10"),)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (b"0043RQ034PR006000000AM0042000CU003364PD0011", "frame_length"),
        (b"0020RQ034PR006000000AM0041000CU003364", "frame_length"),
        (b"0047RQ034PR006000000AM012000000010000CU003364PD0011", "tag"),
        (b"00x9RS004RS0000", "frame_length"),
        (b"0007RS00299", "tag"),
        (b"0010RS0RS00299", "length_digits"),
        (b"0011RS006RS0029", "short"),
        (b"0012RS007rs00200", "tag"),
        (b"0019RS014RS00200RS00299", "repeated"),
        (b"0000", "container"),
        (b"", "frame_length"),
    ],
)
def test_a_wrong_frame_is_refused_with_a_reason(frame: bytes, reason: str) -> None:
    with pytest.raises(MalformedFrame) as refusal:
        parse_message(frame)
    assert refusal.value.reason == reason


def test_an_answer_without_a_result_is_refused() -> None:
    with pytest.raises(MalformedFrame) as refusal:
        parse_answer(Message("RS", (Field("AM", b"1000"),)))
    assert refusal.value.reason == "no_result"


def test_all_that_an_approval_tells_is_read() -> None:
    message = Message(
        "RS",
        (
            Field("RS", b"00"),
            Field("AM", b"1250000"),
            Field("RN", b"898194184027"),
            Field("TR", b"000123"),
            Field("PN", b"603799******0014"),
            Field("TI", b"98194184"),
            Field("R4", "رسيد".encode("cp1256")),
        ),
    )
    answer = parse_answer(parse_message(message.encode()))
    assert (answer.rrn, answer.trace, answer.amount) == ("898194184027", "000123", "1250000")
    assert answer.pan == MaskedPan("603799******0014")
    assert (answer.ti, answer.slip) == ("98194184", "رسید")


def test_a_full_card_number_is_masked_at_once() -> None:
    message = Message("RS", (Field("RS", b"00"), Field("PN", b"4111111111111111")))
    answer = parse_answer(message)
    assert answer.pan == MaskedPan("411111******1111")
    assert "4111111111111111" not in repr(answer)


@given(st.lists(st.binary(max_size=40), max_size=5), st.integers(1, 20))
def test_frames_are_read_however_they_are_split(values: list[bytes], step: int) -> None:
    fields = tuple(Field(f"A{place}", value) for place, value in enumerate(values))
    frame = Message("RS", fields).encode()
    stream = frame * 2
    reader = FrameReader()
    read = [f for at in range(0, len(stream), step) for f in reader.feed(stream[at : at + step])]
    assert read == [parse_message(frame)] * 2
    assert parse_message(frame).fields == fields
