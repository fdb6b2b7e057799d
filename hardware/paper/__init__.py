"""Paper: rows of a receipt to black and white dots."""

from hardware.paper.render import letterhead, render
from hardware.paper.rows import (
    Amount,
    Bar,
    Barcode,
    Direction,
    GreyRamp,
    Mark,
    Note,
    Page,
    PageRow,
    PaperWidth,
    Paragraph,
    QrBlock,
    Row,
    Rule,
    Ruler,
    Symbology,
    Title,
)
from hardware.paper.sample_page import sample_page

__all__ = [
    "Amount",
    "Bar",
    "Barcode",
    "Direction",
    "GreyRamp",
    "Mark",
    "Note",
    "Page",
    "PageRow",
    "PaperWidth",
    "Paragraph",
    "QrBlock",
    "Row",
    "Rule",
    "Ruler",
    "Symbology",
    "Title",
    "letterhead",
    "render",
    "sample_page",
]
