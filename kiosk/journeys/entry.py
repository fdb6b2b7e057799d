"""Typing or scanning a bill id and a payment id.

Pure. Digits are kept in ASCII as typed; the screen shows them Persian and grouped.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from contract.errors import InvalidValue
from contract.values import BillId, BillPair, PaymentId, normalise_digits
from kiosk.journeys.bill import Refusal, RefusalReason

MOST_DIGITS = 13


class EntryField(StrEnum):
    BILL = "bill_id"
    PAYMENT = "payment_id"


class EntryError(StrEnum):
    """What is wrong with a field; each has its own sentence."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    WRONG_DIGIT = "wrong_digit"
    OTHER_BILL = "other_bill"
    ZERO_AMOUNT = "zero_amount"


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What stands on the entry screen."""

    bill: str = ""
    payment: str = ""
    active: EntryField = EntryField.BILL
    bill_error: EntryError | None = None
    payment_error: EntryError | None = None


def type_digit(form: EntryForm, digit: str) -> EntryForm:
    """One key of the pad, in any script. More than 13 digits, or no digit: unchanged."""
    ascii_digit = normalise_digits(digit)
    if len(ascii_digit) != 1 or ascii_digit not in "0123456789":
        return form
    value = _value(form)
    return form if len(value) >= MOST_DIGITS else _with_value(form, value + ascii_digit)


def erase(form: EntryForm) -> EntryForm:
    """Takes the last digit; at an empty payment id goes back to the bill id."""
    value = _value(form)
    if not value and form.active is EntryField.PAYMENT:
        return replace(form, active=EntryField.BILL)
    return _with_value(form, value[:-1])


def clear(form: EntryForm) -> EntryForm:
    return _with_value(form, "")


def choose(form: EntryForm, field: EntryField) -> EntryForm:
    return replace(form, active=field)


def submit(form: EntryForm) -> EntryForm | BillPair:
    """The checked pair, or the form with what is wrong and the field to correct active."""
    try:
        bill = BillId.parse(form.bill)
    except InvalidValue as error:
        return replace(form, active=EntryField.BILL, bill_error=_error_of(form.bill, error))
    if not form.payment and form.active is EntryField.BILL:
        return replace(form, active=EntryField.PAYMENT, bill_error=None)
    try:
        return BillPair.of(bill, PaymentId.parse(form.payment))
    except InvalidValue as error:
        return replace(
            form,
            active=EntryField.PAYMENT,
            bill_error=None,
            payment_error=_error_of(form.payment, error),
        )


def read_barcode(scanned: str) -> BillPair | Refusal:
    """The pair on a scanned barcode, or why it can't be used."""
    try:
        return BillPair.parse_barcode(scanned)
    except InvalidValue as error:
        match error.reason:
            case "check_digit":
                return Refusal(RefusalReason.SCANNED_MISREAD)
            case "mismatch":
                return Refusal(RefusalReason.SCANNED_MISMATCH)
            case "zero_amount":
                return Refusal(RefusalReason.ZERO_AMOUNT)
            case _:
                return Refusal(RefusalReason.NOT_A_BARCODE)


def _error_of(typed: str, error: InvalidValue) -> EntryError:
    if not typed:
        return EntryError.EMPTY
    match error.reason:
        case "length" | "not_digits":
            return EntryError.TOO_SHORT
        case "mismatch":
            return EntryError.OTHER_BILL
        case "zero_amount":
            return EntryError.ZERO_AMOUNT
        case _:
            return EntryError.WRONG_DIGIT


def _value(form: EntryForm) -> str:
    match form.active:
        case EntryField.BILL:
            return form.bill
        case EntryField.PAYMENT:
            return form.payment
        case _:
            assert_never(form.active)


def _with_value(form: EntryForm, value: str) -> EntryForm:
    """A corrected field is no longer called wrong."""
    match form.active:
        case EntryField.BILL:
            return replace(form, bill=value, bill_error=None, payment_error=None)
        case EntryField.PAYMENT:
            return replace(form, payment=value, payment_error=None)
        case _:
            assert_never(form.active)
