"""What somebody must know to get a receipt again: the card's last four digits and the amount.

Pure. Digits are kept in ASCII as typed.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from contract.values import Rial, normalise_digits

CARD_DIGITS = 4
MOST_AMOUNT_DIGITS = 13


class SearchField(StrEnum):
    CARD = "card"
    AMOUNT = "amount"


class SearchError(StrEnum):
    """What is wrong with a field; each has its own sentence."""

    CARD_TOO_SHORT = "card_too_short"
    AMOUNT_EMPTY = "amount_empty"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The payment somebody says was theirs."""

    last_four: str
    amount: Rial


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What stands on the screen."""

    card: str = ""
    amount: str = ""
    active: SearchField = SearchField.CARD
    card_error: SearchError | None = None
    amount_error: SearchError | None = None


def type_digit(form: SearchForm, digit: str) -> SearchForm:
    """One key, in any script. The fourth digit of the card leads on to the amount."""
    typed = normalise_digits(digit)
    if len(typed) != 1 or typed not in "0123456789":
        return form
    if form.active is SearchField.CARD:
        if len(form.card) >= CARD_DIGITS:
            return form
        card = form.card + typed
        full = len(card) == CARD_DIGITS
        active = SearchField.AMOUNT if full else SearchField.CARD
        return replace(form, card=card, active=active, card_error=None)
    if len(form.amount) >= MOST_AMOUNT_DIGITS:
        return form
    return replace(form, amount=(form.amount + typed).lstrip("0"), amount_error=None)


def erase(form: SearchForm) -> SearchForm:
    """Takes the last digit; at an empty amount goes back to the card."""
    if form.active is SearchField.AMOUNT and form.amount:
        return replace(form, amount=form.amount[:-1], amount_error=None)
    return replace(form, card=form.card[:-1], active=SearchField.CARD, card_error=None)


def clear(form: SearchForm) -> SearchForm:
    if form.active is SearchField.AMOUNT:
        return replace(form, amount="", amount_error=None)
    return replace(form, card="", card_error=None)


def choose(form: SearchForm, field: SearchField) -> SearchForm:
    return replace(form, active=field)


def submit(form: SearchForm) -> SearchForm | Wanted:
    """What is wanted, or the form with what is missing and that field active."""
    if len(form.card) != CARD_DIGITS:
        error = SearchError.CARD_TOO_SHORT
        return replace(form, active=SearchField.CARD, card_error=error)
    if not form.amount:
        return replace(form, active=SearchField.AMOUNT, amount_error=SearchError.AMOUNT_EMPTY)
    return Wanted(form.card, Rial(int(form.amount)))
