"""Barcodes read back by an independent library, and what is refused."""

import string

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from contract.errors import InvalidValue
from hardware.paper import Barcode, Page, PaperWidth, Symbology, render

BILL = "11177532001400000012070160"
WIDTHS = pytest.mark.parametrize("width", list(PaperWidth))
PRINTABLE = string.ascii_letters + string.digits + string.punctuation + " "


def read(image: Image.Image) -> zxingcpp.Barcode:
    (code,) = zxingcpp.read_barcodes(image.convert("L"))
    return code


@WIDTHS
def test_a_bills_26_digits_are_read_back(width: PaperWidth) -> None:
    code = read(render(Page((Barcode(BILL, Symbology.ITF),), width)))
    assert (code.format, code.text) == (zxingcpp.BarcodeFormat.ITF, BILL)


@WIDTHS
@pytest.mark.parametrize("text", ["PISHKHAN-1405", BILL, "1405", "12345", "a b~!{}"])
def test_a_text_in_code_128_is_read_back(width: PaperWidth, text: str) -> None:
    code = read(render(Page((Barcode(text, Symbology.CODE_128),), width)))
    assert (code.format, code.text) == (zxingcpp.BarcodeFormat.Code128, text)


@given(st.text(PRINTABLE, min_size=4, max_size=14))
@settings(max_examples=60, deadline=None)
def test_every_printable_letter_is_read_back(text: str) -> None:
    image = render(Page((Barcode(text, Symbology.CODE_128),)))
    assert read(image).text == text


@given(st.integers(3, 12).flatmap(lambda pairs: st.text("0123456789", min_size=2 * pairs)))
@settings(max_examples=40, deadline=None)
def test_digits_are_read_back_in_both(digits: str) -> None:
    even = digits[: len(digits) // 2 * 2][:24]
    for symbology in Symbology:
        assert read(render(Page((Barcode(even, symbology),)))).text == even


@pytest.mark.parametrize(
    ("data", "symbology"),
    [
        ("123", Symbology.ITF),
        ("۱۲", Symbology.ITF),
        ("12a4", Symbology.ITF),
        ("", Symbology.CODE_128),
        ("قبض", Symbology.CODE_128),
        ("a\n", Symbology.CODE_128),
    ],
)
def test_what_is_no_code_is_refused_with_what_to_do(data: str, symbology: Symbology) -> None:
    with pytest.raises(InvalidValue) as refusal:
        render(Page((Barcode(data, symbology),)))
    assert refusal.value.reason == "barcode"
    assert refusal.value.next_step
