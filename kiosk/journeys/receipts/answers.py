"""What the counter answers to the commands of this journey."""

from dataclasses import dataclass

from kiosk.journeys.receipts.checking import CityWord, Finding, Unreadable
from kiosk.journeys.receipts.search import Wanted
from kiosk.journeys.receipts.states import Found


@dataclass(frozen=True, slots=True)
class ReceiptFound:
    wanted: Wanted
    found: Found


@dataclass(frozen=True, slots=True)
class ReceiptNotFound:
    """`left`: further tries before searching is paused."""

    wanted: Wanted
    left: int


@dataclass(frozen=True, slots=True)
class SearchPaused:
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class ReceiptVerified:
    text: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class ReceiptUnreadable:
    text: str
    reason: Unreadable


@dataclass(frozen=True, slots=True)
class CitySaid:
    """About the receipt of this tracking code."""

    tracking: str
    word: CityWord


ReceiptAnswer = (
    ReceiptFound | ReceiptNotFound | SearchPaused | ReceiptVerified | ReceiptUnreadable | CitySaid
)
