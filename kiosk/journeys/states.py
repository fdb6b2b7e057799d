"""Where a visit can stand. Which screen is shown follows from the state alone."""

from dataclasses import dataclass

from contract.values import BillPair
from kiosk.journeys.basket import EMPTY, Basket
from kiosk.journeys.bill import Refusal
from kiosk.journeys.commands import Commands
from kiosk.journeys.entry import EntryForm
from kiosk.journeys.happenings import StopReason
from kiosk.journeys.information.pages import InformationState
from kiosk.journeys.money import Payment
from kiosk.journeys.payment import Finished, PaymentState
from kiosk.journeys.receipts.states import ReceiptState
from kiosk.journeys.recovery import Resumption
from kiosk.journeys.technician import TechnicianState


@dataclass(frozen=True, slots=True)
class Attract:
    """Nobody is there; nothing of anybody is kept."""


@dataclass(frozen=True, slots=True)
class Home: ...


@dataclass(frozen=True, slots=True)
class Entering:
    """`basket`: what is to be paid besides the bill that is entered."""

    form: EntryForm
    basket: Basket = EMPTY


@dataclass(frozen=True, slots=True)
class Looking:
    """`waiting`: bills to be looked up after this one."""

    pair: BillPair
    basket: Basket = EMPTY
    waiting: tuple[BillPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewing:
    basket: Basket


@dataclass(frozen=True, slots=True)
class AskingWithoutPaper:
    """The paper is out: the citizen may go on without a printed receipt."""

    basket: Basket


@dataclass(frozen=True, slots=True)
class Refused:
    refusal: Refusal
    pair: BillPair | None
    basket: Basket = EMPTY


@dataclass(frozen=True, slots=True)
class Paying:
    """Everything from the confirmation to the result on the screen."""

    payment: PaymentState


@dataclass(frozen=True, slots=True)
class Informing:
    """Somebody looks something up; nothing of it is personal."""

    information: InformationState


@dataclass(frozen=True, slots=True)
class Receipting:
    """A receipt is wanted again, or checked."""

    receipts: ReceiptState


@dataclass(frozen=True, slots=True)
class Recovering:
    """After a restart: open payments are brought to an end before anyone is served."""

    current: PaymentState
    waiting: tuple[Resumption, ...]
    ended: tuple[Finished, ...]


@dataclass(frozen=True, slots=True)
class Recovered:
    """The next person sees that there was a payment, never whose."""

    ended: tuple[Finished, ...]


@dataclass(frozen=True, slots=True)
class OutOfService:
    """`interrupted`: a payment was under way; its citizen must not pay again. `until_ms` (UTC)
    where it is known when service goes on."""

    reason: StopReason
    interrupted: Payment | None = None
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Servicing:
    """A technician is at the screen: nobody else is served."""

    technician: TechnicianState


Choosing = Home | Entering | Looking | Reviewing | AskingWithoutPaper | Refused
"""Before the citizen confirms: nothing is journaled, nothing is owed."""

VisitState = (
    Attract
    | Choosing
    | Paying
    | Receipting
    | Informing
    | Recovering
    | Recovered
    | OutOfService
    | Servicing
)
Step = tuple[VisitState, Commands]


def why_closed(state: VisitState) -> str | None:
    """Why nobody can pay here, as the agent is told; None while somebody can."""
    match state:
        case OutOfService(reason):
            return reason.value
        case Servicing():
            return "technician"
        case _:
            return None


def basket_of(state: Choosing) -> Basket:
    """What the visitor wants to pay so far."""
    return EMPTY if isinstance(state, Home) else state.basket
