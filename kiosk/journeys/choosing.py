"""From the home screen to the citizen's confirmation of the bills. Pure; nothing is journaled."""

from typing import assert_never

from contract.values import BillPair
from kiosk.journeys import entry, payment
from kiosk.journeys.basket import EMPTY, Basket
from kiosk.journeys.bill import Refusal, RefusalReason
from kiosk.journeys.commands import LookUpBill
from kiosk.journeys.entry import EntryForm
from kiosk.journeys.happenings import (
    AddTouched,
    BackTouched,
    CancelTouched,
    ChoiceTouched,
    ClearTouched,
    DeviceAnswer,
    DigitTouched,
    EraseTouched,
    FieldTouched,
    Happening,
    Judged,
    NextTouched,
    NotMineTouched,
    OkTouched,
    PaperState,
    PayTileTouched,
    PayTouched,
    RemoveTouched,
    RetryTouched,
    Scanned,
    TerminalState,
)
from kiosk.journeys.money import Paper, Payment
from kiosk.journeys.payment import AnswerNotAskedFor
from kiosk.journeys.states import (
    AskingWithoutPaper,
    Choosing,
    Entering,
    Home,
    Looking,
    Paying,
    Refused,
    Reviewing,
    Step,
)


def advance(state: Choosing, happening: Happening) -> Step:
    """Raises AnswerNotAskedFor for an answer of a device: none was asked."""
    if isinstance(happening, DeviceAnswer):
        raise AnswerNotAskedFor(state, happening)
    match state:
        case Home():
            return _at_home(state, happening)
        case Entering():
            return _while_entering(state, happening)
        case Looking():
            return _when_judged(state, happening)
        case Reviewing(basket):
            return _while_reviewing(state, basket, happening)
        case AskingWithoutPaper(basket):
            return _without_paper(state, basket, happening)
        case Refused():
            return _when_refused(state, happening)
        case _:
            assert_never(state)


def look_up_again(paid: Payment) -> Step:
    """All bills of a payment that took no money: the holds decide anew."""
    first, *others = (quote.pair for quote in paid.quotes)
    return Looking(first, EMPTY, tuple(others)), (LookUpBill(first),)


def _look_up(pair: BillPair, basket: Basket) -> Step:
    """Judge a bill by what is known now, the holds of this kiosk included."""
    if basket.has(pair):
        return Refused(Refusal(RefusalReason.ALREADY_ADDED), None, basket), ()
    if not basket.has_room:
        return Refused(Refusal(RefusalReason.TOO_MANY_BILLS), None, basket), ()
    return Looking(pair, basket), (LookUpBill(pair),)


def _at_home(state: Home, happening: Happening) -> Step:
    match happening:
        case PayTileTouched(conditions):
            if conditions.terminal is TerminalState.NOT_READY:
                return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None), ()
            return Entering(EntryForm()), ()
        case Scanned():
            return _scan(happening, EMPTY)
        case _:
            return state, ()


def _scan(scanned: Scanned, basket: Basket) -> Step:
    if scanned.conditions.terminal is TerminalState.NOT_READY:
        return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None, basket), ()
    read = entry.read_barcode(scanned.text)
    if isinstance(read, Refusal):
        return Refused(read, None, basket), ()
    return _look_up(read, basket)


def _while_entering(state: Entering, happening: Happening) -> Step:
    match happening:
        case NextTouched():
            submitted = entry.submit(state.form)
            if isinstance(submitted, EntryForm):
                return Entering(submitted, state.basket), ()
            return _look_up(submitted, state.basket)
        case BackTouched():
            return _back_to(state.basket), ()
        case CancelTouched():
            return Home(), ()
        case Scanned():
            return _scan(happening, state.basket)
        case _:
            return Entering(_edited(state.form, happening), state.basket), ()


def _edited(form: EntryForm, happening: Happening) -> EntryForm:
    match happening:
        case DigitTouched(digit):
            return entry.type_digit(form, digit)
        case EraseTouched():
            return entry.erase(form)
        case ClearTouched():
            return entry.clear(form)
        case FieldTouched(field):
            return entry.choose(form, field)
        case _:
            return form


def _when_judged(state: Looking, happening: Happening) -> Step:
    if not isinstance(happening, Judged) or happening.pair != state.pair:
        return state, ()
    verdict = happening.verdict
    if isinstance(verdict, Refusal):
        return Refused(verdict, state.pair, state.basket), ()
    basket = state.basket.added(verdict)
    if not state.waiting:
        return Reviewing(basket), ()
    following, *others = state.waiting
    return Looking(following, basket, tuple(others)), (LookUpBill(following),)


def _while_reviewing(state: Reviewing, basket: Basket, happening: Happening) -> Step:
    match happening:
        case PayTouched(_, conditions):
            if conditions.terminal is TerminalState.NOT_READY:
                return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None, basket), ()
            if conditions.paper is PaperState.OUT:
                return AskingWithoutPaper(basket), ()
            return _pay(basket, happening, Paper.WANTED)
        case CancelTouched():
            return Home(), ()
        case _:
            return _change(state, basket, happening)


def _change(state: Reviewing, basket: Basket, happening: Happening) -> Step:
    """Which bills are to be paid."""
    match happening:
        case AddTouched() if basket.has_room:
            return Entering(EntryForm(), basket), ()
        case Scanned():
            return (state, ()) if _is_in(basket, happening) else _scan(happening, basket)
        case ChoiceTouched(chosen):
            offered = next((offer for offer in basket.offers if offer.id == chosen), None)
            return (state, ()) if offered is None else _look_up(offered.pair, basket)
        case RemoveTouched(bill):
            return _removed(basket.without(bill)), ()
        case NotMineTouched():
            return _removed(basket.without(basket.quotes[-1].id)), ()
        case BackTouched():
            return _back_to_entry(basket), ()
        case _:
            return state, ()


def _is_in(basket: Basket, scanned: Scanned) -> bool:
    """The reader saw the bill that is still held to it."""
    read = entry.read_barcode(scanned.text)
    return isinstance(read, BillPair) and basket.has(read)


def _back_to_entry(basket: Basket) -> Entering:
    """One bill is edited; several stay, and another may be added."""
    if len(basket.quotes) == 1:
        return Entering(_form_of(basket.quotes[0].pair))
    return Entering(EntryForm(), basket)


def _removed(left: Basket) -> Entering | Reviewing:
    return Entering(EntryForm()) if left.is_empty else Reviewing(left)


def _back_to(basket: Basket) -> Home | Reviewing:
    return Home() if basket.is_empty else Reviewing(basket)


def _without_paper(state: AskingWithoutPaper, basket: Basket, happening: Happening) -> Step:
    match happening:
        case PayTouched(_, conditions):
            if conditions.terminal is TerminalState.NOT_READY:
                return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None, basket), ()
            paper_is_back = conditions.paper is PaperState.READY
            return _pay(basket, happening, Paper.WANTED if paper_is_back else Paper.GONE_WITHOUT)
        case BackTouched():
            return Reviewing(basket), ()
        case CancelTouched():
            return Home(), ()
        case _:
            return state, ()


def _pay(basket: Basket, touched: PayTouched, paper: Paper) -> Step:
    begun, commands = payment.begin(
        Payment(touched.ticket, basket.quotes, touched.conditions.inquiry, paper)
    )
    return Paying(begun), commands


def _when_refused(state: Refused, happening: Happening) -> Step:
    match happening:
        case OkTouched():
            return _back_to(state.basket), ()
        case CancelTouched():
            return Home(), ()
        case RetryTouched() | BackTouched():
            form = EntryForm() if state.pair is None else _form_of(state.pair)
            return Entering(form, state.basket), ()
        case Scanned():
            return _scan(happening, state.basket)
        case _:
            return state, ()


def _form_of(pair: BillPair) -> EntryForm:
    return EntryForm(pair.bill.text, pair.payment.text)
