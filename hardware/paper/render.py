"""A page as black and white dots, ready for a printer head."""

from dataclasses import replace
from typing import assert_never

from PIL import Image

from hardware.paper.rows import (
    Amount,
    Bar,
    Barcode,
    GreyRamp,
    Note,
    Page,
    PageRow,
    Paragraph,
    QrBlock,
    Row,
    Rule,
    Ruler,
    Title,
)
from hardware.paper.strips import (
    Sheet,
    amount_strip,
    bar_strip,
    note_strip,
    paragraph_strip,
    qr_strip,
    row_strip,
    rule_strip,
    title_strip,
)
from hardware.paper.technical_strips import barcode_strip, ramp_strip, ruler_strip

_TOP_DOTS = 16
_BOTTOM_DOTS = 24
_THRESHOLD = 144  # grey below it is ink: slightly bold, as thermal paper thins fine strokes


def render(page: Page) -> Image.Image:
    """Draws a page: mode "1", `page.columns_dots` wide, as long as its rows need.

    Raises MissingPart when the fonts are not installed, InvalidValue when a code holds too much.
    """
    return _joined(page, _BOTTOM_DOTS)


def letterhead(page: Page) -> Image.Image:
    """What `render` draws of the page's first row, dot for dot: for the printer's memory."""
    return _joined(replace(page, rows=page.rows[:1]), 0)


def _joined(page: Page, bottom_dots: int) -> Image.Image:
    sheet = Sheet(page.columns_dots, page.direction)
    strips = [_strip(row, sheet) for row in page.rows]
    paper = sheet.blank(_TOP_DOTS + sum(strip.height for strip in strips) + bottom_dots)
    top = _TOP_DOTS
    for strip in strips:
        paper.paste(strip, (0, top))
        top += strip.height
    return paper.point([0 if grey < _THRESHOLD else 255 for grey in range(256)], mode="1")


def _strip(row: PageRow, sheet: Sheet) -> Image.Image:
    match row:
        case Barcode() | Ruler() | GreyRamp():
            return _technical_strip(row, sheet)
        case Title():
            return title_strip(row, sheet)
        case Bar():
            return bar_strip(row, sheet)
        case Row():
            return row_strip(row, sheet)
        case Rule():
            return rule_strip(sheet)
        case Amount():
            return amount_strip(row, sheet)
        case QrBlock():
            return qr_strip(row, sheet)
        case Note() | Paragraph():
            return _text_strip(row, sheet)
        case _:
            assert_never(row)


def _text_strip(row: Note | Paragraph, sheet: Sheet) -> Image.Image:
    match row:
        case Note():
            return note_strip(row, sheet)
        case Paragraph():
            return paragraph_strip(row, sheet)
        case _:
            assert_never(row)


def _technical_strip(row: Barcode | Ruler | GreyRamp, sheet: Sheet) -> Image.Image:
    match row:
        case Barcode():
            return barcode_strip(row, sheet)
        case Ruler():
            return ruler_strip(sheet)
        case GreyRamp():
            return ramp_strip(sheet)
        case _:
            assert_never(row)
