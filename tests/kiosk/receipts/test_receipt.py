"""What stands on paper, and that its code proves it."""

from dataclasses import replace as dataclass_replace

import pytest
import zxingcpp
from msgspec.structs import replace
from nacl.signing import SigningKey

from contract.hello import BadMessage
from contract.place import Place
from contract.receipt_record import (
    ReceiptRecord,
    decode_receipt_record,
    encode_receipt_record,
)
from contract.signature import BadSignature, key_id
from contract.values import strip_isolates
from hardware.paper import Amount, Bar, Note, PaperWidth, QrBlock, Row, Title, render
from hardware.printers.dots import begins_with
from hardware.printers.escpos.language import EscPos
from kiosk.journeys.bill import Quote
from kiosk.journeys.money import Inquiry, Paid, Payment, Unsettled
from kiosk.receipts import Edition, ReceiptOffice
from tests.kiosk.journeys.samples import NOW_MS, PAIR, TWO, approval, payment, ticket

KEY = SigningKey(b"k" * 32)
PLACE = Place(
    city="qazvin",
    city_name="قزوین",
    district=2,
    office="khayyam",
    office_name="خیام",
    number=1,
)
OFFICE = ReceiptOffice(PLACE, "137", KEY)
PAYMENT = payment()
PAID = Paid(approval(PAYMENT))
UNSETTLED = Unsettled("timeout")


def decoded(text: str) -> ReceiptRecord:
    own = key_id(bytes(KEY.verify_key))
    return decode_receipt_record(text, {own: KEY.verify_key}.get)


def labels(result: Paid | Unsettled, of: Payment = PAYMENT) -> list[str]:
    page = OFFICE.page(of, result, NOW_MS)
    return [row.label for row in page.rows if isinstance(row, Row)]


def test_the_lines_stand_in_the_order_the_city_has_fixed() -> None:
    rows = OFFICE.page(PAYMENT, PAID, NOW_MS).rows
    assert isinstance(rows[0], Title)
    assert rows[1] == Bar("پرداخت موفق")
    assert labels(PAID) == [
        "بابت",
        "تاریخ",
        "کد نوسازی",
        "مالک",
        "شناسهٔ قبض",
        "شناسهٔ پرداخت",
        "عوارض سال",
        "تخفیف",
        "کارت",
        "شمارهٔ مرجع",
        "شمارهٔ پیگیری بانک",
        "پایانه",
    ]
    assert [type(row) for row in rows[-2:]] == [QrBlock, Note]


def test_several_bills_are_listed_with_id_and_amount_and_the_code_carries_all() -> None:
    both = Payment(ticket(), TWO.quotes, Inquiry.POSSIBLE)
    paid = Paid(approval(both))
    rows = OFFICE.page(both, paid, NOW_MS).rows
    lines = [(row.label, strip_isolates(row.value)) for row in rows if isinstance(row, Row)]
    assert lines[0] == ("بابت", "۲ قبض")
    assert lines[2:6] == [
        ("عوارض نوسازی، سال ۱۴۰۵", "۱٬۲۵۰٬۰۰۰ ریال"),
        ("شناسهٔ قبض", "۱۰۰۰۰۱۲۷۲۶۱۶۷"),
        ("قبض شهرداری", "۴٬۸۷۰٬۰۰۰ ریال"),
        ("شناسهٔ قبض", "۱۰۰۰۲۳۴۸۲۶۱۶۰"),
    ]
    record = decoded(OFFICE.code(both, paid, NOW_MS))
    assert [bill.amount for bill in record.bills] == [1_250_000, 4_870_000]
    assert record.amount == TWO.total.amount


def test_a_copy_says_so_across_the_bar_before_anything_else() -> None:
    first = OFFICE.page(PAYMENT, PAID, NOW_MS).rows
    copy = OFFICE.page(PAYMENT, PAID, NOW_MS, edition=Edition.COPY).rows
    assert isinstance(copy[1], Bar)
    assert "نسخهٔ دوم" in copy[1].text
    assert copy[1].inverted
    assert (copy[0], *copy[2:]) == first
    assert "نسخهٔ دوم" not in str(first)


@pytest.mark.parametrize("columns", list(PaperWidth))
def test_every_paper_begins_with_the_letterhead_dot_for_dot(columns: PaperWidth) -> None:
    letterhead = OFFICE.letterhead(columns)
    for result in (PAID, UNSETTLED):
        image = render(OFFICE.page(PAYMENT, result, NOW_MS, columns))
        assert begins_with(image, letterhead)


@pytest.mark.parametrize("columns", list(PaperWidth))
def test_a_receipt_takes_at_most_two_fifths_of_its_dots_bytes(columns: PaperWidth) -> None:
    """On a printer that keeps the letterhead; see `pishkhan bench paper`."""
    image = render(OFFICE.page(PAYMENT, PAID, NOW_MS, columns))
    bands = EscPos(columns).bands(image, OFFICE.letterhead(columns), exact=True)
    assert sum(len(band) for band in bands) <= 0.4 * columns / 8 * image.height


def test_the_amount_stands_in_figures_and_in_words() -> None:
    rows = OFFICE.page(PAYMENT, PAID, NOW_MS).rows
    amount = next(row for row in rows if isinstance(row, Amount))
    assert "۱٬۲۵۰٬۰۰۰" in amount.value
    assert "یک میلیون و دویست و پنجاه هزار" in amount.words


def test_an_unknown_payment_never_looks_like_a_receipt() -> None:
    rows = OFFICE.page(PAYMENT, UNSETTLED, NOW_MS).rows
    bar = next(row for row in rows if isinstance(row, Bar))
    assert "دوباره پرداخت نکنید" in bar.text
    assert "پرداخت موفق" not in str(rows)
    assert not {"کارت", "شمارهٔ مرجع", "پایانه"} & set(labels(UNSETTLED))


def test_an_unverified_bill_names_no_owner() -> None:
    unverified = Payment(ticket(), (Quote(PAIR),), Inquiry.POSSIBLE)
    assert not {"مالک", "کد نوسازی"} & set(labels(PAID, unverified))


def test_no_whole_card_number_is_on_paper() -> None:
    page = OFFICE.page(PAYMENT, PAID, NOW_MS)
    assert "۶۰۳۷۹۹******۰۰۱۴" in str(page)


@pytest.mark.parametrize("result", [PAID, UNSETTLED])
@pytest.mark.parametrize("columns", list(PaperWidth))
def test_the_printed_code_is_read_back_from_the_dots_and_its_signature_holds(
    result: Paid | Unsettled, columns: PaperWidth
) -> None:
    image = render(OFFICE.page(PAYMENT, result, NOW_MS, columns))
    (barcode,) = zxingcpp.read_barcodes(image.convert("L"))
    record = decoded(barcode.text)
    assert record == OFFICE.record(PAYMENT, result, NOW_MS)
    assert record.amount == 1_250_000
    assert record.outcome == ("paid" if isinstance(result, Paid) else "unknown")


def test_the_code_holds_neither_name_nor_address_nor_card() -> None:
    text = repr(OFFICE.record(PAYMENT, PAID, NOW_MS))
    assert "رحیمی" not in text
    assert "0014" not in text


def test_a_record_signed_by_a_stranger_is_refused() -> None:
    rows = OFFICE.page(PAYMENT, PAID, NOW_MS).rows
    code = next(row for row in rows if isinstance(row, QrBlock))
    with pytest.raises(BadSignature):
        decode_receipt_record(code.data, lambda _: None)


@pytest.mark.parametrize(
    "scanned",
    [
        "",
        "https://example.org/",
        "PISHKHAN1:",
        "PISHKHAN1:not base32!",
        "PISHKHAN1:" + "A" * 64,
        "PISHKHAN1:" + "A" * 10_000,
    ],
)
def test_a_code_that_is_no_receipt_is_refused_with_what_to_do(scanned: str) -> None:
    with pytest.raises((BadMessage, BadSignature)) as refused:
        decoded(scanned)
    assert refused.value.next_step


def test_with_a_public_address_the_code_opens_the_citys_page() -> None:
    office = dataclass_replace(OFFICE, public_url="https://kiosk.example")
    rows = office.page(PAYMENT, PAID, NOW_MS).rows
    code = next(row for row in rows if isinstance(row, QrBlock))
    assert code.data.startswith("HTTPS://KIOSK.EXAMPLE/R/")
    assert decoded(code.data) == OFFICE.record(PAYMENT, PAID, NOW_MS)


def test_a_changed_amount_breaks_the_proof() -> None:
    record = OFFICE.record(PAYMENT, PAID, NOW_MS)
    less = replace(record, bills=(replace(record.bills[0], amount=1),))
    forged = encode_receipt_record(less, SigningKey(b"x" * 32), None)
    with pytest.raises(BadSignature):
        decoded(forged)
