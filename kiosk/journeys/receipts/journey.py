"""A happening in; the next state and its commands out. None as next state: back to home.

An answer that comes when nobody waits for it any more changes nothing: it moved no money and no
paper. Only paper is answered while it moves, and nobody can leave before.
"""

from dataclasses import replace
from typing import assert_never

from contract.events import CopyClosed, CopyStarted, ReceiptSearched
from contract.receipt_record import is_receipt_text
from contract.values import TransactionId
from kiosk.journeys.commands import (
    AppendCopy,
    AskCity,
    Commands,
    FindReceipt,
    PrintCopy,
    VerifyReceipt,
)
from kiosk.journeys.happenings import (
    BackTouched,
    CancelTouched,
    ClearTouched,
    CopyTouched,
    DigitTouched,
    EraseTouched,
    Happening,
    NextTouched,
    OkTouched,
    PaperAnswer,
    PaperNotPrinted,
    PaperPrinted,
    PaperUncertain,
    ReprintTouched,
    RetryTouched,
    Scanned,
    SearchFieldTouched,
)
from kiosk.journeys.money import Slip
from kiosk.journeys.receipts import search
from kiosk.journeys.receipts.answers import (
    CitySaid,
    ReceiptFound,
    ReceiptNotFound,
    ReceiptUnreadable,
    ReceiptVerified,
    SearchPaused,
)
from kiosk.journeys.receipts.checking import CityWord
from kiosk.journeys.receipts.search import SearchForm
from kiosk.journeys.receipts.states import (
    Asking,
    Checked,
    Checking,
    Copied,
    Copying,
    Found,
    Menu,
    NotFound,
    Paused,
    ReceiptState,
    Searching,
    Unread,
)

Step = tuple[ReceiptState | None, Commands]


def begin() -> ReceiptState:
    return Menu()


def check(text: str) -> Step:
    """A receipt was held to the reader, wherever the visit stood."""
    return Checking(text), (VerifyReceipt(text),)


def advance(state: ReceiptState, happening: Happening) -> Step:
    """The journey's own happenings; paper's answers go to `paper_answered`."""
    if isinstance(state, Copying):
        return state, ()  # nobody leaves while the paper moves
    if isinstance(happening, Scanned):
        return check(happening.text) if is_receipt_text(happening.text) else (state, ())
    match state:
        case Menu():
            return _at_menu(state, happening)
        case Asking(form):
            return _while_asking(form, happening)
        case Searching():
            return _when_searched(state, happening)
        case Found():
            return _when_found(state, happening)
        case _:
            return _result_shown(state, happening)


def _result_shown(
    state: NotFound | Paused | Checking | Checked | Copied | Unread, happening: Happening
) -> Step:
    match state:
        case NotFound() | Paused():
            return _when_not_found(state, happening)
        case Checking():
            return _when_verified(state, happening)
        case Checked():
            return _when_checked(state, happening)
        case Copied() | Unread():
            return _at_the_end(state, happening)
        case _:
            assert_never(state)


def paper_answered(state: Copying, answer: PaperAnswer) -> tuple[Copied, Commands]:
    """The copy is on paper, or not, or perhaps."""
    reason = ""
    match answer:
        case PaperPrinted():
            slip = Slip.PRINTED
            closed = CopyClosed(job=state.job, outcome="printed", reason="")
        case PaperNotPrinted(_, reason):
            slip = Slip.NOT_PRINTED
            closed = CopyClosed(job=state.job, outcome="not_printed", reason=reason)
        case PaperUncertain(_, reason):
            slip = Slip.UNCERTAIN
            closed = CopyClosed(job=state.job, outcome="uncertain", reason=reason)
        case _:
            assert_never(answer)
    return Copied(state.found, slip, reason), (AppendCopy(state.transaction, closed),)


def _at_menu(state: Menu, happening: Happening) -> Step:
    match happening:
        case ReprintTouched():
            return Asking(SearchForm()), ()
        case BackTouched() | CancelTouched():
            return None, ()
        case _:
            return state, ()


def _while_asking(form: SearchForm, happening: Happening) -> Step:
    match happening:
        case NextTouched():
            submitted = search.submit(form)
            if isinstance(submitted, SearchForm):
                return Asking(submitted), ()
            return Searching(submitted), (FindReceipt(submitted),)
        case BackTouched():
            return Menu(), ()
        case CancelTouched():
            return None, ()
        case _:
            return Asking(_edited(form, happening)), ()


def _edited(form: SearchForm, happening: Happening) -> SearchForm:
    match happening:
        case DigitTouched(digit):
            return search.type_digit(form, digit)
        case EraseTouched():
            return search.erase(form)
        case ClearTouched():
            return search.clear(form)
        case SearchFieldTouched(field):
            return search.choose(form, field)
        case _:
            return form


def _when_searched(state: Searching, happening: Happening) -> Step:
    match happening:
        case ReceiptFound(wanted, found) if wanted == state.wanted:
            searched = ReceiptSearched(tracking=found.payment.ticket.tracking.text)
            return found, (AppendCopy(None, searched),)
        case ReceiptNotFound(wanted, left) if wanted == state.wanted:
            return NotFound(wanted, left), (AppendCopy(None, ReceiptSearched(tracking=None)),)
        case SearchPaused(wanted) if wanted == state.wanted:
            return Paused(), ()
        case CancelTouched():
            return None, ()
        case _:
            return state, ()


def _when_found(state: Found, happening: Happening) -> Step:
    match happening:
        case CopyTouched(transaction, job):
            started = CopyStarted(tracking=state.payment.ticket.tracking.text, job=job)
            copying = Copying(state, transaction, job)
            return copying, (AppendCopy(transaction, started), PrintCopy(state, job))
        case BackTouched():
            return Menu(), ()
        case CancelTouched() | OkTouched():
            return None, ()
        case _:
            return state, ()


def _when_not_found(state: NotFound | Paused, happening: Happening) -> Step:
    match happening:
        case RetryTouched() | BackTouched() if isinstance(state, NotFound):
            wanted = state.wanted
            return Asking(SearchForm(wanted.last_four, str(wanted.amount.amount))), ()
        case OkTouched() | CancelTouched():
            return None, ()
        case _:
            return state, ()


def _when_verified(state: Checking, happening: Happening) -> Step:
    match happening:
        case ReceiptVerified(text, finding) if text == state.text:
            checked = Checked(finding, CityWord.ASKING)
            return checked, (AskCity(finding.record.tracking, text),)
        case ReceiptUnreadable(text, reason) if text == state.text:
            return Unread(reason), ()
        case CancelTouched():
            return None, ()
        case _:
            return state, ()


def _when_checked(state: Checked, happening: Happening) -> Step:
    match happening:
        case CitySaid(tracking, word) if tracking == state.finding.record.tracking:
            return replace(state, city=word), ()
        case _:
            return _at_the_end(state, happening)


def _at_the_end(state: Checked | Copied | Unread, happening: Happening) -> Step:
    match happening:
        case OkTouched() | CancelTouched():
            return None, ()
        case BackTouched() | RetryTouched():
            return Menu(), ()
        case _:
            return state, ()


def closed_after_restart(transaction: TransactionId, job: str) -> AppendCopy:
    """The power went while a copy was printed: nobody knows how much of it came out."""
    return AppendCopy(transaction, CopyClosed(job=job, outcome="uncertain", reason="restart"))
