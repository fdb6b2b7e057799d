"""Pictures of every paper, on sheets, to be looked at.

    python -m tests.kiosk.receipts.paper_sheets FOLDER

One sheet for each language and paper width: paid, several bills, a copy, an unknown outcome, a
bill that the city's data doesn't name, all in one row.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from hardware.paper import PaperWidth, render
from kiosk.journeys.bill import Quote
from kiosk.journeys.money import Inquiry, Paid, Payment, Unsettled
from kiosk.receipts import Edition
from kiosk.texts import languages
from tests.kiosk.journeys.samples import NOW_MS, OTHER_QUOTE, QUOTE, approval, ticket
from tests.kiosk.receipts.test_papers_in_english import ENGLISH, TITLED

APART, GREY = 20, 128
UNSETTLED = Unsettled("timeout")


def papers(language: str, width: PaperWidth) -> Iterator[Image.Image]:
    """Each as the kiosk prints it to somebody who reads `language`."""
    for quotes, is_paid, edition in (
        ((TITLED,), True, Edition.FIRST),
        ((TITLED, OTHER_QUOTE), True, Edition.FIRST),
        ((QUOTE,), True, Edition.COPY),
        ((TITLED,), False, Edition.FIRST),
        ((OTHER_QUOTE,), True, Edition.FIRST),
    ):
        payment = _payment(language, quotes)
        result = Paid(approval(payment)) if is_paid else UNSETTLED
        yield render(ENGLISH.page(payment, result, NOW_MS, width, edition))


def _payment(language: str, quotes: tuple[Quote, ...]) -> Payment:
    return Payment(replace(ticket(), language=language), quotes, Inquiry.POSSIBLE)


def sheet(language: str, width: PaperWidth) -> Image.Image:
    drawn = list(papers(language, width))
    height = max(paper.height for paper in drawn)
    beside = Image.new("L", (len(drawn) * (width + APART), height), GREY)
    for place, paper in enumerate(drawn):
        beside.paste(paper.convert("L"), (place * (width + APART), 0))
    return beside


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages():
        for width in PaperWidth:
            sheet(language, width).save(folder / f"{language}-{width.name.lower()}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
