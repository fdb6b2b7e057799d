"""Events about a receipt that is wanted again. A search journals neither card nor amount."""

from typing import ClassVar, Literal

from contract.events.base import EventBody


class ReceiptSearched(EventBody, frozen=True):
    """Somebody named a card's last four digits and an amount. Counted, so that nobody can try
    them all; `tracking` is the payment found, None when there is none."""

    KIND: ClassVar[str] = "receipt.searched"
    tracking: str | None


class CopyStarted(EventBody, frozen=True):
    """Journaled before the first byte of a marked copy goes to the printer."""

    KIND: ClassVar[str] = "copy.started"
    tracking: str
    job: str


class CopyClosed(EventBody, frozen=True):
    """What became of the copy. `reason` is empty where it was printed."""

    KIND: ClassVar[str] = "copy.closed"
    job: str
    outcome: Literal["printed", "not_printed", "uncertain"]
    reason: str
