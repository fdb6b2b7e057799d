"""A page as black and white dots, ready for a printer head."""

from typing import assert_never

from PIL import Image

from hardware.paper.rows import Amount, Bar, Note, Page, PageRow, QrBlock, Row, Rule, Title
from hardware.paper.strips import (
    Sheet,
    amount_strip,
    bar_strip,
    note_strip,
    qr_strip,
    row_strip,
    rule_strip,
    title_strip,
)

_TOP_DOTS = 16
_BOTTOM_DOTS = 24
_THRESHOLD = 144  # grey below it is ink: slightly bold, as thermal paper thins fine strokes


def render(page: Page) -> Image.Image:
    """Draws a page: mode "1", `page.columns_dots` wide, as long as its rows need.

    Raises MissingPart when the fonts are not installed, InvalidValue when a QR holds too much.
    """
    sheet = Sheet(page.columns_dots)
    strips = [_strip(row, sheet) for row in page.rows]
    height = _TOP_DOTS + sum(strip.height for strip in strips) + _BOTTOM_DOTS
    paper = sheet.blank(height)
    top = _TOP_DOTS
    for strip in strips:
        paper.paste(strip, (0, top))
        top += strip.height
    return paper.point([0 if grey < _THRESHOLD else 255 for grey in range(256)], mode="1")


def _strip(row: PageRow, sheet: Sheet) -> Image.Image:
    match row:
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
        case Note():
            return note_strip(row, sheet)
        case _:
            assert_never(row)
