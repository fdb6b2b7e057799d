"""After a restart: no money asked for twice, no paper moved twice, every payment ended."""

from collections.abc import Sequence
from dataclasses import replace as dataclass_replace

import pytest
from msgspec.structs import replace

from contract.events import (
    BillsStarted,
    BillStanding,
    FoundBy,
    OneBillStarted,
    Outcome,
    PaymentApproved,
    PaymentClosed,
    PaymentDeclined,
    PaymentEvent,
    PaymentRequested,
    PaymentUnknown,
    ReceiptNotPrinted,
    ReceiptPrinted,
    ReceiptRequested,
    ReceiptUncertain,
)
from kiosk.journeys.commands import Append, AskForMoney, AskForResult, Commands, PrintReceipt
from kiosk.journeys.money import Inquiry, NotTaken, Paid, Paper, Payment, Slip, Ticket, Unsettled
from kiosk.journeys.payment import Finished, NotStarted, Printing, Unknown
from kiosk.journeys.recovery import (
    PRINT_WITHIN_MS,
    Resumption,
    fold,
    language_of_who_waits,
    paper_after,
    resume,
)
from tests.kiosk.journeys.samples import NOW_MS, approval, payment

PAYMENT = payment()
REF, JOB = PAYMENT.reference, PAYMENT.ticket.job
OLD_STARTED = OneBillStarted(
    tracking=PAYMENT.ticket.tracking.text,
    bill_id="1000012726167",
    payment_id="125050196",
    amount=1_250_000,
    standing=BillStanding.VERIFIED,
)
STARTED = OLD_STARTED.in_present_form()
REQUESTED = PaymentRequested(
    reference=REF, amount=1_250_000, terminal="12345678", last_receipt="0041"
)
UNKNOWN = PaymentUnknown(reference=REF, reason="timeout")
APPROVED = PaymentApproved(
    reference=REF,
    amount=1_250_000,
    rrn="898194184027",
    trace="123456",
    pan="603799******0014",
    terminal="12345678",
    found_by=FoundBy.ANSWER,
    receipt="0042",
)
DECLINED = PaymentDeclined(reference=REF, code="51", reason="no_funds")
BEGUN = ReceiptRequested(job=JOB)
PAID = Paid(approval(PAYMENT))


def resumed(*events: PaymentEvent, of: Payment = PAYMENT) -> tuple[object, Commands]:
    folded = fold((NOW_MS, event) for event in (STARTED, *events))
    assert folded is not None
    return resume(Resumption(folded, of))


def journaled(commands: Commands) -> list[PaymentEvent]:
    return [e for c in commands if isinstance(c, Append) for e in c.events]


def test_a_closed_payment_is_left_alone() -> None:
    closed = PaymentClosed(outcome=Outcome.PAID)
    assert fold((NOW_MS, event) for event in (STARTED, REQUESTED, APPROVED, closed)) is None


def test_a_payment_that_was_never_asked_for_is_abandoned() -> None:
    state, commands = resumed()
    assert state == NotStarted(PAYMENT, "restart")
    assert journaled(commands) == [PaymentClosed(outcome=Outcome.ABANDONED)]


def test_a_request_without_answer_is_unknown_and_asked_about() -> None:
    state, commands = resumed(REQUESTED)
    assert state == Unknown(PAYMENT, "0041")
    assert journaled(commands) == [PaymentUnknown(reference=REF, reason="restart")]
    assert commands[-1] == AskForResult(PAYMENT, "0041")


def test_a_request_to_a_terminal_that_cannot_be_asked_is_unknown_at_once() -> None:
    iranian = payment(Inquiry.IMPOSSIBLE)
    state, commands = resumed(REQUESTED, of=iranian)
    assert state == Printing(iranian, Unsettled("restart"))
    assert [e.KIND for e in journaled(commands)] == ["payment.unknown", "receipt.requested"]


def test_an_unknown_payment_is_asked_about_again_without_a_second_record() -> None:
    state, commands = resumed(REQUESTED, UNKNOWN)
    assert state == Unknown(PAYMENT, "0041")
    assert commands == (AskForResult(PAYMENT, "0041"),)
    iranian = payment(Inquiry.IMPOSSIBLE)
    state, commands = resumed(REQUESTED, UNKNOWN, of=iranian)
    assert state == Printing(iranian, Unsettled("restart"))


def test_an_approval_whose_receipt_was_not_begun_is_printed_for_the_first_time() -> None:
    state, commands = resumed(REQUESTED, APPROVED)
    assert state == Printing(PAYMENT, PAID)
    assert journaled(commands) == [BEGUN]
    assert commands[-1] == PrintReceipt(PAYMENT, PAID)


def test_a_receipt_that_was_begun_is_never_printed_again() -> None:
    state, commands = resumed(REQUESTED, APPROVED, BEGUN)
    assert state == Finished(PAYMENT, PAID, Slip.UNCERTAIN)
    assert journaled(commands) == [
        ReceiptUncertain(job=JOB, reason="restart"),
        PaymentClosed(outcome=Outcome.PAID),
    ]
    state, commands = resumed(REQUESTED, UNKNOWN, BEGUN)
    assert state == Finished(PAYMENT, Unsettled("timeout"), Slip.UNCERTAIN)
    assert journaled(commands)[-1] == PaymentClosed(outcome=Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("event", "slip"),
    [
        (ReceiptPrinted(job=JOB, proof="process_id"), Slip.PRINTED),
        (ReceiptNotPrinted(job=JOB, reason="paper_end"), Slip.NOT_PRINTED),
        (ReceiptUncertain(job=JOB, reason="link_lost"), Slip.UNCERTAIN),
    ],
)
def test_a_payment_that_only_was_not_closed_is_closed(event: PaymentEvent, slip: Slip) -> None:
    state, commands = resumed(REQUESTED, APPROVED, BEGUN, event)
    assert state == Finished(PAYMENT, PAID, slip)
    assert journaled(commands) == [PaymentClosed(outcome=Outcome.PAID)]


def test_a_decline_that_only_was_not_closed_is_closed() -> None:
    state, commands = resumed(REQUESTED, DECLINED)
    assert state == Finished(PAYMENT, NotTaken("51", "no_funds"), Slip.NONE)
    assert journaled(commands) == [PaymentClosed(outcome=Outcome.DECLINED)]


def test_found_late_nothing_comes_out_of_the_printer_for_a_stranger() -> None:
    late = payment(paper=Paper.EXPIRED)
    state, commands = resumed(REQUESTED, APPROVED, of=late)
    assert state == Finished(late, PAID, Slip.NONE)
    assert journaled(commands) == [
        ReceiptNotPrinted(job=JOB, reason="expired"),
        PaymentClosed(outcome=Outcome.PAID),
    ]


def test_late_is_more_than_ten_minutes_or_a_clock_that_ran_backwards() -> None:
    assert paper_after(NOW_MS, NOW_MS + PRINT_WITHIN_MS) is Paper.WANTED
    assert paper_after(NOW_MS, NOW_MS + PRINT_WITHIN_MS + 1) is Paper.EXPIRED
    assert paper_after(NOW_MS, NOW_MS - 1) is Paper.EXPIRED


def in_language(language: str, paper: Paper = Paper.WANTED) -> Resumption:
    of = payment(paper=paper)
    folded = fold([(NOW_MS, replace(STARTED, language=language)), (NOW_MS, REQUESTED)])
    assert folded is not None
    return Resumption(folded, dataclass_replace(of, ticket=named(of, language)))


def named(of: Payment, language: str) -> Ticket:
    return dataclass_replace(of.ticket, language=language)


def test_who_may_still_wait_at_a_kiosk_is_spoken_to_in_the_language_of_the_payment() -> None:
    assert language_of_who_waits((in_language("fa"), in_language("en"))) == "en"


def test_who_has_surely_left_leaves_the_kiosk_in_the_citys_own_language() -> None:
    assert language_of_who_waits(()) == "fa"
    assert language_of_who_waits((in_language("en", Paper.EXPIRED),)) == "fa"


HISTORIES: list[Sequence[PaymentEvent]] = [
    (),
    (REQUESTED,),
    (REQUESTED, UNKNOWN),
    (REQUESTED, APPROVED),
    (REQUESTED, UNKNOWN, APPROVED),
    (REQUESTED, DECLINED),
    (REQUESTED, UNKNOWN, BEGUN),
    (REQUESTED, APPROVED, BEGUN),
    (REQUESTED, APPROVED, BEGUN, ReceiptPrinted(job=JOB, proof="process_id")),
]


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("inquiry", list(Inquiry))
def test_no_recovery_ever_asks_for_money(
    history: Sequence[PaymentEvent], inquiry: Inquiry
) -> None:
    _, commands = resumed(*history, of=payment(inquiry))
    assert not any(isinstance(command, AskForMoney) for command in commands)


def test_what_the_first_release_began_is_recovered_as_a_payment_of_one_bill() -> None:
    folded = fold([(NOW_MS, OLD_STARTED), (NOW_MS, REQUESTED)])
    assert folded is not None
    assert folded.started == STARTED
    assert [bill.bill_id for bill in folded.started.bills] == ["1000012726167"]


@pytest.mark.parametrize(
    "started", [OLD_STARTED, BillsStarted(STARTED.tracking, STARTED.bills, STARTED.amount)]
)
def test_what_was_begun_before_papers_had_a_language_goes_on_in_persian(
    started: OneBillStarted | BillsStarted,
) -> None:
    folded = fold([(NOW_MS, started), (NOW_MS, REQUESTED)])
    assert folded is not None
    assert folded.started.language == "fa"
