"""Lines and quoted words, as RFC 9271 writes them; anything else is refused, never a crash."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.cabinet.looking import CannotTell
from hardware.cabinet.nut.protocol import LineReader, quoted, refusal, words
from hardware.reasons import Reason


def test_a_line_is_whole_however_it_is_cut() -> None:
    sent = b'VAR ups ups.status "OL CHRG"\r\nEND LIST VAR ups\n'
    reader = LineReader()
    lines = [line for byte in sent for line in reader.feed(bytes([byte]))]
    assert lines == LineReader().feed(sent) == ['VAR ups ups.status "OL CHRG"', "END LIST VAR ups"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('VAR ups ups.status "OL CHRG"', ["VAR", "ups", "ups.status", "OL CHRG"]),
        ('VAR ups ups.alarm ""', ["VAR", "ups", "ups.alarm", ""]),
        (r'VAR ups model "19\" \\ rack"', ["VAR", "ups", "model", '19" \\ rack']),
        ("  BEGIN   LIST  ", ["BEGIN", "LIST"]),
        ("", []),
    ],
)
def test_words_are_unquoted(line: str, found: list[str]) -> None:
    assert words(line) == found


@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))
def test_what_is_quoted_comes_back(value: str) -> None:
    assert words(f"VAR ups model {quoted(value)}") == ["VAR", "ups", "model", value]


def test_a_quote_without_an_end_is_refused() -> None:
    with pytest.raises(CannotTell):
        words('VAR ups model "half')


def test_a_line_without_an_end_does_not_fill_memory() -> None:
    reader = LineReader()
    with pytest.raises(CannotTell) as failure:
        for _ in range(100):
            reader.feed(b"x" * 100)
    assert failure.value.reason is Reason.UNREADABLE


@given(st.lists(st.binary()))
def test_any_bytes_are_lines_or_refused(pieces: list[bytes]) -> None:
    reader = LineReader()
    for piece in pieces:
        with contextlib.suppress(CannotTell):
            for line in reader.feed(piece):
                assert all(isinstance(word, str) for word in words(line))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("DATA-STALE", Reason.NO_ANSWER),
        ("DRIVER-NOT-CONNECTED", Reason.SERVICE_DOWN),
        ("UNKNOWN-UPS", Reason.UNPLUGGED),
        ("ACCESS-DENIED", Reason.NO_PERMISSION),
        ("SOMETHING-NEWER", Reason.UNREADABLE),
    ],
)
def test_each_refusal_has_its_reason_and_a_next_step(code: str, reason: Reason) -> None:
    found = refusal(["ERR", code])
    assert found is not None
    assert found.reason is reason
    assert found.next_step
    assert refusal(["VAR", "ups", code, ""]) is None
