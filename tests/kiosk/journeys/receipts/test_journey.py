"""A receipt again, and a receipt checked: what follows from what."""

import pytest

from contract.events import CopyClosed, CopyStarted, ReceiptSearched
from contract.receipt_record import ReceiptBill, ReceiptRecord
from contract.values import TransactionId
from kiosk.journeys import visit
from kiosk.journeys.commands import AppendCopy, AskCity, FindReceipt, PrintCopy, VerifyReceipt
from kiosk.journeys.happenings import (
    BackTouched,
    CancelTouched,
    CopyTouched,
    DigitTouched,
    FinishTouched,
    Happening,
    IdleEnded,
    NextTouched,
    OkTouched,
    PaperAnswer,
    PaperNotPrinted,
    PaperPrinted,
    PaperUncertain,
    ReceiptsTileTouched,
    ReprintTouched,
    RetryTouched,
    Scanned,
)
from kiosk.journeys.money import Paid, Slip
from kiosk.journeys.payment import AnswerNotAskedFor
from kiosk.journeys.receipts.answers import (
    CitySaid,
    ReceiptFound,
    ReceiptNotFound,
    ReceiptUnreadable,
    ReceiptVerified,
    SearchPaused,
)
from kiosk.journeys.receipts.checking import CityWord, Finding, RecordedHere, Unreadable
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
    Searching,
    Unread,
)
from kiosk.journeys.states import Attract, Home, Receipting, Reviewing, VisitState
from tests.kiosk.journeys.samples import BASKET, approval, conditions, payment

PAYMENT = payment()
CODE = "PISHKHAN1:ABCDEFGH"
SCAN = Scanned(CODE, conditions())
FOUND = Found(PAYMENT, Paid(approval(PAYMENT)), 1_795_400_000_000)
COPY = TransactionId(b"c" * 16)
RECORD = ReceiptRecord(
    outcome="paid",
    transaction=bytes(16),
    tracking=PAYMENT.ticket.tracking.text,
    reference=PAYMENT.reference,
    bills=(ReceiptBill("1000012726167", "125050196", PAYMENT.amount.amount),),
    utc_ms=1_795_400_000_000,
    rrn="123456789012",
    terminal="12345678",
)
FINDING = Finding(RECORD, RecordedHere.YES, None, CityWord.NOT_YET)


def after(state: VisitState, *happenings: Happening) -> VisitState:
    for happening in happenings:
        state, _ = visit.advance(state, happening)
    return state


def searching() -> Receipting:
    digits = [DigitTouched(digit) for digit in f"0014{PAYMENT.amount.amount}"]
    state = after(Home(), ReceiptsTileTouched(), ReprintTouched(), *digits, NextTouched())
    assert isinstance(state, Receipting)
    assert isinstance(state.receipts, Searching)
    return state


def test_card_and_amount_find_a_receipt_and_a_marked_copy_is_printed_once() -> None:
    state = searching()
    assert isinstance(state.receipts, Searching)
    found, commands = visit.advance(state, ReceiptFound(state.receipts.wanted, FOUND))
    searched = ReceiptSearched(tracking=PAYMENT.ticket.tracking.text)
    assert (found, commands) == (Receipting(FOUND), (AppendCopy(None, searched),))
    copying, commands = visit.advance(found, CopyTouched(COPY, "80000001"))
    started = CopyStarted(tracking=PAYMENT.ticket.tracking.text, job="80000001")
    assert commands == (AppendCopy(COPY, started), PrintCopy(FOUND, "80000001"))
    assert after(copying, CopyTouched(COPY, "80000002")) == copying  # a second touch: no more


def test_the_journal_knows_of_a_search_before_the_next_one() -> None:
    state = searching()
    assert isinstance(state.receipts, Searching)
    wanted = state.receipts.wanted
    missed, commands = visit.advance(state, ReceiptNotFound(wanted, 2))
    assert missed == Receipting(NotFound(wanted, 2))
    assert commands == (AppendCopy(None, ReceiptSearched(tracking=None)),)
    again = after(missed, RetryTouched())
    assert isinstance(again, Receipting)
    assert isinstance(again.receipts, Asking)
    assert again.receipts.form.card == "0014"
    assert visit.advance(again, NextTouched())[1] == (FindReceipt(wanted),)


def test_after_too_many_searches_there_is_only_the_way_home() -> None:
    state = searching()
    assert isinstance(state.receipts, Searching)
    paused = after(state, SearchPaused(state.receipts.wanted))
    assert paused == Receipting(Paused())
    assert after(paused, RetryTouched()) == paused
    assert after(paused, OkTouched()) == Home()


@pytest.mark.parametrize(
    ("answer", "slip", "outcome"),
    [
        (PaperPrinted("80000001", "process_id"), Slip.PRINTED, "printed"),
        (PaperNotPrinted("80000001", "paper_end"), Slip.NOT_PRINTED, "not_printed"),
        (PaperUncertain("80000001", "link_lost"), Slip.UNCERTAIN, "uncertain"),
    ],
)
def test_what_the_printer_says_of_a_copy_is_journaled(
    answer: PaperAnswer, slip: Slip, outcome: str
) -> None:
    state, commands = visit.advance(Receipting(Copying(FOUND, COPY, "80000001")), answer)
    assert isinstance(state, Receipting)
    assert isinstance(state.receipts, Copied)
    assert state.receipts.slip is slip
    (append,) = commands
    assert isinstance(append, AppendCopy)
    assert isinstance(append.event, CopyClosed)
    assert append.event.outcome == outcome


def test_nobody_leaves_while_the_paper_moves() -> None:
    copying = Receipting(Copying(FOUND, COPY, "80000001"))
    for touch in (CancelTouched(), BackTouched(), IdleEnded(), FinishTouched(), SCAN):
        assert after(copying, touch) == copying
    assert not visit.is_idle_watched(copying)


def test_an_answer_of_another_job_is_not_the_copys() -> None:
    with pytest.raises(AnswerNotAskedFor):
        visit.advance(Receipting(Copying(FOUND, COPY, "80000001")), PaperPrinted("1", "x"))
    with pytest.raises(AnswerNotAskedFor):
        visit.advance(Receipting(Menu()), PaperPrinted("80000001", "x"))


@pytest.mark.parametrize("state", [Attract(), Home(), Receipting(Menu()), Receipting(FOUND)])
def test_a_receipt_held_to_the_reader_is_checked_wherever_nothing_is_lost_by_it(
    state: VisitState,
) -> None:
    checking, commands = visit.advance(state, SCAN)
    assert (checking, commands) == (Receipting(Checking(CODE)), (VerifyReceipt(CODE),))


def test_a_receipt_does_not_throw_out_the_bill_under_review() -> None:
    assert isinstance(after(Reviewing(BASKET), SCAN), Reviewing)


def test_a_verified_receipt_is_shown_at_once_and_the_city_is_asked() -> None:
    checked, commands = visit.advance(Receipting(Checking(CODE)), ReceiptVerified(CODE, FINDING))
    assert checked == Receipting(Checked(FINDING, CityWord.ASKING))
    assert commands == (AskCity(RECORD.tracking, CODE),)
    said = after(checked, CitySaid(RECORD.tracking, CityWord.SETTLED))
    assert said == Receipting(Checked(FINDING, CityWord.SETTLED))
    assert after(checked, CitySaid("0000000000", CityWord.DISPUTED)) == checked


def test_a_receipt_that_says_nothing_says_why() -> None:
    unread = after(Receipting(Checking(CODE)), ReceiptUnreadable(CODE, Unreadable.NOT_SIGNED_HERE))
    assert unread == Receipting(Unread(Unreadable.NOT_SIGNED_HERE))
    assert after(unread, RetryTouched()) == Receipting(Menu())
    assert after(unread, OkTouched()) == Home()


def test_an_answer_that_nobody_waits_for_any_more_changes_nothing() -> None:
    assert after(Home(), ReceiptVerified(CODE, FINDING)) == Home()
    assert after(Attract(), CitySaid(RECORD.tracking, CityWord.REACHED)) == Attract()
    other = Receipting(Checking("PISHKHAN1:ZZZZ"))
    assert after(other, ReceiptVerified(CODE, FINDING)) == other


@pytest.mark.parametrize(
    "state",
    [Menu(), FOUND, Paused(), Checked(FINDING, CityWord.ASKING), Copied(FOUND, Slip.NONE, "")],
)
def test_what_was_found_is_cleared_when_nobody_is_there(state: object) -> None:
    assert visit.is_idle_watched(Receipting(state))  # type: ignore[arg-type]
    assert after(Receipting(state), IdleEnded()) == Attract()  # type: ignore[arg-type]
