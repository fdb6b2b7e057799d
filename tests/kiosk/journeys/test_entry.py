"""Typing and scanning."""

import pytest

from kiosk.journeys import entry
from kiosk.journeys.bill import Refusal, RefusalReason
from kiosk.journeys.entry import EntryError, EntryField, EntryForm
from tests.kiosk.journeys.samples import PAIR


def typed(text: str, form: EntryForm | None = None) -> EntryForm:
    form = form or EntryForm()
    for digit in text:
        form = entry.type_digit(form, digit)
    return form


@pytest.mark.parametrize("text", ["1000012726167", "۱۰۰۰۰۱۲۷۲۶۱۶۷", "١٠٠٠٠١٢٧٢٦١٦٧"])
def test_digits_of_any_script_are_taken(text: str) -> None:
    assert typed(text).bill == "1000012726167"


@pytest.mark.parametrize("key", ["", "a", "12", " ", "-"])
def test_what_is_no_digit_changes_nothing(key: str) -> None:
    assert entry.type_digit(EntryForm("1"), key) == EntryForm("1")


def test_no_more_than_thirteen_digits() -> None:
    assert typed("1" * 20).bill == "1" * 13


def test_the_checked_bill_id_leads_to_the_payment_id_and_that_to_the_pair() -> None:
    form = entry.submit(typed("1000012726167"))
    assert isinstance(form, EntryForm)
    assert form.active is EntryField.PAYMENT
    assert entry.submit(typed("125050196", form)) == PAIR


def test_leading_zeros_make_no_difference() -> None:
    form = EntryForm("1000012726167", "0000125050196", EntryField.PAYMENT)
    assert entry.submit(form) == PAIR


@pytest.mark.parametrize(
    ("bill", "error"),
    [
        ("", EntryError.EMPTY),
        ("12345", EntryError.TOO_SHORT),
        ("1000012726168", EntryError.WRONG_DIGIT),
    ],
)
def test_a_wrong_bill_id_says_what_is_wrong(bill: str, error: EntryError) -> None:
    form = entry.submit(EntryForm(bill))
    assert isinstance(form, EntryForm)
    assert (form.active, form.bill_error) == (EntryField.BILL, error)


@pytest.mark.parametrize(
    ("payment", "error"),
    [
        ("", EntryError.EMPTY),
        ("125", EntryError.TOO_SHORT),
        ("125050186", EntryError.WRONG_DIGIT),
        ("125050197", EntryError.OTHER_BILL),
        ("487050149", EntryError.OTHER_BILL),
    ],
)
def test_a_wrong_payment_id_says_what_is_wrong(payment: str, error: EntryError) -> None:
    form = entry.submit(EntryForm("1000012726167", payment, EntryField.PAYMENT))
    assert isinstance(form, EntryForm)
    assert (form.active, form.payment_error) == (EntryField.PAYMENT, error)


def test_a_corrected_digit_takes_the_error_away() -> None:
    wrong = entry.submit(EntryForm("1000012726168"))
    assert isinstance(wrong, EntryForm)
    assert entry.erase(wrong).bill_error is None
    assert entry.erase(wrong).bill == "100001272616"


def test_erasing_an_empty_payment_id_goes_back_to_the_bill_id() -> None:
    form = EntryForm("1000012726167", "", EntryField.PAYMENT)
    assert entry.erase(form).active is EntryField.BILL


def test_clear_empties_the_active_field_only() -> None:
    form = EntryForm("1000012726167", "1250", EntryField.PAYMENT)
    assert entry.clear(form) == EntryForm("1000012726167", "", EntryField.PAYMENT)


def test_the_barcode_of_a_bill_is_read_whole() -> None:
    assert entry.read_barcode("10000127261670000125050196") == PAIR


@pytest.mark.parametrize(
    ("scanned", "reason"),
    [
        ("https://example.org", RefusalReason.NOT_A_BARCODE),
        ("6260100000017", RefusalReason.NOT_A_BARCODE),
        ("10000127261680000125050196", RefusalReason.SCANNED_MISREAD),
        ("10002348261600000125050196", RefusalReason.SCANNED_MISMATCH),
    ],
)
def test_a_barcode_that_is_no_bill_says_so(scanned: str, reason: RefusalReason) -> None:
    assert entry.read_barcode(scanned) == Refusal(reason)
