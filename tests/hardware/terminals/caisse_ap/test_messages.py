"""The bytes of Caisse-AP: those that are public, and any that may come down the line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.values import MaskedPan, Rial
from hardware.terminals.caisse_ap.driver import CaisseApAnswerReader
from hardware.terminals.caisse_ap.message_reader import MessageReader
from hardware.terminals.caisse_ap.messages import (
    NEEDED_IN_REQUEST,
    Action,
    Request,
    Till,
    parse_answer,
)
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.text_tlv import encode_fields

REQUEST = b"CZ0040300CJ012012345678901CA00201CE003978BA0010CD0010CB0041234"
# HiPay's example of a payment done, without the ticket.
DONE = (
    b"CZ0040320CJ012999999999999CA00201CB00512345CC00300BCD0010CE003978AC006184117AE00210"
    b"CG0071234567"
)
# HiPay's example of a request that the terminal did not understand.
NOT_DONE = b"CZ0040320CJ012999999999999AE00201AF00209CA00201CB00512345CD0010CE003978"


def read(*pieces: bytes) -> CaisseApAnswerReader:
    reader = CaisseApAnswerReader()
    for piece in pieces:
        reader.feed(piece)
    return reader


def test_a_request_is_built_as_a_real_till_builds_it() -> None:
    request = Request(Till("01", "012345678901", "978"), Action.DEBIT, Rial(1234))
    assert request.encode() == REQUEST


def test_that_request_is_read_and_written_the_same() -> None:
    reader = MessageReader(NEEDED_IN_REQUEST)
    reader.feed(REQUEST)
    (message,) = reader.messages
    assert encode_fields(message) == REQUEST
    assert reader.is_whole


def test_rials_are_asked_for_as_they_are() -> None:
    assert b"CE003364" in Request(Till(), Action.DEBIT, Rial(1_250_000)).encode()
    assert Request(Till(), Action.DEBIT, Rial(1_250_000)).encode().endswith(b"CB0071250000")


def test_an_amount_has_two_digits_at_least() -> None:
    assert Request(Till(), Action.CREDIT, Rial(5)).encode().endswith(b"CD0011CB00205")


def test_all_that_an_answer_tells_is_read() -> None:
    (answer,) = read(DONE).answers
    assert (answer.result, answer.detail, answer.amount) == ("10", None, "12345")
    assert (answer.currency, answer.till, answer.action) == ("978", "01", "0")
    assert (answer.rrn, answer.merchant_id, answer.pan) == ("184117", "1234567", None)


def test_a_refused_answer_says_why() -> None:
    (answer,) = read(NOT_DONE).answers
    assert (answer.result, answer.detail) == ("01", "09")


@pytest.mark.parametrize("told", [b"AA016411111######1111", b"AA0164111111111111111"])
def test_a_card_number_is_masked_at_once(told: bytes) -> None:
    (answer,) = read(DONE + told).answers
    assert answer.pan == MaskedPan("411111******1111")
    assert "411111111" not in repr(answer)
    assert "411111" not in answer.account


def test_fields_behind_the_result_belong_to_the_answer() -> None:
    reader = read(DONE, b"AI014A0000000421010")
    assert len(reader.answers) == 1
    assert reader.is_whole


def test_an_answer_has_not_come_without_its_result() -> None:
    reader = read(DONE[:-19])
    assert reader.answers == []
    assert not reader.is_whole


def test_a_second_answer_is_a_second_answer() -> None:
    assert len(read(DONE + DONE).answers) == 2


def test_a_second_answer_on_its_way_is_seen() -> None:
    reader = read(DONE + b"CZ0040320")
    assert len(reader.answers) == 1
    assert not reader.is_whole


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"AE00210", "version_first"),
        (b"CZ0040320CA00201CZ0040320AE00210", "cut_short"),
        (DONE + b"AE00201", "repeated"),
        (DONE + b"\r\n", "tag"),
        (b"CZ0040320AE0x210", "length_digits"),
        (b"cz0040320", "tag"),
        (DONE + b"AI002\xff\xff", "not_ascii"),
    ],
)
def test_a_wrong_answer_is_refused_with_a_reason(answer: bytes, reason: str) -> None:
    with pytest.raises(MalformedFrame) as refusal:
        read(answer)
    assert refusal.value.reason == reason


def test_an_answer_without_a_result_is_refused() -> None:
    with pytest.raises(MalformedFrame) as refusal:
        parse_answer(())
    assert refusal.value.reason == "no_result"


@given(st.integers(1, 20))
def test_an_answer_is_read_however_it_is_split(step: int) -> None:
    pieces = [DONE[at : at + step] for at in range(0, len(DONE), step)]
    assert read(*pieces).answers == read(DONE).answers


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_are_read_or_refused(pieces: list[bytes]) -> None:
    reader = CaisseApAnswerReader()
    for piece in pieces:
        with contextlib.suppress(MalformedFrame):
            reader.feed(piece)
    assert reader.answers == [] or b"AE" in b"".join(pieces)


@given(st.integers(0, len(DONE) - 1), st.integers(0, 255))
def test_one_wrong_byte_never_makes_a_second_answer(place: int, byte: int) -> None:
    """It is refused, or incomplete, or tells what the bytes now say."""
    bent = DONE[:place] + bytes((byte,)) + DONE[place + 1 :]
    reader = CaisseApAnswerReader()
    with contextlib.suppress(MalformedFrame):
        reader.feed(bent)
    assert len(reader.answers) <= 1
    assert all(f"{answer.amount}".encode() in bent for answer in reader.answers if answer.amount)
