"""What journeys ask the counter to do. The runner carries commands out in order and stops at
the first that fails."""

from dataclasses import dataclass

from contract.events import CopyEvent, PayerDetails, PaymentEvent
from contract.values import BillPair, TransactionId
from kiosk.journeys.bill import HoldState
from kiosk.journeys.money import Paid, Payment, Unsettled
from kiosk.journeys.receipts.search import Wanted
from kiosk.journeys.receipts.states import Found


@dataclass(frozen=True, slots=True)
class SetHold:
    """Remember `state` of a bill, in the same commit as the events beside it."""

    subject: str
    state: HoldState


@dataclass(frozen=True, slots=True)
class Append:
    """One commit: all of these events and holds, or none. `payer` is sealed first."""

    transaction: TransactionId
    events: tuple[PaymentEvent, ...]
    holds: tuple[SetHold, ...] = ()
    payer: PayerDetails | None = None


@dataclass(frozen=True, slots=True)
class LookUpBill:
    """Answered by Judged."""

    pair: BillPair


@dataclass(frozen=True, slots=True)
class PrepareTerminal:
    """Moves no money. Answered by TerminalReady or TerminalNotReady."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class AskForMoney:
    """Answered once: TerminalApproved, TerminalDeclined or TerminalSilent."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class CancelAtTerminal:
    """Asks the terminal to end the running request, if it still can. Not answered: the result
    comes as the answer to AskForMoney, whatever it is by then."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class AskForResult:
    """Moves no money. Answered once, as AskForMoney, or by TerminalTookNothing.

    `last_receipt` is the terminal's last receipt number before the request."""

    payment: Payment
    last_receipt: str | None


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    """Answered once: PaperPrinted, PaperNotPrinted or PaperUncertain."""

    payment: Payment
    result: Paid | Unsettled


@dataclass(frozen=True, slots=True)
class FindReceipt:
    """Answered once: ReceiptFound, ReceiptNotFound or SearchPaused."""

    wanted: Wanted


@dataclass(frozen=True, slots=True)
class VerifyReceipt:
    """Answered once: ReceiptVerified or ReceiptUnreadable. Needs no line."""

    text: str


@dataclass(frozen=True, slots=True)
class AskCity:
    """About the receipt with this code. Answered once: CitySaid, soon also without a line."""

    tracking: str
    text: str


@dataclass(frozen=True, slots=True)
class AppendCopy:
    """One commit."""

    transaction: TransactionId | None
    event: CopyEvent


@dataclass(frozen=True, slots=True)
class PrintCopy:
    """A marked copy. Answered once, as PrintReceipt, under `job`."""

    found: Found
    job: str


@dataclass(frozen=True, slots=True)
class ReadCatalogue:
    """Answered by CatalogueRead."""


Command = (
    Append
    | LookUpBill
    | PrepareTerminal
    | AskForMoney
    | CancelAtTerminal
    | AskForResult
    | PrintReceipt
    | FindReceipt
    | VerifyReceipt
    | AskCity
    | AppendCopy
    | PrintCopy
    | ReadCatalogue
)
Commands = tuple[Command, ...]
