"""Rows whose dots must be exact, free text, and the letterhead."""

import pytest
from PIL import Image

from hardware.paper import (
    GreyRamp,
    Note,
    Page,
    PageRow,
    PaperWidth,
    Paragraph,
    Ruler,
    Title,
    letterhead,
    render,
)

WIDTHS = pytest.mark.parametrize("width", list(PaperWidth))


def columns_with_ink(image: Image.Image, row: int) -> list[int]:
    line = image.convert("L").crop((0, row, image.width, row + 1)).tobytes()
    return [x for x, level in enumerate(line) if level == 0]


def first_ink_row(image: Image.Image) -> int:
    return next(row for row in range(image.height) if columns_with_ink(image, row))


@WIDTHS
def test_the_ruler_goes_from_edge_to_edge_in_lines_of_one_dot(width: PaperWidth) -> None:
    image = render(Page((Ruler(),), width))
    top = first_ink_row(image)
    assert columns_with_ink(image, top) == list(range(width))
    assert columns_with_ink(image, top + 5) == [*range(0, width, 8), width - 1]
    assert columns_with_ink(image, top + 20) == [*range(0, width, 80), width - 1]


def test_the_ramp_goes_from_black_to_white_in_dots() -> None:
    image = render(Page((GreyRamp(),))).convert("L")
    box = image.point([255 - grey for grey in range(256)]).getbbox()
    assert box is not None
    shares = []
    for place in range(4):
        left = 22 + place * 133
        part = image.crop((left, box[1], left + 133, box[3]))
        shares.append(part.histogram()[0] / (part.width * part.height))
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.8
    assert shares[3] < 0.2


@pytest.mark.parametrize(("text", "at_the_right"), [("متن فارسی", True), ("plain text", False)])
def test_a_paragraph_stands_where_its_script_begins(text: str, at_the_right: bool) -> None:
    image = render(Page((Paragraph(text),))).convert("L")
    box = image.point([255 - grey for grey in range(256)]).getbbox()
    assert box is not None
    assert (box[2] > 540) is at_the_right
    assert (box[0] < 40) is not at_the_right


def test_an_empty_paragraph_is_an_empty_line() -> None:
    around: tuple[PageRow, ...] = (Paragraph("بالا"), Paragraph("پایین"))
    apart = (around[0], Paragraph(""), around[1])
    assert render(Page(apart)).height > render(Page(around)).height


@WIDTHS
def test_the_letterhead_is_the_top_of_every_page_that_begins_with_it(width: PaperWidth) -> None:
    head = Title("شهرداری قزوین", "منطقهٔ ۲، پیشخوان خیام ۱")
    picture = letterhead(Page((head,), width))
    page = render(Page((head, Note("پایان")), width))
    assert page.crop((0, 0, *picture.size)).tobytes() == picture.tobytes()
