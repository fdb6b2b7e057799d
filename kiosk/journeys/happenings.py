"""What can happen to a visit: touches, scans, answers of devices, time."""

from dataclasses import dataclass
from enum import StrEnum

from contract.city_closing import CityReason
from contract.closing import ClosingReason
from contract.values import BillPair, TransactionId
from kiosk.journeys.bill import Quote, Refusal
from kiosk.journeys.entry import EntryField
from kiosk.journeys.information.answers import CatalogueRead
from kiosk.journeys.money import Approval, Inquiry, Ticket
from kiosk.journeys.receipts.answers import ReceiptAnswer
from kiosk.journeys.receipts.search import SearchField
from kiosk.journeys.technician import TechnicianState


class TerminalState(StrEnum):
    READY = "ready"
    NOT_READY = "not_ready"


class PaperState(StrEnum):
    READY = "ready"
    OUT = "out"
    """No paper, or no printer that answers."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the devices allow at this moment."""

    terminal: TerminalState
    paper: PaperState
    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class StartTouched:
    """Somebody is there."""


@dataclass(frozen=True, slots=True)
class PayTileTouched:
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class DigitTouched:
    digit: str


@dataclass(frozen=True, slots=True)
class EraseTouched: ...


@dataclass(frozen=True, slots=True)
class ClearTouched: ...


@dataclass(frozen=True, slots=True)
class FieldTouched:
    field: EntryField


@dataclass(frozen=True, slots=True)
class NextTouched: ...


@dataclass(frozen=True, slots=True)
class BackTouched: ...


@dataclass(frozen=True, slots=True)
class CancelTouched: ...


@dataclass(frozen=True, slots=True)
class NotMineTouched: ...


@dataclass(frozen=True, slots=True)
class AddTouched:
    """Another bill is to be paid with these."""


@dataclass(frozen=True, slots=True)
class RemoveTouched:
    """A bill is not to be paid after all, by its `Quote.id`."""

    bill: str


@dataclass(frozen=True, slots=True)
class PayTouched:
    """The citizen confirms the bills. `ticket` was made for this touch."""

    ticket: Ticket
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class ReceiptsTileTouched: ...


@dataclass(frozen=True, slots=True)
class InformationTileTouched: ...


@dataclass(frozen=True, slots=True)
class ChoiceTouched:
    """A line of a list."""

    id: str


@dataclass(frozen=True, slots=True)
class CharacterTouched:
    """A key of the keyboard: one letter, digit, space or half-space."""

    character: str


@dataclass(frozen=True, slots=True)
class ReprintTouched: ...


@dataclass(frozen=True, slots=True)
class SearchFieldTouched:
    field: SearchField


@dataclass(frozen=True, slots=True)
class CopyTouched:
    """A copy of the found receipt. Transaction and `job` (eight hexadecimal digits) were made
    for this touch."""

    transaction: TransactionId
    job: str


@dataclass(frozen=True, slots=True)
class OkTouched: ...


@dataclass(frozen=True, slots=True)
class RetryTouched: ...


@dataclass(frozen=True, slots=True)
class FinishTouched: ...


@dataclass(frozen=True, slots=True)
class IdleEnded:
    """Nobody answered the question whether someone is still there, or close was touched."""


Touch = (
    StartTouched
    | PayTileTouched
    | DigitTouched
    | EraseTouched
    | ClearTouched
    | FieldTouched
    | NextTouched
    | BackTouched
    | CancelTouched
    | NotMineTouched
    | AddTouched
    | RemoveTouched
    | PayTouched
    | ReceiptsTileTouched
    | InformationTileTouched
    | ChoiceTouched
    | CharacterTouched
    | ReprintTouched
    | SearchFieldTouched
    | CopyTouched
    | OkTouched
    | RetryTouched
    | FinishTouched
    | IdleEnded
)


@dataclass(frozen=True, slots=True)
class Scanned:
    text: str
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer to LookUpBill."""

    pair: BillPair
    verdict: Quote | Refusal


class Stage(StrEnum):
    """Where the terminal is, as far as it says."""

    CARD = "card"
    PIN = "pin"
    BANK = "bank"
    REMOVE_CARD = "remove_card"


@dataclass(frozen=True, slots=True)
class TerminalReady:
    reference: str
    terminal: str
    last_receipt: str | None


@dataclass(frozen=True, slots=True)
class TerminalNotReady:
    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class TerminalProgress:
    reference: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class TerminalApproved:
    approval: Approval

    @property
    def reference(self) -> str:
        return self.approval.reference


@dataclass(frozen=True, slots=True)
class TerminalDeclined:
    reference: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class TerminalTookNothing:
    """An inquiry's answer: this payment was never made."""

    reference: str


@dataclass(frozen=True, slots=True)
class TerminalSilent:
    """Time-out, line out, an answer that isn't one, or the power has just come back."""

    reference: str
    reason: str


TerminalAnswer = (
    TerminalReady
    | TerminalNotReady
    | TerminalProgress
    | TerminalApproved
    | TerminalDeclined
    | TerminalTookNothing
    | TerminalSilent
)


@dataclass(frozen=True, slots=True)
class PaperPrinted:
    job: str
    proof: str


@dataclass(frozen=True, slots=True)
class PaperNotPrinted:
    job: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaperUncertain:
    job: str
    reason: str


PaperAnswer = PaperPrinted | PaperNotPrinted | PaperUncertain
DeviceAnswer = TerminalAnswer | PaperAnswer


class StopReason(StrEnum):
    """Why no payments are taken; each has its own sentence."""

    STORAGE = "storage"
    DISK_FULL = "disk_full"
    JOURNAL_DIVERGED = "journal_diverged"
    UNEXPECTED_ANSWER = "unexpected_answer"
    CLERK_PAPER = "clerk_paper"
    CLERK_REPAIR = "clerk_repair"
    CLERK_CLEANING = "clerk_cleaning"
    CLERK_CLOSING_TIME = "clerk_closing_time"
    CLERK_OTHER = "clerk_other"
    CITY_CLOSED = "city_closed"
    CITY_MAINTENANCE = "city_maintenance"

    @property
    def is_decided(self) -> bool:
        """The office's clerk or the city wants it so; nothing is wrong that a restart could
        mend."""
        return self.value.startswith(("clerk_", "city_"))

    @classmethod
    def of_clerk(cls, reason: ClosingReason) -> "StopReason":
        return cls(f"clerk_{reason.value}")

    @classmethod
    def of_city(cls, reason: CityReason) -> "StopReason":
        return cls(f"city_{reason.value}")


@dataclass(frozen=True, slots=True)
class ServiceStopped:
    """`until_ms` (UTC) where it is known when service goes on."""

    reason: StopReason
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceRestored: ...


@dataclass(frozen=True, slots=True)
class TechnicianCame:
    """A technician is at the screen, or goes on there. Judged by whoever says so: door and code
    are none of a visit's business."""

    state: TechnicianState


@dataclass(frozen=True, slots=True)
class TechnicianLeft: ...


Answer = Judged | CatalogueRead | ReceiptAnswer | DeviceAnswer
Happening = (
    Touch | Scanned | Answer | ServiceStopped | ServiceRestored | TechnicianCame | TechnicianLeft
)
