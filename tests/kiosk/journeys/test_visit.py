"""A visit from home to home."""

import pytest

from kiosk.journeys import visit
from kiosk.journeys.bill import Refusal, RefusalReason
from kiosk.journeys.commands import Append, CancelAtTerminal, LookUpBill, PrepareTerminal
from kiosk.journeys.entry import EntryError, EntryField, EntryForm
from kiosk.journeys.happenings import (
    BackTouched,
    CancelTouched,
    ClearTouched,
    DigitTouched,
    EraseTouched,
    FieldTouched,
    FinishTouched,
    Happening,
    IdleEnded,
    Judged,
    NextTouched,
    NotMineTouched,
    OkTouched,
    PaperPrinted,
    PaperState,
    PayTileTouched,
    PayTouched,
    RetryTouched,
    Scanned,
    ServiceRestored,
    ServiceStopped,
    Stage,
    StartTouched,
    StopReason,
    TerminalApproved,
    TerminalNotReady,
    TerminalProgress,
    TerminalReady,
    TerminalSilent,
    TerminalState,
)
from kiosk.journeys.money import NotTaken, Paid, Paper, Slip
from kiosk.journeys.payment import (
    AnswerNotAskedFor,
    Finished,
    NotStarted,
    Preparing,
    Requested,
)
from kiosk.journeys.recovery import OpenPayment, Resumption
from kiosk.journeys.states import (
    AskingWithoutPaper,
    Attract,
    Entering,
    Home,
    Looking,
    OutOfService,
    Paying,
    Recovered,
    Recovering,
    Refused,
    Reviewing,
    VisitState,
)
from tests.kiosk.journeys.samples import BASKET, PAIR, QUOTE, approval, conditions, payment, ticket
from tests.kiosk.journeys.test_recovery import APPROVED, REQUESTED, STARTED

BARCODE = "10000127261670000125050196"
NO_TERMINAL = conditions(terminal=TerminalState.NOT_READY)
NO_PAPER = conditions(paper=PaperState.OUT)
PAYMENT = payment()
PAID = Finished(PAYMENT, Paid(approval(PAYMENT)), Slip.PRINTED)
DECLINED = Finished(PAYMENT, NotTaken("51", "no_funds"), Slip.NONE)


def after(state: VisitState, *happenings: Happening) -> VisitState:
    for happening in happenings:
        state, _ = visit.advance(state, happening)
    return state


def test_the_tile_leads_to_the_entry() -> None:
    assert after(Home(), PayTileTouched(conditions())) == Entering(EntryForm())


@pytest.mark.parametrize("begin", [PayTileTouched(NO_TERMINAL), Scanned(BARCODE, NO_TERMINAL)])
def test_without_a_terminal_nobody_types_for_nothing(begin: Happening) -> None:
    assert after(Home(), begin) == Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None)


def test_a_scan_on_the_home_screen_looks_the_bill_up() -> None:
    state, commands = visit.advance(Home(), Scanned(BARCODE, conditions()))
    assert state == Looking(PAIR)
    assert commands == (LookUpBill(PAIR),)
    assert after(state, Judged(PAIR, QUOTE)) == Reviewing(BASKET)


def test_a_refused_bill_says_why_and_lets_the_citizen_correct() -> None:
    refusal = Refusal(RefusalReason.OTHER_SERVICE)
    state = after(Looking(PAIR), Judged(PAIR, refusal))
    assert state == Refused(refusal, PAIR)
    assert after(state, OkTouched()) == Home()
    assert after(state, RetryTouched()) == Entering(EntryForm("1000012726167", "125050196"))
    assert after(state, Scanned(BARCODE, conditions())) == Looking(PAIR)


def test_a_verdict_on_another_bill_is_not_taken() -> None:
    other = QUOTE.pair.of(PAIR.bill, PAIR.payment)
    assert after(Home(), Judged(other, QUOTE)) == Home()


def test_typing_both_ids_looks_the_bill_up() -> None:
    keys: list[Happening] = [DigitTouched(digit) for digit in "۱۰۰۰۰۱۲۷۲۶۱۶۷"]
    keys.append(NextTouched())
    keys += [DigitTouched(digit) for digit in "125050196"]
    state, commands = visit.advance(after(Entering(EntryForm()), *keys), NextTouched())
    assert (state, commands) == (Looking(PAIR), (LookUpBill(PAIR),))


def test_the_entry_can_be_corrected_and_left() -> None:
    form = EntryForm("12", "3", EntryField.PAYMENT)
    assert after(Entering(form), EraseTouched()) == Entering(EntryForm("12", "", form.active))
    assert after(Entering(form), ClearTouched()) == Entering(EntryForm("12", "", form.active))
    assert after(Entering(form), FieldTouched(EntryField.BILL)) == Entering(EntryForm("12", "3"))
    wrong = after(Entering(EntryForm("12")), NextTouched())
    assert wrong == Entering(EntryForm("12", bill_error=EntryError.TOO_SHORT))
    for leave in (BackTouched(), CancelTouched()):
        assert after(Entering(form), leave) == Home()


def test_the_review_can_be_left_without_a_trace() -> None:
    typed = EntryForm("1000012726167", "125050196")
    assert visit.advance(Reviewing(BASKET), BackTouched()) == (Entering(typed), ())
    assert visit.advance(Reviewing(BASKET), NotMineTouched()) == (Entering(EntryForm()), ())
    assert visit.advance(Reviewing(BASKET), CancelTouched()) == (Home(), ())


def test_confirming_journals_and_prepares_the_terminal() -> None:
    state, commands = visit.advance(Reviewing(BASKET), PayTouched(ticket(), conditions()))
    assert state == Paying(Preparing(PAYMENT))
    append, prepare = commands
    assert isinstance(append, Append)
    assert prepare == PrepareTerminal(PAYMENT)


def test_a_terminal_that_failed_meanwhile_stops_it_at_the_review() -> None:
    state, commands = visit.advance(Reviewing(BASKET), PayTouched(ticket(), NO_TERMINAL))
    assert state == Refused(Refusal(RefusalReason.TERMINAL_NOT_READY), None, BASKET)
    assert after(state, OkTouched()) == Reviewing(BASKET)
    assert commands == ()


def test_without_paper_the_citizen_is_asked_before_paying() -> None:
    asked = after(Reviewing(BASKET), PayTouched(ticket(), NO_PAPER))
    assert asked == AskingWithoutPaper(BASKET)
    assert after(asked, BackTouched()) == Reviewing(BASKET)
    assert after(asked, CancelTouched()) == Home()
    went_on = after(asked, PayTouched(ticket(), NO_PAPER))
    assert went_on == Paying(Preparing(payment(paper=Paper.GONE_WITHOUT)))
    assert after(asked, PayTouched(ticket(), conditions())) == Paying(Preparing(PAYMENT))
    assert isinstance(after(asked, PayTouched(ticket(), NO_TERMINAL)), Refused)


def test_nothing_but_the_terminal_ends_a_payment_under_way() -> None:
    paying = Paying(Requested(PAYMENT, None))
    for touch in (BackTouched(), FinishTouched(), IdleEnded(), OkTouched()):
        assert visit.advance(paying, touch) == (paying, ())


def test_a_cancel_is_told_to_the_terminal_once_and_ends_nothing_by_itself() -> None:
    asked = Paying(Requested(PAYMENT, None))
    state, commands = visit.advance(asked, CancelTouched())
    assert state == Paying(Requested(PAYMENT, None, is_cancelled=True))
    assert commands == (CancelAtTerminal(PAYMENT),)
    assert visit.advance(state, CancelTouched()) == (state, ())


def test_what_is_at_the_bank_cannot_be_cancelled() -> None:
    at_bank = Paying(Requested(PAYMENT, None, Stage.BANK))
    assert visit.advance(at_bank, CancelTouched()) == (at_bank, ())


def test_after_a_decline_a_retry_looks_the_bill_up_anew() -> None:
    state, commands = visit.advance(Paying(DECLINED), RetryTouched())
    assert (state, commands) == (Looking(PAIR), (LookUpBill(PAIR),))
    assert after(Paying(DECLINED), FinishTouched()) == Attract()


def test_a_paid_bill_has_no_retry() -> None:
    assert after(Paying(PAID), RetryTouched()) == Paying(PAID)
    assert after(Paying(PAID), FinishTouched()) == Attract()


def test_a_terminal_that_was_not_there_can_be_tried_again() -> None:
    absent = after(Paying(Preparing(PAYMENT)), TerminalNotReady(PAYMENT.reference, "link_down"))
    assert absent == Paying(NotStarted(PAYMENT, "link_down"))
    assert after(absent, OkTouched()) == Home()
    assert after(absent, RetryTouched()) == Looking(PAIR)


IDLE: list[VisitState] = [
    Home(),
    Entering(EntryForm()),
    Reviewing(BASKET),
    AskingWithoutPaper(BASKET),
    Refused(Refusal(RefusalReason.PAID), PAIR),
    Recovered((PAID,)),
    Paying(PAID),
    Paying(NotStarted(PAYMENT, "")),
]


@pytest.mark.parametrize("state", IDLE)
def test_a_screen_that_nobody_touches_is_cleared(state: VisitState) -> None:
    assert visit.is_idle_watched(state)
    assert after(state, IdleEnded()) == Attract()


BUSY: list[VisitState] = [
    Attract(),
    Looking(PAIR),
    Paying(Preparing(PAYMENT)),
    Paying(Requested(PAYMENT, None)),
    OutOfService(StopReason.STORAGE),
]


@pytest.mark.parametrize("state", BUSY)
def test_a_payment_is_never_cleared_for_idleness(state: VisitState) -> None:
    assert not visit.is_idle_watched(state)
    assert after(state, IdleEnded()) == state


@pytest.mark.parametrize("state", [*IDLE[:6], Attract(), Looking(PAIR)])
def test_an_answer_nobody_asked_for_is_never_taken(state: VisitState) -> None:
    with pytest.raises(AnswerNotAskedFor):
        visit.advance(state, TerminalSilent("3056000010", "timeout"))
    with pytest.raises(AnswerNotAskedFor):
        visit.advance(state, PaperPrinted("00000001", "process_id"))


def test_nothing_unfinished_waits_for_somebody() -> None:
    assert visit.start(()) == (Attract(), ())


def test_a_touch_begins_a_visit_and_so_does_a_bill_held_to_the_reader() -> None:
    assert after(Attract(), StartTouched()) == Home()
    state, commands = visit.advance(Attract(), Scanned(BARCODE, conditions()))
    assert (state, commands) == (Looking(PAIR), (LookUpBill(PAIR),))
    assert after(Attract(), OkTouched()) == Attract()


def open_payment(*events: object, serial: int = 1) -> Resumption:
    requested = REQUESTED if REQUESTED in events else None
    approved = APPROVED if APPROVED in events else None
    folded = OpenPayment(STARTED, 0, requested=requested, approved=approved)
    return Resumption(folded, payment(serial=serial))


def test_open_payments_are_ended_one_after_another_before_anyone_is_served() -> None:
    first, second = open_payment(REQUESTED), open_payment(REQUESTED, APPROVED, serial=2)
    state, _ = visit.start((first, second))
    assert isinstance(state, Recovering)
    assert after(state, PayTileTouched(conditions())) == state
    state = after(state, TerminalSilent(first.payment.reference, "timeout"))
    state = after(state, PaperPrinted(first.payment.ticket.job, "process_id"))
    assert isinstance(state, Recovering)
    assert state.waiting == ()
    state = after(state, PaperPrinted(second.payment.ticket.job, "process_id"))
    assert isinstance(state, Recovered)
    assert [ended.payment for ended in state.ended] == [first.payment, second.payment]
    assert after(state, OkTouched()) == Home()


def test_a_payment_that_was_never_asked_for_is_nobodys_business_after_a_restart() -> None:
    state, commands = visit.start((open_payment(),))
    assert state == Attract()
    assert [type(command) for command in commands] == [Append]


def test_a_stop_in_mid_payment_keeps_the_code_for_its_citizen() -> None:
    stopped = after(Paying(Requested(PAYMENT, None)), ServiceStopped(StopReason.STORAGE))
    assert stopped == OutOfService(StopReason.STORAGE, PAYMENT)
    assert after(stopped, ServiceStopped(StopReason.STORAGE)) == stopped
    assert after(stopped, ServiceRestored()) == stopped  # only a restart recovers it
    assert after(stopped, TerminalApproved(approval(PAYMENT))) == stopped


def test_service_can_be_restored_when_no_payment_was_cut_off() -> None:
    stopped = after(Home(), ServiceStopped(StopReason.DISK_FULL))
    assert stopped == OutOfService(StopReason.DISK_FULL)
    assert after(stopped, ServiceRestored()) == Attract()
    assert after(Home(), ServiceRestored()) == Home()


def test_a_whole_payment_ends_on_its_result() -> None:
    state = after(
        Home(),
        Scanned(BARCODE, conditions()),
        Judged(PAIR, QUOTE),
        PayTouched(ticket(), conditions()),
        TerminalReady(PAYMENT.reference, "12345678", "0041"),
        TerminalProgress(PAYMENT.reference, Stage.PIN),
        TerminalApproved(approval(PAYMENT)),
        PaperPrinted(PAYMENT.ticket.job, "process_id"),
    )
    assert state == Paying(PAID)
