"""One citizen's visit, from the screen that waits for somebody and back to it.

Pure. Which screen is shown follows from the state alone. A touch that a state doesn't offer was
meant for a screen already gone: it changes nothing. Answers of devices are never ignored; the
payment journey takes them or raises AnswerNotAskedFor.
"""

from typing import assert_never

from contract.receipt_record import is_receipt_text
from kiosk.journeys import choosing, payment, recovery
from kiosk.journeys.commands import Commands
from kiosk.journeys.happenings import (
    CancelTouched,
    DeviceAnswer,
    FinishTouched,
    Happening,
    IdleEnded,
    InformationTileTouched,
    OkTouched,
    PaperAnswer,
    ReceiptsTileTouched,
    RetryTouched,
    Scanned,
    ServiceRestored,
    ServiceStopped,
    StartTouched,
    TechnicianCame,
    TechnicianLeft,
)
from kiosk.journeys.information import journey as information
from kiosk.journeys.information.pages import InformationState
from kiosk.journeys.money import NotTaken, Payment
from kiosk.journeys.payment import AnswerNotAskedFor, Finished, NotStarted, PaymentState, Requested
from kiosk.journeys.receipts import journey as receipts
from kiosk.journeys.receipts.states import Copying, ReceiptState
from kiosk.journeys.recovery import Resumption
from kiosk.journeys.states import (
    AskingWithoutPaper,
    Attract,
    Choosing,
    Entering,
    Home,
    Informing,
    Looking,
    OutOfService,
    Paying,
    Receipting,
    Recovered,
    Recovering,
    Refused,
    Reviewing,
    Servicing,
    Step,
    VisitState,
    basket_of,
)


def start(resumptions: tuple[Resumption, ...]) -> Step:
    """The first state after a start, with what was left unfinished before it."""
    return _resume_next(resumptions, ())


def advance(state: VisitState, happening: Happening) -> Step:
    """Raises AnswerNotAskedFor; then nothing has changed."""
    match happening:
        case ServiceStopped(reason, until_ms):
            return OutOfService(reason, _payment_under_way(state), until_ms), ()
        case ServiceRestored():
            return _restored(state), ()
        case IdleEnded():
            return _after_idling(state), ()
        case TechnicianCame(technician):
            return (Servicing(technician) if _may_be_serviced(state) else state), ()
        case TechnicianLeft():
            return (Attract() if isinstance(state, Servicing) else state), ()
        case _:
            return _advance_screen(state, happening)


def _advance_screen(state: VisitState, happening: Happening) -> Step:
    match state:
        case Attract() | Home():
            return _at_the_door(state, happening)
        case Entering() | Looking() | Reviewing() | AskingWithoutPaper() | Refused():
            return _while_choosing(state, happening)
        case Paying(current):
            return _while_paying(state, current, happening)
        case Receipting(current):
            return _about_receipts(state, current, happening)
        case Informing(current):
            return _inform(state, current, happening)
        case Recovering():
            return _while_recovering(state, happening)
        case Recovered() | Servicing():
            if isinstance(happening, DeviceAnswer):
                raise AnswerNotAskedFor(state, happening)
            is_read = isinstance(state, Recovered) and isinstance(happening, OkTouched)
            return (Home() if is_read else state), ()
        case OutOfService():
            return state, ()  # a late answer is folded from the journal at the next start
        case _:
            assert_never(state)


def _at_the_door(state: Attract | Home, happening: Happening) -> Step:
    """A journey begins by its tile, or with a bill or receipt held to the reader."""
    match happening:
        case StartTouched():
            return Home(), ()
        case ReceiptsTileTouched() if isinstance(state, Home):
            return Receipting(receipts.begin()), ()
        case InformationTileTouched() if isinstance(state, Home):
            begun, commands = information.begin()
            return Informing(begun), commands
        case Scanned():
            return _scanned(happening)
        case _ if isinstance(happening, DeviceAnswer):
            raise AnswerNotAskedFor(state, happening)
        case _ if isinstance(state, Home):
            return choosing.advance(state, happening)
        case _:
            return state, ()


def _scanned(scanned: Scanned) -> Step:
    if is_receipt_text(scanned.text):
        return _check_receipt(scanned)
    return choosing.advance(Home(), scanned)


def _inform(state: Informing, current: InformationState, happening: Happening) -> Step:
    """A bill or receipt held to the reader meanwhile ends the looking up: nothing is lost."""
    if isinstance(happening, DeviceAnswer):
        raise AnswerNotAskedFor(state, happening)
    if isinstance(happening, Scanned):
        return _scanned(happening)
    moved, commands = information.advance(current, happening)
    return (Home() if moved is None else Informing(moved)), commands


def _while_choosing(state: Choosing, happening: Happening) -> Step:
    if isinstance(happening, Scanned) and is_receipt_text(happening.text):
        # A receipt doesn't throw out bills that somebody is about to pay.
        begun = isinstance(state, Looking) or not basket_of(state).is_empty
        return (state, ()) if begun else _check_receipt(happening)
    return choosing.advance(state, happening)


def _check_receipt(scanned: Scanned) -> Step:
    checking, commands = receipts.check(scanned.text)
    return (Home() if checking is None else Receipting(checking)), commands


def _about_receipts(state: Receipting, current: ReceiptState, happening: Happening) -> Step:
    if isinstance(happening, PaperAnswer) and isinstance(current, Copying):
        if happening.job != current.job:
            raise AnswerNotAskedFor(state, happening)
        copied, commands = receipts.paper_answered(current, happening)
        return Receipting(copied), commands
    if isinstance(happening, DeviceAnswer):
        raise AnswerNotAskedFor(state, happening)
    moved, commands = receipts.advance(current, happening)
    return (Home() if moved is None else Receipting(moved)), commands


def _while_paying(state: Paying, current: PaymentState, happening: Happening) -> Step:
    if isinstance(happening, DeviceAnswer):
        moved, commands = payment.advance(current, happening)
        return Paying(moved), commands
    match current:
        case Finished(paid, result):
            if isinstance(happening, RetryTouched) and isinstance(result, NotTaken):
                # Looked up anew: the holds decide, and a new reference is made.
                return choosing.look_up_again(paid)
            return (Attract() if isinstance(happening, FinishTouched) else state), ()
        case NotStarted(paid):
            if isinstance(happening, RetryTouched):
                return choosing.look_up_again(paid)
            return (Home() if isinstance(happening, OkTouched | CancelTouched) else state), ()
        case Requested() if isinstance(happening, CancelTouched):
            moved, commands = payment.cancel(current)
            return Paying(moved), commands
        case _:
            return state, ()


def _while_recovering(state: Recovering, happening: Happening) -> Step:
    if not isinstance(happening, DeviceAnswer):
        return state, ()
    current, commands = payment.advance(state.current, happening)
    return _recovered_to(Recovering(current, state.waiting, state.ended), commands)


def _resume_next(waiting: tuple[Resumption, ...], ended: tuple[Finished, ...]) -> Step:
    if not waiting:
        return (Recovered(ended) if ended else Attract()), ()
    current, commands = recovery.resume(waiting[0])
    return _recovered_to(Recovering(current, waiting[1:], ended), commands)


def _recovered_to(state: Recovering, commands: Commands) -> Step:
    match state.current:
        case Finished():
            following, then = _resume_next(state.waiting, (*state.ended, state.current))
            return following, (*commands, *then)
        case NotStarted():  # no money was asked for: nothing to tell anyone
            following, then = _resume_next(state.waiting, state.ended)
            return following, (*commands, *then)
        case _:
            return state, commands


def _after_idling(state: VisitState) -> VisitState:
    match state:
        case Home() | Entering() | Reviewing() | AskingWithoutPaper() | Refused() | Recovered():
            return Attract()
        case Receipting(current) if not isinstance(current, Copying):
            return Attract()
        case Informing():
            return Attract()
        case Paying(Finished() | NotStarted()):
            return Attract()
        case _:
            return state  # never during a payment


def is_idle_watched(state: VisitState) -> bool:
    """Is this a screen that is cleared when nobody touches it?"""
    return not isinstance(state, Attract) and isinstance(_after_idling(state), Attract)


def _may_be_serviced(state: VisitState) -> bool:
    """Never over somebody's visit, nor over a payment that was cut off."""
    if isinstance(state, OutOfService):
        return state.interrupted is None
    return isinstance(state, Attract | Home | Servicing)


def serves_nobody(state: VisitState) -> bool:
    """Between visits, or closed by somebody's decision."""
    return isinstance(state, Attract) or (
        isinstance(state, OutOfService) and state.reason.is_decided
    )


def _restored(state: VisitState) -> VisitState:
    """A payment that was cut off needs recovery, hence a restart, before service goes on."""
    if isinstance(state, OutOfService) and state.interrupted is None:
        return Attract()
    return state


def _payment_under_way(state: VisitState) -> Payment | None:
    match state:
        case Paying(current) | Recovering(current):
            # Finished too: the closing may not have reached the disk.
            return None if isinstance(current, NotStarted) else current.payment
        case OutOfService(_, interrupted):
            return interrupted
        case _:
            return None
