"""Typing what only the one who paid knows."""

from contract.values import Rial
from kiosk.journeys.receipts.search import (
    SearchError,
    SearchField,
    SearchForm,
    Wanted,
    choose,
    clear,
    erase,
    submit,
    type_digit,
)


def typed(digits: str, form: SearchForm | None = None) -> SearchForm:
    form = form or SearchForm()
    for digit in digits:
        form = type_digit(form, digit)
    return form


def test_the_fourth_digit_of_the_card_leads_on_to_the_amount() -> None:
    form = typed("۰۰۱۴1250000")
    assert (form.card, form.amount, form.active) == ("0014", "1250000", SearchField.AMOUNT)
    assert submit(form) == Wanted("0014", Rial(1_250_000))


def test_what_is_missing_is_named_and_made_active() -> None:
    short = submit(typed("12"))
    assert isinstance(short, SearchForm)
    assert (short.active, short.card_error) == (SearchField.CARD, SearchError.CARD_TOO_SHORT)
    empty = submit(typed("1234"))
    assert isinstance(empty, SearchForm)
    assert (empty.active, empty.amount_error) == (SearchField.AMOUNT, SearchError.AMOUNT_EMPTY)
    assert typed("5", empty).amount_error is None


def test_no_more_digits_are_taken_than_there_can_be() -> None:
    assert typed("9" * 30).amount == "9" * 13
    full = choose(typed("1234"), SearchField.CARD)
    assert typed("5", full) == full
    assert typed("x", full) == full


def test_an_amount_does_not_begin_with_zero() -> None:
    assert typed("123400500").amount == "500"


def test_erasing_an_empty_amount_goes_back_to_the_card() -> None:
    form = erase(typed("1234"))
    assert (form.card, form.active) == ("123", SearchField.CARD)
    assert erase(typed("12345")).amount == ""
    assert clear(typed("12345")).amount == ""
    assert clear(choose(typed("12345"), SearchField.CARD)).card == ""
