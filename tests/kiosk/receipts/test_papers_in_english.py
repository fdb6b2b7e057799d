"""What a visitor who used the kiosk in English takes home, and what of it clerks can read."""

import re
from dataclasses import replace

import pytest
import zxingcpp
from msgspec.structs import replace as changed
from PIL import Image, ImageChops

from contract.values import FSI, LRI, PDI, strip_isolates
from hardware.paper import Amount, Bar, Direction, Note, Page, PaperWidth, Row, Title, render
from kiosk.journeys.bill import Quote
from kiosk.journeys.money import Inquiry, Paid, Payment, Unsettled
from kiosk.receipts import Edition
from tests.kiosk.journeys.samples import (
    NOW_MS,
    OTHER_QUOTE,
    PAIR,
    QUOTE,
    RECORD,
    TWO,
    approval,
    ticket,
)
from tests.kiosk.receipts.test_receipt import OFFICE, PAID, PAYMENT, UNSETTLED, decoded

ENGLISH = replace(OFFICE, city_en="Qazvin", office_en="Khayyam")
TITLED = Quote(PAIR, changed(RECORD, title_en="Renovation levy, 1405"), 7)
"""A bill that the city has named in English too."""
PERSIAN_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")


def in_english(*quotes: Quote) -> Payment:
    return Payment(replace(ticket(), language="en"), quotes or (QUOTE,), Inquiry.POSSIBLE)


def paper(
    *quotes: Quote, result: Paid | Unsettled = PAID, edition: Edition = Edition.FIRST
) -> Page:
    return ENGLISH.page(in_english(*quotes), result, NOW_MS, edition=edition)


def lines(page: Page) -> list[tuple[str, str]]:
    """Label and value of each, without the marks that only order them."""
    rows = [row for row in page.rows if isinstance(row, Row)]
    return [(strip_isolates(row.label), strip_isolates(row.value)) for row in rows]


def notes(page: Page) -> list[str]:
    return [strip_isolates(row.text) for row in page.rows if isinstance(row, Note)]


def test_a_visitor_in_english_gets_an_english_receipt_that_runs_from_the_left() -> None:
    page = paper()
    assert page.direction is Direction.LEFT_TO_RIGHT
    assert page.rows[0] == Title(
        "Municipality of \u2068Qazvin\u2069",
        "District \u20682\u2069, \u2068Khayyam\u2069 counter \u20681\u2069",
    )
    assert page.rows[1] == Bar("Payment successful")
    assert dict(lines(page))["Bill id"] == PAIR.bill.text
    amount = next(row for row in page.rows if isinstance(row, Amount))
    assert strip_isolates(amount.value) == "1,250,000 rials"
    assert strip_isolates(amount.words) == "one million two hundred fifty thousand rials"


def test_the_day_is_the_one_of_the_readers_calendar_with_the_citys_below() -> None:
    dated = lines(paper())[1:3]
    assert dated == [("Date", "18 November 2026  14:36"), ("Iranian date", "1405/08/27")]


def test_a_persian_paper_knows_one_calendar_only() -> None:
    page = OFFICE.page(PAYMENT, PAID, NOW_MS)
    assert [label for label, _ in lines(page)].count("تاریخ") == 1
    assert "2026" not in str(page)
    assert "۲۰۲۶" not in str(page)


@pytest.mark.parametrize(
    ("quotes", "above"),
    [
        ((TITLED,), ("For", "Renovation levy, 1405")),
        ((TITLED, OTHER_QUOTE), ("Renovation levy, 1405", "1,250,000 rials")),
    ],
)
def test_a_bills_persian_title_stands_below_the_english_one(
    quotes: tuple[Quote, ...], above: tuple[str, str]
) -> None:
    said = lines(paper(*quotes))
    assert said[said.index(above) + 1] == ("", "عوارض نوسازی، سال ۱۴۰۵")


def test_a_bill_that_the_city_has_named_in_persian_alone_is_named_once() -> None:
    assert str(lines(paper())).count("عوارض نوسازی") == 1


def test_clerks_read_in_persian_whose_paper_it_is_and_how_the_payment_ended() -> None:
    for result, outcome in (
        (PAID, "پرداخت موفق"),
        (UNSETTLED, "در انتظار تأیید بانک – دوباره پرداخت نکنید"),
    ):
        said = notes(paper(result=result))
        place = said.index("شهرداری قزوین")
        assert said[place + 1] == outcome


def test_clerks_read_in_persian_that_it_is_a_copy() -> None:
    copy = paper(edition=Edition.COPY)
    assert copy.rows[1] == Bar("Copy – not a second payment")
    said = notes(copy)
    place = said.index("شهرداری قزوین")
    assert said[place + 1 : place + 3] == ["نسخهٔ دوم – ارزش پرداخت دوباره ندارد", "پرداخت موفق"]
    assert not any("نسخهٔ دوم" in note for note in notes(paper()))


def test_a_slip_of_an_unknown_outcome_says_in_english_not_to_pay_again() -> None:
    page = paper(result=UNSETTLED)
    assert page.rows[1] == Bar("Waiting for the bank – do not pay again")
    assert any(note.startswith("The bank has not answered yet.") for note in notes(page))
    assert "Payment successful" not in str(page)
    assert not {"Card", "Reference number", "Terminal"} & set(dict(lines(page)))


@pytest.mark.parametrize("quotes", [(QUOTE,), (TITLED,), (QUOTE, OTHER_QUOTE)])
@pytest.mark.parametrize("result", [PAID, UNSETTLED])
def test_persian_on_an_english_paper_keeps_its_own_order(
    quotes: tuple[Quote, ...], result: Paid | Unsettled
) -> None:
    """In an isolate, whatever ends it: a comma at a line's end, the stars of a masked name."""
    unnamed = OFFICE.page(in_english(*quotes), result, NOW_MS, edition=Edition.COPY)
    for row in unnamed.rows:
        texts = [text for text in _texts(row) if PERSIAN_LETTER.search(text)]
        assert [text for text in texts if PERSIAN_LETTER.search(_outside(text))] == []


def _texts(row: object) -> list[str]:
    names = ("label", "value", "title", "subtitle", "text")
    return [getattr(row, name) for name in names if hasattr(row, name)]


def _outside(text: str) -> str:
    """What stands in no isolate."""
    depth, outside = 0, ""
    for letter in text:
        depth += (letter in (FSI, LRI)) - (letter == PDI)
        outside += letter if depth == 0 else ""
    return outside


def test_a_name_that_the_city_has_not_written_in_english_stays_persian() -> None:
    title = OFFICE.page(in_english(), PAID, NOW_MS).rows[0]
    assert isinstance(title, Title)
    assert strip_isolates(title.title) == "Municipality of قزوین"


def test_a_language_that_is_gone_gives_a_persian_paper() -> None:
    lost = replace(PAYMENT, ticket=replace(PAYMENT.ticket, language="xx"))
    assert OFFICE.page(lost, PAID, NOW_MS) == OFFICE.page(PAYMENT, PAID, NOW_MS)


@pytest.mark.parametrize("columns", list(PaperWidth))
@pytest.mark.parametrize("quotes", [(QUOTE,), TWO.quotes])
@pytest.mark.parametrize("is_paid", [True, False])
def test_the_code_on_an_english_paper_says_what_the_persian_one_says(
    columns: PaperWidth, quotes: tuple[Quote, ...], is_paid: bool
) -> None:
    payment = in_english(*quotes)
    result = Paid(approval(payment)) if is_paid else UNSETTLED
    edition = Edition.COPY if is_paid else Edition.FIRST
    image = render(ENGLISH.page(payment, result, NOW_MS, columns, edition))
    (barcode,) = zxingcpp.read_barcodes(image.convert("L"))
    persian = replace(payment, ticket=ticket())
    assert decoded(barcode.text) == OFFICE.record(persian, result, NOW_MS)


def test_a_label_stands_where_the_lines_of_the_paper_begin() -> None:
    middle = PaperWidth.MM80 // 2
    label = (Row("A", ""),)
    assert ink_columns(render(Page(label)))[0] > middle
    english = render(Page(label, direction=Direction.LEFT_TO_RIGHT))
    assert ink_columns(english)[1] < middle


def ink_columns(image: Image.Image) -> tuple[int, int]:
    """The first and the last column with a black dot."""
    box = ImageChops.invert(image.convert("L")).getbbox()
    assert box is not None
    return box[0], box[2]
