"""Where somebody who wants a receipt, or wants to check one, can stand."""

from dataclasses import dataclass

from contract.values import TransactionId
from kiosk.journeys.money import Paid, Payment, Slip
from kiosk.journeys.receipts.checking import CityWord, Finding, Unreadable
from kiosk.journeys.receipts.search import SearchForm, Wanted


@dataclass(frozen=True, slots=True)
class Menu:
    """Hold a receipt to the reader, or ask for one again."""


@dataclass(frozen=True, slots=True)
class Asking:
    form: SearchForm


@dataclass(frozen=True, slots=True)
class Searching:
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Found:
    """A payment of this kiosk whose card and amount somebody has named."""

    payment: Payment
    paid: Paid
    paid_ms: int


@dataclass(frozen=True, slots=True)
class NotFound:
    """`left`: how often it may still be tried before searching is paused."""

    wanted: Wanted
    left: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Tried too often without finding anything: the counter decides, over all visits."""


@dataclass(frozen=True, slots=True)
class Copying:
    """Journaled as started; the paper is moving."""

    found: Found
    transaction: TransactionId
    job: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Journaled as closed. `reason`: why there is no paper, or perhaps none."""

    found: Found
    slip: Slip
    reason: str


@dataclass(frozen=True, slots=True)
class Checking:
    """The text of a receipt's code was scanned; its signature is being verified."""

    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    finding: Finding
    city: CityWord


@dataclass(frozen=True, slots=True)
class Unread:
    reason: Unreadable


ReceiptState = (
    Menu
    | Asking
    | Searching
    | Found
    | NotFound
    | Paused
    | Copying
    | Copied
    | Checking
    | Checked
    | Unread
)
