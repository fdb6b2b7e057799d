"""Paying bills at the terminal: an answer in; the next state and its commands out.

Pure. The runner carries out commands in order and stops at the first that fails, so money is
never asked for before the request for it is on disk, and no paper moves before its job is.

    Preparing -> Requested -> (Unknown ->) Printing -> Finished
        |            `-> Finished, no money taken
        `-> NotStarted
"""

from dataclasses import dataclass, replace
from typing import assert_never

from contract.events import (
    FoundBy,
    Outcome,
    PaidBill,
    PaymentApproved,
    PaymentClosed,
    PaymentDeclined,
    PaymentEvent,
    PaymentRequested,
    PaymentStarted,
    PaymentUnknown,
    ReceiptNotPrinted,
    ReceiptPrinted,
    ReceiptRequested,
    ReceiptUncertain,
)
from kiosk.journeys.bill import HoldState, Quote, hold_subject
from kiosk.journeys.commands import (
    Append,
    AskForMoney,
    AskForResult,
    CancelAtTerminal,
    Commands,
    PrepareTerminal,
    PrintReceipt,
    SetHold,
)
from kiosk.journeys.happenings import (
    DeviceAnswer,
    PaperAnswer,
    PaperNotPrinted,
    PaperPrinted,
    PaperUncertain,
    Stage,
    TerminalAnswer,
    TerminalApproved,
    TerminalDeclined,
    TerminalNotReady,
    TerminalProgress,
    TerminalReady,
    TerminalSilent,
    TerminalTookNothing,
)
from kiosk.journeys.money import (
    Approval,
    Inquiry,
    NotTaken,
    Paid,
    Paper,
    Payment,
    Result,
    Slip,
    Unsettled,
)


@dataclass(frozen=True, slots=True)
class Preparing:
    """Journaled as started; the terminal is asked whether it is there."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class Requested:
    """Journaled as requested; the terminal has been asked for the money.

    `is_cancelled`: it was also told that the citizen wants it no more. It still has the word.
    """

    payment: Payment
    last_receipt: str | None
    stage: Stage = Stage.CARD
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Journaled as unknown; the terminal is asked what became of it."""

    payment: Payment
    last_receipt: str | None


@dataclass(frozen=True, slots=True)
class Printing:
    """The result and the receipt's job are journaled; the paper is moving."""

    payment: Payment
    result: Paid | Unsettled


@dataclass(frozen=True, slots=True)
class Finished:
    """Journaled as closed. `slip_reason`: why there is no paper, or perhaps none."""

    payment: Payment
    result: Result
    slip: Slip
    slip_reason: str = ""


@dataclass(frozen=True, slots=True)
class NotStarted:
    """Journaled as abandoned: the terminal wasn't there, no money was asked for."""

    payment: Payment
    reason: str


PaymentState = Preparing | Requested | Unknown | Printing | Finished | NotStarted
Step = tuple[PaymentState, Commands]


class AnswerNotAskedFor(Exception):
    """A device answered what it wasn't asked. Close the counter: at the next start recovery
    folds what is journaled, and the hub settles the reference against the bank's file."""


def begin(payment: Payment) -> Step:
    """The citizen has confirmed the bills."""
    started = PaymentStarted(
        tracking=payment.ticket.tracking.text,
        bills=tuple(_paid_bill(quote) for quote in payment.quotes),
        amount=payment.amount.amount,
        reference_version=payment.quotes[-1].reference_version,
        language=payment.ticket.language,
    )
    journaled = Append(payment.ticket.transaction, (started,), payer=payment.payer)
    return Preparing(payment), (journaled, PrepareTerminal(payment))


def _paid_bill(quote: Quote) -> PaidBill:
    return PaidBill(
        bill_id=quote.pair.bill.text,
        payment_id=quote.pair.payment.text,
        amount=quote.amount.amount,
        standing=quote.standing,
        bill_kind=None if quote.record is None else quote.record.kind,
    )


def cancel(state: Requested) -> Step:
    """The citizen wants to stop. Ends nothing by itself: only the terminal's answer does."""
    if state.is_cancelled or state.stage not in {Stage.CARD, Stage.PIN}:
        return state, ()
    return replace(state, is_cancelled=True), (CancelAtTerminal(state.payment),)


def advance(state: PaymentState, answer: DeviceAnswer) -> Step:
    """Raises AnswerNotAskedFor; then nothing has changed."""
    match answer:
        case PaperPrinted() | PaperNotPrinted() | PaperUncertain():
            if isinstance(state, Printing) and answer.job == state.payment.ticket.job:
                return _close(state, answer)
            raise AnswerNotAskedFor(state, answer)
        case _:
            if answer.reference != state.payment.reference:
                raise AnswerNotAskedFor(state, answer)
            return _on_terminal(state, answer)


def _on_terminal(state: PaymentState, answer: TerminalAnswer) -> Step:
    match state:
        case Preparing():
            return _when_preparing(state, answer)
        case Requested():
            return _when_requested(state, answer)
        case Unknown():
            return _when_unknown(state, answer)
        case Printing() | Finished() | NotStarted():
            if isinstance(answer, TerminalProgress):
                return state, ()  # a display text that was on its way
            raise AnswerNotAskedFor(state, answer)
        case _:
            assert_never(state)


def _when_preparing(state: Preparing, answer: TerminalAnswer) -> Step:
    match answer:
        case TerminalReady(_, terminal, last_receipt):
            return _request(state.payment, terminal, last_receipt)
        case TerminalNotReady(_, reason):
            closed = PaymentClosed(outcome=Outcome.ABANDONED)
            return NotStarted(state.payment, reason), (_append(state.payment, closed),)
        case TerminalProgress():
            return state, ()
        case TerminalApproved() | TerminalDeclined() | TerminalTookNothing() | TerminalSilent():
            raise AnswerNotAskedFor(state, answer)
        case _:
            assert_never(answer)


def _when_requested(state: Requested, answer: TerminalAnswer) -> Step:
    match answer:
        case TerminalProgress(_, stage):
            return replace(state, stage=stage), ()
        case TerminalApproved(approval):
            return _approve(state.payment, approval, FoundBy.ANSWER)
        case TerminalDeclined(_, code, reason):
            return _decline(state.payment, code, reason)
        case TerminalSilent(_, reason):
            return _lose_sight(state.payment, state.last_receipt, reason)
        case TerminalReady() | TerminalNotReady() | TerminalTookNothing():
            raise AnswerNotAskedFor(state, answer)
        case _:
            assert_never(answer)


def _when_unknown(state: Unknown, answer: TerminalAnswer) -> Step:
    match answer:
        case TerminalProgress():
            return state, ()
        case TerminalApproved(approval):
            return _approve(state.payment, approval, FoundBy.INQUIRY)
        case TerminalDeclined(_, code, reason):
            return _decline(state.payment, code, reason)
        case TerminalTookNothing():
            return _decline(state.payment, "", "not_taken")
        case TerminalSilent(_, reason):
            return settle_on_paper(state.payment, Unsettled(reason))
        case TerminalReady() | TerminalNotReady():
            raise AnswerNotAskedFor(state, answer)
        case _:
            assert_never(answer)


def _request(payment: Payment, terminal: str, last_receipt: str | None) -> Step:
    requested = PaymentRequested(
        reference=payment.reference,
        amount=payment.amount.amount,
        terminal=terminal,
        last_receipt=last_receipt,
    )
    journaled = _append(payment, requested, hold=HoldState.REQUESTED)
    return Requested(payment, last_receipt), (journaled, AskForMoney(payment))


def _approve(payment: Payment, approval: Approval, found_by: FoundBy) -> Step:
    if approval.amount != payment.amount:
        # Money moved, but not this sum: nobody may call it paid or unpaid here.
        reason = f"amount_differs: {approval.amount.amount}"
        step, commands = settle_on_paper(payment, Unsettled(reason))
        unknown = PaymentUnknown(reference=payment.reference, reason=reason)
        return step, (_append(payment, unknown, hold=HoldState.UNKNOWN), *commands)
    approved = PaymentApproved(
        reference=payment.reference,
        amount=approval.amount.amount,
        rrn=approval.rrn,
        trace=approval.trace,
        pan=approval.pan,
        terminal=approval.terminal,
        found_by=found_by,
        merchant=approval.merchant,
        receipt=approval.receipt,
        terminal_time=approval.terminal_time,
    )
    step, commands = settle_on_paper(payment, Paid(approval))
    return step, (_append(payment, approved, hold=HoldState.APPROVED), *commands)


def _decline(payment: Payment, code: str, reason: str) -> Step:
    declined = PaymentDeclined(reference=payment.reference, code=code, reason=reason)
    closed = PaymentClosed(outcome=Outcome.DECLINED)
    journaled = _append(payment, declined, closed, hold=HoldState.FREE)
    return Finished(payment, NotTaken(code, reason), Slip.NONE), (journaled,)


def _lose_sight(payment: Payment, last_receipt: str | None, reason: str) -> Step:
    """Journaled before anything is asked: whatever comes next, the bill stays held."""
    unknown = PaymentUnknown(reference=payment.reference, reason=reason)
    journaled = _append(payment, unknown, hold=HoldState.UNKNOWN)
    match payment.inquiry:
        case Inquiry.POSSIBLE:
            ask = AskForResult(payment, last_receipt)
            return Unknown(payment, last_receipt), (journaled, ask)
        case Inquiry.IMPOSSIBLE:
            step, commands = settle_on_paper(payment, Unsettled(reason))
            return step, (journaled, *commands)
        case _:
            assert_never(payment.inquiry)


def settle_on_paper(payment: Payment, result: Paid | Unsettled) -> Step:
    """The result is journaled: print it once, or say why not, and close."""
    job = payment.ticket.job
    match payment.paper:
        case Paper.WANTED:
            journaled = _append(payment, ReceiptRequested(job=job))
            return Printing(payment, result), (journaled, PrintReceipt(payment, result))
        case Paper.GONE_WITHOUT | Paper.EXPIRED:
            not_printed = ReceiptNotPrinted(job=job, reason=payment.paper.value)
            journaled = _append(payment, not_printed, PaymentClosed(outcome=outcome_of(result)))
            return Finished(payment, result, Slip.NONE), (journaled,)
        case _:
            assert_never(payment.paper)


def _close(state: Printing, answer: PaperAnswer) -> Step:
    event: PaymentEvent
    reason = ""
    match answer:
        case PaperPrinted(job, proof):
            event, slip = ReceiptPrinted(job=job, proof=proof), Slip.PRINTED
        case PaperNotPrinted(job, reason):
            event, slip = ReceiptNotPrinted(job=job, reason=reason), Slip.NOT_PRINTED
        case PaperUncertain(job, reason):
            event, slip = ReceiptUncertain(job=job, reason=reason), Slip.UNCERTAIN
        case _:
            assert_never(answer)
    closed = PaymentClosed(outcome=outcome_of(state.result))
    journaled = _append(state.payment, event, closed)
    return Finished(state.payment, state.result, slip, reason), (journaled,)


def outcome_of(result: Result) -> Outcome:
    match result:
        case Paid():
            return Outcome.PAID
        case Unsettled():
            return Outcome.UNKNOWN
        case NotTaken():
            return Outcome.DECLINED
        case _:
            assert_never(result)


def _append(payment: Payment, *events: PaymentEvent, hold: HoldState | None = None) -> Append:
    """`hold` is set on every bill of the payment."""
    subjects = () if hold is None else (hold_subject(quote.pair) for quote in payment.quotes)
    held = tuple(SetHold(subject, hold) for subject in subjects if hold is not None)
    return Append(payment.ticket.transaction, events, held)
