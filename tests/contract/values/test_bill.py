"""Vectors are real pairs from public pages and pairs computed by the published rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import InvalidValue
from contract.values import BillId, BillPair, PaymentId, Rial, make_bill_id, make_payment_id

REAL_PAIRS = [
    ("1064348103115", "97570237"),
    ("9403272004129", "95570163"),
    ("7748317800142", "1770160"),
    ("2050327604613", "1070189"),
    ("1117753200140", "12070160"),
    ("9985235404124", "880000568"),
]
MUNICIPAL = [
    ("1000012726167", "125050196", 1_250_000, "10000127261670000125050196"),
    ("1000234826160", "487050149", 4_870_000, "10002348261600000487050149"),
    ("200451926267", "12541207", 125_000, "02004519262670000012541207"),
    ("9000001826967", "25000050100", 250_000_000, "90000018269670025000050100"),
]


@pytest.mark.parametrize(("bill", "payment"), REAL_PAIRS)
def test_real_pairs_belong_together(bill: str, payment: str) -> None:
    assert BillPair.of(BillId.parse(bill), PaymentId.parse(payment)).bill.text == bill


@pytest.mark.parametrize(("bill", "payment", "rials", "barcode"), MUNICIPAL)
def test_municipal_bills_decode_amount_and_barcode(
    bill: str, payment: str, rials: int, barcode: str
) -> None:
    pair = BillPair.parse_barcode(barcode)
    assert (pair.bill.text, pair.payment.text) == (bill, payment)
    assert pair.amount == Rial(rials)
    assert pair.bill.service == 6
    assert pair.barcode() == barcode


def test_the_printed_barcode_of_another_field_note_is_read() -> None:
    assert BillPair.parse_barcode("11177532001400000012070160").amount == Rial(120_000)


@pytest.mark.parametrize(
    "typed", ["۱۰۰۰۰۱۲۷۲۶۱۶۷", "١٠٠٠٠١٢٧٢٦١٦٧", "1000 0127-26167", "1000\u200c012726167"]
)
def test_ids_are_accepted_as_people_type_them(typed: str) -> None:
    assert BillId.parse(typed) == BillId("1000012726167")


def test_leading_zeros_do_not_make_another_bill() -> None:
    assert BillId.parse("0200451926267") == BillId.parse("200451926267")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("1000012726168", "check_digit"), ("12345", "length"), ("10000x2726167", "not_digits")],
)
def test_wrong_bill_ids_say_why(typed: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        BillId.parse(typed)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("bill", "payment"), [("1000012726167", "125050197"), ("1000234826160", "125050196")]
)
def test_a_payment_id_of_another_bill_is_a_mismatch(bill: str, payment: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        BillPair.of(BillId.parse(bill), PaymentId.parse(payment))
    assert refused.value.reason == "mismatch"


@given(
    file_number=st.integers(1, 99_999_999),
    organisation=st.integers(0, 999),
    units=st.integers(1, 99_999_999),
    year=st.integers(0, 9),
    period=st.integers(0, 99),
)
def test_every_issued_pair_survives_its_barcode(
    file_number: int, organisation: int, units: int, year: int, period: int
) -> None:
    bill = make_bill_id(file_number, f"{organisation:03d}", 6)
    payment = make_payment_id(bill, Rial(units * 1000), year, period)
    pair = BillPair.parse_barcode(BillPair.of(bill, payment).barcode())
    assert pair.amount == Rial(units * 1000)
    assert (pair.payment.year_digit, pair.payment.period) == (year, period)
    assert pair.bill.file_number == str(file_number)


@given(digits=st.sampled_from(MUNICIPAL), place=st.integers(0, 11), wrong=st.integers(1, 9))
def test_a_single_wrong_digit_never_changes_the_amount_unseen(
    digits: tuple[str, str, int, str], place: int, wrong: int
) -> None:
    bill = digits[0]
    place %= len(bill)
    changed = bill[:place] + str((int(bill[place]) + wrong) % 10) + bill[place + 1 :]
    try:
        pair = BillPair.of(BillId.parse(changed), PaymentId.parse(digits[1]))
    except InvalidValue:
        return
    # Remainders 0 and 1 share a digit, so a few slip through: the amount is still as typed.
    assert pair.amount == Rial(digits[2])


@pytest.mark.parametrize("rials", [0, 999, 1_500, 100_000_000_000])
def test_amounts_that_no_payment_id_can_carry_are_refused(rials: int) -> None:
    bill = make_bill_id(1, "261", 6)
    with pytest.raises(InvalidValue) as refused:
        make_payment_id(bill, Rial(rials), 5, 1)
    assert refused.value.reason == "amount"
