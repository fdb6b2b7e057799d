"""From the home screen to the citizen's confirmation of a bill. Pure; nothing is journaled yet."""

from typing import assert_never

from contract.values import BillPair
from kiosk.journeys import entry, payment
from kiosk.journeys.bill import Quote, Refusal, RefusalReason
from kiosk.journeys.commands import LookUpBill
from kiosk.journeys.entry import EntryForm
from kiosk.journeys.happenings import (
    BackTouched,
    CancelTouched,
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
        case Looking(pair):
            return _when_judged(state, pair, happening)
        case Reviewing(quote):
            return _while_reviewing(state, quote, happening)
        case AskingWithoutPaper(quote):
            return _without_paper(state, quote, happening)
        case Refused():
            return _when_refused(state, happening)
        case _:
            assert_never(state)


def look_up(pair: BillPair) -> Step:
    """Judge a bill by what is known now, the holds of this kiosk included."""
    return Looking(pair), (LookUpBill(pair),)


def _at_home(state: Home, happening: Happening) -> Step:
    match happening:
        case PayTileTouched(conditions):
            if conditions.terminal is TerminalState.NOT_READY:
                return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None), ()
            return Entering(EntryForm()), ()
        case Scanned():
            return _scan(happening)
        case _:
            return state, ()


def _scan(scanned: Scanned) -> Step:
    if scanned.conditions.terminal is TerminalState.NOT_READY:
        return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None), ()
    read = entry.read_barcode(scanned.text)
    return (Refused(read, None), ()) if isinstance(read, Refusal) else look_up(read)


def _while_entering(state: Entering, happening: Happening) -> Step:
    match happening:
        case NextTouched():
            submitted = entry.submit(state.form)
            if isinstance(submitted, EntryForm):
                return Entering(submitted), ()
            return look_up(submitted)
        case BackTouched() | CancelTouched():
            return Home(), ()
        case Scanned():
            return _scan(happening)
        case _:
            return Entering(_edited(state.form, happening)), ()


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


def _when_judged(state: Looking, pair: BillPair, happening: Happening) -> Step:
    if not isinstance(happening, Judged) or happening.pair != pair:
        return state, ()
    verdict = happening.verdict
    return (Refused(verdict, pair) if isinstance(verdict, Refusal) else Reviewing(verdict)), ()


def _while_reviewing(state: Reviewing, quote: Quote, happening: Happening) -> Step:
    match happening:
        case PayTouched(_, conditions):
            if conditions.terminal is TerminalState.NOT_READY:
                return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), quote.pair), ()
            if conditions.paper is PaperState.OUT:
                return AskingWithoutPaper(quote), ()
            return _pay(quote, happening, Paper.WANTED)
        case BackTouched():
            return Entering(_form_of(quote.pair)), ()
        case NotMineTouched():
            return Entering(EntryForm()), ()
        case CancelTouched():
            return Home(), ()
        case _:
            return state, ()


def _without_paper(state: AskingWithoutPaper, quote: Quote, happening: Happening) -> Step:
    match happening:
        case PayTouched(_, conditions):
            if conditions.terminal is TerminalState.NOT_READY:
                return Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), quote.pair), ()
            paper_is_back = conditions.paper is PaperState.READY
            return _pay(quote, happening, Paper.WANTED if paper_is_back else Paper.GONE_WITHOUT)
        case BackTouched():
            return Reviewing(quote), ()
        case CancelTouched():
            return Home(), ()
        case _:
            return state, ()


def _pay(quote: Quote, touched: PayTouched, paper: Paper) -> Step:
    begun, commands = payment.begin(
        Payment(touched.ticket, quote, touched.conditions.inquiry, paper)
    )
    return Paying(begun), commands


def _when_refused(state: Refused, happening: Happening) -> Step:
    match happening:
        case OkTouched() | CancelTouched():
            return Home(), ()
        case RetryTouched() | BackTouched():
            form = EntryForm() if state.pair is None else _form_of(state.pair)
            return Entering(form), ()
        case Scanned():
            return _scan(happening)
        case _:
            return state, ()


def _form_of(pair: BillPair) -> EntryForm:
    return EntryForm(pair.bill.text, pair.payment.text)
