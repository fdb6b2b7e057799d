"""After a restart: what the journal says of an unfinished payment, and how it goes on.

Pure. Nothing is asked for twice: a request without an answer is asked *about* where the driver
can, else it is unknown at once; a receipt whose job is journaled may be on paper already and is
not printed again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from contract.events import (
    FIRST_LANGUAGE,
    BillsStarted,
    EarlierStarted,
    OneBillStarted,
    Outcome,
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
from contract.values import Rial
from kiosk.journeys.commands import Append, AskForResult
from kiosk.journeys.happenings import TerminalSilent
from kiosk.journeys.money import Approval, Inquiry, NotTaken, Paid, Paper, Payment, Slip, Unsettled
from kiosk.journeys.payment import (
    Finished,
    NotStarted,
    Requested,
    Step,
    Unknown,
    advance,
    outcome_of,
    settle_on_paper,
)

PRINT_WITHIN_MS = 10 * 60_000
"""Later than this the one who paid has left: the paper would come out for someone else."""


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """The journaled events of one transaction that isn't closed, folded."""

    started: PaymentStarted
    started_ms: int
    requested: PaymentRequested | None = None
    approved: PaymentApproved | None = None
    declined: PaymentDeclined | None = None
    unknown: PaymentUnknown | None = None
    receipt_begun: ReceiptRequested | None = None
    slip: Slip | None = None

    @property
    def may_hang_in_printer(self) -> bool:
        """A page was on its way when the power went: some of it may wait inside the printer."""
        return self.receipt_begun is not None and self.slip is None


def fold(events: Iterable[tuple[int, PaymentEvent]]) -> OpenPayment | None:
    """(UTC ms, event) of one transaction in order. None: closed, or no payment of ours."""
    folded: OpenPayment | None = None
    for utc_ms, event in events:
        if isinstance(event, PaymentStarted):
            folded = OpenPayment(event, utc_ms)
        elif isinstance(event, EarlierStarted):
            folded = OpenPayment(event.in_present_form(), utc_ms)
        elif isinstance(event, PaymentClosed):
            return None
        elif folded is not None:
            folded = _with(folded, event)
    return folded


_SLIPS = {
    ReceiptPrinted: Slip.PRINTED,
    ReceiptNotPrinted: Slip.NOT_PRINTED,
    ReceiptUncertain: Slip.UNCERTAIN,
}


def _with(payment: OpenPayment, event: PaymentEvent) -> OpenPayment:
    match event:
        case PaymentRequested():
            return replace(payment, requested=event)
        case PaymentApproved():
            return replace(payment, approved=event)
        case PaymentDeclined():
            return replace(payment, declined=event)
        case PaymentUnknown():
            return replace(payment, unknown=event)
        case ReceiptRequested():
            return replace(payment, receipt_begun=event)
        case ReceiptPrinted() | ReceiptNotPrinted() | ReceiptUncertain():
            return replace(payment, slip=_SLIPS[type(event)])
        case PaymentStarted() | BillsStarted() | OneBillStarted() | PaymentClosed():
            return payment
        case _:
            assert_never(event)


def paper_after(started_ms: int, now_ms: int) -> Paper:
    """Is it still right to print? A clock that ran backwards counts as long ago."""
    fresh = 0 <= now_ms - started_ms <= PRINT_WITHIN_MS
    return Paper.WANTED if fresh else Paper.EXPIRED


@dataclass(frozen=True, slots=True)
class Resumption:
    """An open payment with its names and bill made again from clear fields and city data."""

    folded: OpenPayment
    payment: Payment


def language_of_who_waits(resumptions: tuple[Resumption, ...]) -> str:
    """The newest payment's, whose payer may still stand there; else the city's own. `resumptions`
    are in order, the oldest first."""
    waiting = [r.payment for r in resumptions if r.payment.paper is not Paper.EXPIRED]
    return waiting[-1].ticket.language if waiting else FIRST_LANGUAGE


def resume(resumption: Resumption) -> Step:
    """The first step of an open payment after a restart."""
    folded, payment = resumption.folded, resumption.payment
    if folded.requested is None:
        closed = PaymentClosed(outcome=Outcome.ABANDONED)
        return NotStarted(payment, "restart"), (_append(payment, closed),)
    if folded.declined is not None:
        closed = PaymentClosed(outcome=Outcome.DECLINED)
        result = NotTaken(folded.declined.code, folded.declined.reason)
        return Finished(payment, result, Slip.NONE), (_append(payment, closed),)
    last_receipt = folded.requested.last_receipt
    if folded.approved is None and folded.unknown is None:
        silence = TerminalSilent(payment.reference, "restart")
        return advance(Requested(payment, last_receipt), silence)
    if folded.approved is None and folded.receipt_begun is None and folded.slip is None:
        return _ask_again(payment, last_receipt)
    return _finish_paper(folded, payment)


def _ask_again(payment: Payment, last_receipt: str | None) -> Step:
    if payment.inquiry is Inquiry.POSSIBLE:
        return Unknown(payment, last_receipt), (AskForResult(payment, last_receipt),)
    return settle_on_paper(payment, Unsettled("restart"))


def _finish_paper(folded: OpenPayment, payment: Payment) -> Step:
    result = result_of(folded)
    closed = PaymentClosed(outcome=outcome_of(result))
    if folded.slip is not None:
        return Finished(payment, result, folded.slip), (_append(payment, closed),)
    if folded.receipt_begun is not None:
        lost = ReceiptUncertain(job=folded.receipt_begun.job, reason="restart")
        return Finished(payment, result, Slip.UNCERTAIN), (_append(payment, lost, closed),)
    return settle_on_paper(payment, result)


def result_of(folded: OpenPayment) -> Paid | Unsettled:
    """Of a payment that was not declined."""
    approved = folded.approved
    if approved is None:
        return Unsettled("restart" if folded.unknown is None else folded.unknown.reason)
    return Paid(
        Approval(
            reference=approved.reference,
            amount=Rial(approved.amount),
            rrn=approved.rrn,
            trace=approved.trace,
            pan=approved.pan,
            terminal=approved.terminal,
            merchant=approved.merchant,
            receipt=approved.receipt,
            terminal_time=approved.terminal_time,
        )
    )


def _append(payment: Payment, *events: PaymentEvent) -> Append:
    return Append(payment.ticket.transaction, events)
