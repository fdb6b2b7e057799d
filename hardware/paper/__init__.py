"""Paper: rows of a receipt to black and white dots."""

from hardware.paper.render import render
from hardware.paper.rows import (
    Amount,
    Bar,
    Mark,
    Note,
    Page,
    PageRow,
    PaperWidth,
    QrBlock,
    Row,
    Rule,
    Title,
)
from hardware.paper.sample_page import sample_page

__all__ = [
    "Amount",
    "Bar",
    "Mark",
    "Note",
    "Page",
    "PageRow",
    "PaperWidth",
    "QrBlock",
    "Row",
    "Rule",
    "Title",
    "render",
    "sample_page",
]
