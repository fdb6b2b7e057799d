"""ZVT in bytes: published vectors, both length forms, strictness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.values import MaskedPan, Rial
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.zvt.codec import fields, messages
from hardware.terminals.zvt.codec.apdu import Apdu, ApduReader
from hardware.terminals.zvt.codec.messages import Control, StatusInformation
from hardware.terminals.zvt.codec.serial_frame import (
    Acknowledgement,
    DamagedFrame,
    Frame,
    FrameReader,
    crc_kermit,
    encode_frame,
)

VERSION_COMPLETION = bytes.fromhex("060F0BF0F0F7322E31342E313500")
VERSION_FRAME = bytes.fromhex("1002060F0BF0F0F7322E31342E3135001003B111")


def test_vectors_of_the_protocol() -> None:
    assert messages.registration(978).encode() == bytes.fromhex("0600 06 000000 BA 0978")
    amount = fields.encode_field(fields.AMOUNT, fields.bcd(1000, 6))
    assert Apdu(Control.AUTHORISATION, amount).encode() == bytes.fromhex("0601 07 04 000000001000")
    assert messages.ACKNOWLEDGEMENT.encode() == bytes.fromhex("800000")
    assert Apdu(Control.COMPLETION).encode() == bytes.fromhex("060F00")
    assert Apdu(Control.ABORTED, b"\x64").encode() == bytes.fromhex("061E0164")


@pytest.mark.parametrize(
    ("vector", "control"),
    [
        ("0600 06 000000 BA0978", Control.REGISTRATION),
        ("0601 07 04 000000001000", Control.AUTHORISATION),
        ("800000", Control.ACKNOWLEDGED),
        ("04FF 01 0A", Control.INTERMEDIATE_STATUS),
        ("040F 02 2700", Control.STATUS_INFORMATION),
        ("060F00", Control.COMPLETION),
        ("061E 01 64", Control.ABORTED),
        ("0630 06 000000 870042", Control.REVERSAL),
        ("0650 03 000000", Control.END_OF_DAY),
    ],
)
def test_vectors_are_read_and_written_the_same(vector: str, control: Control) -> None:
    data = bytes.fromhex(vector)
    (unit,) = ApduReader().feed(data)
    assert unit.control == control
    assert unit.encode() == data
    assert FrameReader().feed(encode_frame(data)) == [Frame(data)]


def test_a_bare_status_information_is_an_approval_that_names_nothing() -> None:
    assert messages.parse_status_information(b"\x27\x00") == StatusInformation(result_code=0)


def test_a_reversal_is_read_by_its_receipt() -> None:
    assert messages.reversed_receipt(messages.reversal("0042").data) == ("0042", None)
    with pytest.raises(MalformedFrame) as refusal:
        messages.reversed_receipt(bytes(3))
    assert refusal.value.reason == "no_receipt"


def test_a_payment_names_amount_and_rial() -> None:
    asked = messages.authorisation(Rial(1_250_000)).encode()
    assert asked == bytes.fromhex("0601 0A 04 000001250000 49 0364")


def test_the_state_stands_behind_the_version() -> None:
    (completion,) = ApduReader().feed(VERSION_COMPLETION)
    assert completion.control == Control.COMPLETION
    assert messages.parse_terminal_state(completion.data) == 0
    assert messages.encode_terminal_state("2.14.15", 0).encode() == VERSION_COMPLETION


@pytest.mark.parametrize(
    ("size", "length"), [(0, "00"), (254, "FE"), (255, "FFFF00"), (700, "FFBC02")]
)
def test_both_forms_of_length(size: int, length: str) -> None:
    unit = Apdu(Control.STATUS_INFORMATION, bytes(size))
    encoded = unit.encode()
    assert encoded.startswith(bytes.fromhex("040F" + length))
    assert ApduReader().feed(encoded) == [unit]


@given(st.lists(st.binary(max_size=300), max_size=4), st.integers(1, 50))
def test_units_are_read_however_they_are_split(data: list[bytes], step: int) -> None:
    units = [Apdu(Control.PRINT_LINE, part) for part in data]
    stream = b"".join(unit.encode() for unit in units)
    reader = ApduReader()
    read = [u for at in range(0, len(stream), step) for u in reader.feed(stream[at : at + step])]
    assert read == units


def test_the_serial_vector() -> None:
    assert crc_kermit(VERSION_COMPLETION + b"\x03") == 0x11B1
    assert encode_frame(VERSION_COMPLETION) == VERSION_FRAME
    assert FrameReader().feed(VERSION_FRAME) == [Frame(VERSION_COMPLETION)]


@given(st.binary(max_size=60), st.integers(1, 10))
def test_frames_with_any_bytes_survive_the_line(apdu: bytes, step: int) -> None:
    stream = encode_frame(apdu) + b"\x06"
    reader = FrameReader()
    read = [e for at in range(0, len(stream), step) for e in reader.feed(stream[at : at + step])]
    assert read == [Frame(apdu), Acknowledgement(True)]


@given(st.integers(2, len(VERSION_FRAME) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_never_taken_for_a_frame(place: int, flip: int) -> None:
    bent = bytearray(VERSION_FRAME)
    bent[place] ^= flip
    assert Frame(VERSION_COMPLETION) not in FrameReader().feed(bytes(bent))


def test_a_damaged_frame_is_told_and_the_next_is_read() -> None:
    bent = VERSION_FRAME[:-1] + b"\xff"
    assert FrameReader().feed(bent + VERSION_FRAME) == [DamagedFrame(), Frame(VERSION_COMPLETION)]


STATUS = StatusInformation(
    result_code=0,
    amount=Rial(1_193_000),
    currency=364,
    trace="000123",
    time="104507",
    date="1123",
    pan=MaskedPan("603799******0014"),
    terminal_id="12345678",
    merchant="QAZVIN",
    receipt="0042",
    authorisation="73930001",
    card_type=2,
    card_name="SHETAB",
    host_code="00",
)


def test_status_information_is_read_back_whole() -> None:
    unit = messages.encode_status_information(STATUS)
    assert messages.parse_status_information(unit.data) == STATUS


def test_status_information_byte_for_byte() -> None:
    data = bytes.fromhex(
        "2700 04000001193000 490364 0B000123 0C104507 0D1123 22F0F8603799EEEEEE0014 2912345678"
        "870042 8A02"
    )
    status = messages.parse_status_information(data)
    assert status.amount == Rial(1_193_000)
    assert (status.trace, status.time, status.date) == ("000123", "104507", "1123")
    assert status.pan == MaskedPan("603799******0014")
    assert (status.terminal_id, status.receipt) == ("12345678", "0042")


def test_a_full_card_number_is_masked_and_tracks_are_not_kept() -> None:
    full = "4111111111111111"
    track = b"\x41" * 10
    data = b"\x27\x00" + fields.encode_field(fields.PAN, bytes.fromhex(full))
    status = messages.parse_status_information(data + fields.encode_field(0x23, track))
    assert status.pan == MaskedPan("411111******1111")
    assert full not in repr(status)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("04000000001000", "no_result"),
        ("2700 04000000", "short"),
        ("2700 FE00", "unknown_field"),
        ("2700 2700", "repeated"),
        ("2700 22F1", "length"),
        ("2700 220106", "length"),
        ("2700 22F9F9 00", "short"),
        ("2700 0400000000100A", "not_digits"),
        ("2700 068200", "length"),
    ],
)
def test_a_malformed_status_is_refused_with_a_reason(data: str, reason: str) -> None:
    with pytest.raises(MalformedFrame) as refusal:
        messages.parse_status_information(bytes.fromhex(data))
    assert refusal.value.reason == reason


@pytest.mark.parametrize("size", [5, 0x7F, 0x80, 300])
def test_a_tlv_container_is_passed_over_whole(size: int) -> None:
    length = {True: bytes((size & 0x7F,)), False: b"\x82" + size.to_bytes(2, "big")}[size < 0x80]
    data = b"\x06" + length + bytes(size) + b"\x27\x00"
    assert messages.parse_status_information(data).result_code == 0
