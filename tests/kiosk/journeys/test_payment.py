"""Money: asked for once, after the request is on disk; paper: moved once, after its job is."""

from dataclasses import replace

import pytest

from contract.events import (
    FoundBy,
    Outcome,
    PaymentApproved,
    PaymentClosed,
    PaymentDeclined,
    PaymentRequested,
    PaymentStarted,
    PaymentUnknown,
    ReceiptNotPrinted,
    ReceiptPrinted,
    ReceiptRequested,
    ReceiptUncertain,
)
from contract.values import Rial
from kiosk.journeys.bill import HoldState
from kiosk.journeys.commands import (
    Append,
    AskForMoney,
    AskForResult,
    Commands,
    PrepareTerminal,
    PrintReceipt,
)
from kiosk.journeys.happenings import (
    DeviceAnswer,
    PaperAnswer,
    PaperNotPrinted,
    PaperPrinted,
    PaperUncertain,
    Stage,
    TerminalApproved,
    TerminalDeclined,
    TerminalNotReady,
    TerminalProgress,
    TerminalReady,
    TerminalSilent,
    TerminalTookNothing,
)
from kiosk.journeys.money import Inquiry, NotTaken, Paid, Paper, Slip, Unsettled
from kiosk.journeys.payment import (
    AnswerNotAskedFor,
    Finished,
    NotStarted,
    PaymentState,
    Preparing,
    Printing,
    Requested,
    Unknown,
    advance,
    begin,
)
from tests.kiosk.journeys.samples import approval, payment

PAYMENT = payment()
REF = PAYMENT.reference
JOB = PAYMENT.ticket.job
READY = TerminalReady(REF, "12345678", "0041")
SILENT = TerminalSilent(REF, "timeout")
PAID = Paid(approval(PAYMENT))


def kinds(commands: Commands) -> list[str]:
    """Events and commands in order, an event by its kind."""
    names: list[str] = []
    for command in commands:
        if isinstance(command, Append):
            names += [event.KIND for event in command.events]
        else:
            names.append(type(command).__name__)
    return names


def test_the_confirmation_is_journaled_before_the_terminal_is_bothered() -> None:
    state, commands = begin(PAYMENT)
    assert state == Preparing(PAYMENT)
    assert kinds(commands) == ["payment.started", "PrepareTerminal"]
    assert commands[1] == PrepareTerminal(PAYMENT)
    append = commands[0]
    assert isinstance(append, Append)
    started = append.events[0]
    assert isinstance(started, PaymentStarted)
    assert (started.amount, started.bills[0].bill_kind, started.reference_version) == (
        1_250_000,
        "renovation",
        7,
    )
    assert append.payer is not None
    assert append.payer.owner == "م*** رحیمی"


def test_the_request_is_journaled_with_its_hold_before_money_is_asked_for() -> None:
    state, commands = advance(Preparing(PAYMENT), READY)
    assert state == Requested(PAYMENT, "0041")
    append, ask = commands
    assert isinstance(append, Append)
    assert append.events == (
        PaymentRequested(
            reference=REF, amount=1_250_000, terminal="12345678", last_receipt="0041"
        ),
    )
    assert [hold.state for hold in append.holds] == [HoldState.REQUESTED]
    assert ask == AskForMoney(PAYMENT)


def test_a_terminal_that_is_not_there_ends_it_before_any_money() -> None:
    state, commands = advance(Preparing(PAYMENT), TerminalNotReady(REF, "link_down"))
    assert state == NotStarted(PAYMENT, "link_down")
    assert kinds(commands) == ["payment.closed"]


def test_an_approval_is_journaled_then_the_job_then_the_paper() -> None:
    state, commands = advance(Requested(PAYMENT, None), TerminalApproved(PAID.approval))
    assert state == Printing(PAYMENT, PAID)
    assert kinds(commands) == ["payment.approved", "receipt.requested", "PrintReceipt"]
    approved, begun, paper = commands
    assert isinstance(approved, Append)
    assert isinstance(approved.events[0], PaymentApproved)
    assert approved.events[0].found_by is FoundBy.ANSWER
    assert [hold.state for hold in approved.holds] == [HoldState.APPROVED]
    assert isinstance(begun, Append)
    assert begun.events == (ReceiptRequested(job=JOB),)
    assert paper == PrintReceipt(PAYMENT, PAID)


def test_a_decline_frees_the_bill_and_closes() -> None:
    state, commands = advance(Requested(PAYMENT, None), TerminalDeclined(REF, "51", "no_funds"))
    assert state == Finished(PAYMENT, NotTaken("51", "no_funds"), Slip.NONE)
    (append,) = commands
    assert isinstance(append, Append)
    assert append.events == (
        PaymentDeclined(reference=REF, code="51", reason="no_funds"),
        PaymentClosed(outcome=Outcome.DECLINED),
    )
    assert [hold.state for hold in append.holds] == [HoldState.FREE]


def test_silence_is_unknown_and_asked_about_never_asked_again() -> None:
    state, commands = advance(Requested(PAYMENT, "0041"), SILENT)
    assert state == Unknown(PAYMENT, "0041")
    append, ask = commands
    assert isinstance(append, Append)
    assert append.events == (PaymentUnknown(reference=REF, reason="timeout"),)
    assert [hold.state for hold in append.holds] == [HoldState.UNKNOWN]
    assert ask == AskForResult(PAYMENT, "0041")


def test_silence_of_a_terminal_that_cannot_be_asked_is_unknown_at_once() -> None:
    iranian = payment(Inquiry.IMPOSSIBLE)
    state, commands = advance(Requested(iranian, None), SILENT)
    assert state == Printing(iranian, Unsettled("timeout"))
    assert kinds(commands) == ["payment.unknown", "receipt.requested", "PrintReceipt"]


def test_an_inquiry_that_finds_the_money_is_an_approval() -> None:
    state, commands = advance(Unknown(PAYMENT, None), TerminalApproved(PAID.approval))
    assert state == Printing(PAYMENT, PAID)
    append = commands[0]
    assert isinstance(append, Append)
    assert isinstance(append.events[0], PaymentApproved)
    assert append.events[0].found_by is FoundBy.INQUIRY


def test_an_inquiry_that_finds_nothing_closes_without_money() -> None:
    state, commands = advance(Unknown(PAYMENT, None), TerminalTookNothing(REF))
    assert state == Finished(PAYMENT, NotTaken("", "not_taken"), Slip.NONE)
    assert kinds(commands) == ["payment.declined", "payment.closed"]
    state, _ = advance(Unknown(PAYMENT, None), TerminalDeclined(REF, "05", "bank_refused"))
    assert state == Finished(PAYMENT, NotTaken("05", "bank_refused"), Slip.NONE)


def test_an_inquiry_without_answer_leaves_it_unknown_on_paper() -> None:
    state, commands = advance(Unknown(PAYMENT, None), SILENT)
    assert state == Printing(PAYMENT, Unsettled("timeout"))
    assert kinds(commands) == ["receipt.requested", "PrintReceipt"]


def test_an_approval_of_another_sum_is_never_called_paid() -> None:
    wrong = replace(PAID.approval, amount=Rial(12_500))
    state, commands = advance(Requested(PAYMENT, None), TerminalApproved(wrong))
    assert state == Printing(PAYMENT, Unsettled("amount_differs: 12500"))
    assert kinds(commands)[0] == "payment.unknown"
    assert isinstance(commands[0], Append)
    assert [hold.state for hold in commands[0].holds] == [HoldState.UNKNOWN]


@pytest.mark.parametrize(
    ("answer", "event", "slip", "reason"),
    [
        (
            PaperPrinted(JOB, "process_id"),
            ReceiptPrinted(job=JOB, proof="process_id"),
            Slip.PRINTED,
            "",
        ),
        (
            PaperNotPrinted(JOB, "paper_end"),
            ReceiptNotPrinted(job=JOB, reason="paper_end"),
            Slip.NOT_PRINTED,
            "paper_end",
        ),
        (
            PaperUncertain(JOB, "link_lost"),
            ReceiptUncertain(job=JOB, reason="link_lost"),
            Slip.UNCERTAIN,
            "link_lost",
        ),
    ],
)
def test_what_became_of_the_paper_closes_the_payment(
    answer: PaperAnswer, event: ReceiptPrinted, slip: Slip, reason: str
) -> None:
    state, commands = advance(Printing(PAYMENT, PAID), answer)
    assert state == Finished(PAYMENT, PAID, slip, reason)
    (append,) = commands
    assert isinstance(append, Append)
    assert append.events == (event, PaymentClosed(outcome=Outcome.PAID))


def test_a_citizen_who_went_on_without_paper_gets_none() -> None:
    without = payment(paper=Paper.GONE_WITHOUT)
    state, commands = advance(Requested(without, None), TerminalApproved(approval(without)))
    assert isinstance(state, Finished)
    assert state.slip is Slip.NONE
    assert kinds(commands) == ["payment.approved", "receipt.not_printed", "payment.closed"]


def test_progress_changes_what_is_shown_and_nothing_else() -> None:
    progress = TerminalProgress(REF, Stage.PIN)
    state, commands = advance(Requested(PAYMENT, "0041"), progress)
    assert (state, commands) == (Requested(PAYMENT, "0041", Stage.PIN), ())
    others: list[PaymentState] = [
        Preparing(PAYMENT),
        Unknown(PAYMENT, None),
        Printing(PAYMENT, PAID),
        Finished(PAYMENT, PAID, Slip.PRINTED),
    ]
    for other in others:
        assert advance(other, progress) == (other, ())


NOT_ASKED_FOR: list[tuple[PaymentState, DeviceAnswer]] = [
    (Preparing(PAYMENT), TerminalApproved(PAID.approval)),
    (Preparing(PAYMENT), TerminalDeclined(REF, "", "")),
    (Preparing(PAYMENT), TerminalTookNothing(REF)),
    (Preparing(PAYMENT), SILENT),
    (Preparing(PAYMENT), PaperPrinted(JOB, "")),
    (Requested(PAYMENT, None), READY),
    (Requested(PAYMENT, None), TerminalNotReady(REF, "")),
    (Requested(PAYMENT, None), TerminalTookNothing(REF)),
    (Requested(PAYMENT, None), PaperUncertain(JOB, "")),
    (Unknown(PAYMENT, None), READY),
    (Unknown(PAYMENT, None), TerminalNotReady(REF, "")),
    (Printing(PAYMENT, PAID), TerminalApproved(PAID.approval)),
    (Printing(PAYMENT, PAID), SILENT),
    (Printing(PAYMENT, PAID), PaperPrinted("another", "")),
    (Finished(PAYMENT, PAID, Slip.PRINTED), PaperPrinted(JOB, "")),
    (Finished(PAYMENT, PAID, Slip.PRINTED), TerminalApproved(PAID.approval)),
    (NotStarted(PAYMENT, ""), SILENT),
    (Requested(PAYMENT, None), TerminalApproved(approval(payment(serial=2)))),
]


@pytest.mark.parametrize(("state", "answer"), NOT_ASKED_FOR)
def test_an_answer_nobody_asked_for_is_never_taken(
    state: PaymentState, answer: DeviceAnswer
) -> None:
    with pytest.raises(AnswerNotAskedFor):
        advance(state, answer)
