"""A technician's code: made at random, proved by a verifier that does not tell it."""

import datetime as dt

import pytest

from contract.errors import InvalidValue
from contract.technician import (
    CODE_DIGITS,
    MOST_TECHNICIANS,
    CodeRefusal,
    Verifier,
    accept_number,
    check_code,
    new_code,
    parse_verifiers,
    verifier_of,
    verifiers_text,
)

TODAY = dt.date(2026, 11, 27)
NOW_MS = int(dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC).timestamp() * 1000)
DAY_MS = 86_400_000


def test_codes_are_twelve_digits_behind_the_number_and_no_two_alike() -> None:
    codes = {new_code("07") for _ in range(200)}
    assert len(codes) == 200
    assert {(len(code), code[:2], code.isdigit()) for code in codes} == {(CODE_DIGITS, "07", True)}


def test_two_verifiers_of_one_code_differ_and_neither_holds_it() -> None:
    code = new_code("12")
    first, second = (verifier_of(code, TODAY, 30) for _ in range(2))
    assert first.hash != second.hash
    assert code[2:] not in first.text
    assert first.hash not in repr(first)
    assert first.proves(code)
    assert second.proves(code)


def test_a_code_counts_on_its_last_day_and_not_on_the_next() -> None:
    code = new_code("12")
    known = (verifier_of(code, TODAY, 1),)
    assert check_code(code, known, NOW_MS) == "12"
    assert check_code(code, known, NOW_MS + DAY_MS) is CodeRefusal.EXPIRED


def test_a_code_under_another_number_is_wrong_and_so_is_any_without_verifiers() -> None:
    code = new_code("12")
    known = (verifier_of(code, TODAY, 30), verifier_of(new_code("17"), TODAY, 30))
    assert check_code("17" + code[2:], known, NOW_MS) is CodeRefusal.WRONG
    assert check_code("18" + code[2:], known, NOW_MS) is CodeRefusal.WRONG
    assert check_code(code, (), NOW_MS) is CodeRefusal.WRONG


def test_verifiers_travel_as_one_text() -> None:
    known = tuple(Verifier(f"{n:02}", TODAY, f"$argon2id$v=19${n}") for n in range(3))
    assert parse_verifiers(verifiers_text(known)) == known
    assert parse_verifiers("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "121234567890",
        "12/2026-11-27/plain",
        "12/someday/$argon2id$x",
        "1/2026-11-27/$argon2id$x",
        "12/2026-11-27/$argon2id$x 12/2026-11-28/$argon2id$y",
        " ".join(f"{n:02}/2026-11-27/$argon2id$x" for n in range(MOST_TECHNICIANS + 1)),
        "12/2026-11-27/$argon2id$" + "x" * 200,
    ],
)
def test_what_is_no_list_of_verifiers_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        parse_verifiers(text)


def test_numbers_are_two_digits_in_any_script() -> None:
    assert accept_number("۰۷") == "07"
    for typed in ("7", "123", "ab", ""):
        with pytest.raises(InvalidValue):
            accept_number(typed)
