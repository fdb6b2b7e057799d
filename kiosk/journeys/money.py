"""What one payment is: its names, its bill, what the terminal answered, how it ended."""

from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from contract.events import FIRST_LANGUAGE, PayerDetails
from contract.values import Rial, TrackingCode, TransactionId
from kiosk.journeys.bill import Quote


class Inquiry(StrEnum):
    """Can this terminal be asked about a payment of the past? Iranian ones can't."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class Paper(StrEnum):
    """Is a receipt to be printed? The values are the reasons journaled when it isn't."""

    WANTED = "wanted"
    GONE_WITHOUT = "gone_without"
    """The paper was out and the citizen chose to go on."""
    EXPIRED = "expired"
    """Recovered too long after: the one who paid has left, someone else would find the paper."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Names made for one payment: never used before, never again.

    `job` names the receipt: eight hexadecimal digits. `begun_ms` is UTC. `language` is the one of
    its papers, as the citizen had chosen it.
    """

    transaction: TransactionId
    tracking: TrackingCode
    reference: str
    job: str
    begun_ms: int
    language: str = FIRST_LANGUAGE


@dataclass(frozen=True, slots=True)
class Payment:
    """One attempt to pay one to five bills at once."""

    ticket: Ticket
    quotes: tuple[Quote, ...]
    inquiry: Inquiry
    paper: Paper = Paper.WANTED

    @property
    def reference(self) -> str:
        return self.ticket.reference

    @property
    def amount(self) -> Rial:
        """The sum of its bills."""
        return Rial(sum(quote.amount.amount for quote in self.quotes))

    @property
    def begun_ms(self) -> int:
        return self.ticket.begun_ms

    @property
    def payer(self) -> PayerDetails | None:
        """What the screen showed of persons; rests only sealed."""
        shown = [
            PayerDetails(
                owner=quote.record.owner_masked,
                address=quote.record.address,
                property_code=quote.record.property_code,
            )
            for quote in self.quotes
            if quote.record is not None
        ]
        return replace(shown[0], others=tuple(shown[1:])) if shown else None


@dataclass(frozen=True, slots=True)
class Approval:
    """The terminal's answer that the bank took the money. `pan` is masked."""

    reference: str
    amount: Rial
    rrn: str
    trace: str
    pan: str
    terminal: str
    merchant: str | None = None
    receipt: str | None = None
    terminal_time: str | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    approval: Approval


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The terminal may or may not have taken the money; the bank's file will tell."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """No money was taken. `reason` has a sentence of its own, `code` is the terminal's."""

    code: str
    reason: str


Result = Paid | Unsettled | NotTaken


class Slip(StrEnum):
    """What became of the paper."""

    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNCERTAIN = "uncertain"
    NONE = "none"
    """None was to be printed."""
