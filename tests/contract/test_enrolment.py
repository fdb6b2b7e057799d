"""Claim codes and the proofs in enrolment messages."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.enrolment import (
    Authenticated,
    CertificateAnswer,
    ClaimCode,
    TrustAnswer,
    UnprovenAnswer,
    ask_certificate,
    ask_trust,
    authenticate,
    certificate_question_holds,
    hub_in_qr_text,
    open_authenticated,
    trust_question_holds,
)
from contract.errors import InvalidValue
from contract.place import Place

CODE = ClaimCode(bytes(range(16)))
NONCE = b"n" * 16
TRUST = TrustAnswer(
    nonce=NONCE, city="qazvin", city_name="قزوین", root=b"root", trust=b"list", hub_time_ms=1
)


@given(st.binary(min_size=16, max_size=16))
def test_every_code_is_read_as_it_is_printed(secret: bytes) -> None:
    code = ClaimCode(secret)
    assert ClaimCode.parse(code.text) == code
    assert len(code.text) == len("PKH") + 7 * len("-XXXX")


def test_the_printed_form_of_a_code_never_changes() -> None:
    assert CODE.text == "PKH-000G-40R4-0M30-E209-185G-R38E-1XX0"
    assert CODE.claim_id.hex() == "ecc31a40ddf315e7a3680965c8be4dd4"


@pytest.mark.parametrize(
    "typed",
    [
        CODE.text.lower(),
        CODE.text.replace("-", " "),
        CODE.text.replace("-", "").removeprefix("PKH"),
        CODE.text.replace("0", "O").replace("1", "l"),
        CODE.text.replace("0", "۰").replace("4", "۴"),
        f"  {CODE.text}\n",
        CODE.qr_text("https://hub.example:8443"),
    ],
)
def test_a_code_is_read_however_a_person_types_it(typed: str) -> None:
    assert ClaimCode.parse(typed) == CODE


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "length"),
        (CODE.text[:-1], "length"),
        (CODE.text + "0", "length"),
        (CODE.text[:-1] + "U", "letter"),
        (CODE.text[:-1] + "T", "check_digit"),
        ("PKH-000G-40R4-0M30-E209-185G-3R8E-1XX0", "check_digit"),
    ],
)
def test_a_mistyped_code_says_what_is_wrong_with_it(typed: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        ClaimCode.parse(typed)
    assert refused.value.reason == reason


def test_the_qr_text_holds_the_hubs_address() -> None:
    assert hub_in_qr_text(CODE.qr_text("https://hub.example:8443")) == "https://hub.example:8443"
    assert hub_in_qr_text(CODE.text) is None


def test_neither_the_claims_name_nor_its_key_tells_the_secret() -> None:
    assert CODE.secret not in CODE.claim_id + CODE.mac_key
    assert CODE.claim_id != CODE.mac_key[:16]


def test_a_question_holds_under_the_claims_key_alone() -> None:
    question = ask_trust(CODE, NONCE)
    assert trust_question_holds(question, CODE.mac_key)
    assert not trust_question_holds(question, ClaimCode.new().mac_key)


def test_a_certificate_question_cannot_be_changed_on_the_way() -> None:
    question = ask_certificate(CODE, NONCE, b"request", b"public", b"proof")
    assert certificate_question_holds(question, CODE.mac_key)
    moved = ask_certificate(CODE, NONCE, b"requestp", b"ublic", b"proof")
    assert moved.proof != question.proof


def test_an_answer_is_believed_only_from_who_knows_the_claim() -> None:
    data = msgspec.msgpack.encode(authenticate(TRUST, CODE.mac_key))
    assert open_authenticated(data, TrustAnswer, CODE.mac_key, NONCE) == TRUST
    with pytest.raises(UnprovenAnswer):
        open_authenticated(data, TrustAnswer, ClaimCode.new().mac_key, NONCE)
    with pytest.raises(UnprovenAnswer):
        open_authenticated(data, TrustAnswer, CODE.mac_key, b"m" * 16)
    forged = msgspec.msgpack.encode(Authenticated(data, b"x" * 32))
    with pytest.raises(UnprovenAnswer):
        open_authenticated(forged, TrustAnswer, CODE.mac_key, NONCE)
    too_deep = b"\x81\xa1x" + b"\x91" * 50_000 + b"\xc0"
    for content in (b"<html>", too_deep):
        with pytest.raises(UnprovenAnswer):
            open_authenticated(content, TrustAnswer, CODE.mac_key, NONCE)


def test_an_answer_to_one_question_is_none_to_the_other() -> None:
    place = Place(
        city="qazvin", city_name="قزوین", district=2, office="x", office_name="خیام", number=1
    )
    answer = CertificateAnswer(
        nonce=NONCE,
        city="qazvin",
        device="k-1",
        place=place,
        chain=b"",
        device_url="",
        broker_host="",
        broker_port=1,
        tracking_prefixes=[],
        enrolled_ms=0,
    )
    data = msgspec.msgpack.encode(authenticate(answer, CODE.mac_key))
    with pytest.raises(UnprovenAnswer):
        open_authenticated(data, TrustAnswer, CODE.mac_key, NONCE)
