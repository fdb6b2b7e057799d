"""Folding one payment from its events. Whoever folds owns the state, which each event changes.

    started -> requested -> approved | declined | unknown      (unknown -> approved | declined)
    declined -> requested (the citizen tries again)            started -> abandoned

An approval is evidence of money taken and is never folded away: whatever contradicts it marks
the payment disputed and leaves it approved. Events without a beginning (it was lost or is
parked) still make a payment, so that no money goes unseen. A journal's successor may go on with
a payment; another device that names it changes nothing but that a person must look.
"""

from typing import assert_never

import msgspec

from central.ingest import MAIN, Fact
from contract.clock import ClockQuality
from contract.events import (
    BillsStarted,
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

STARTED = "started"
REQUESTED = "requested"
APPROVED = "approved"
DECLINED = "declined"
UNKNOWN = "unknown"
ABANDONED = "abandoned"
STATES = (STARTED, REQUESTED, APPROVED, DECLINED, UNKNOWN, ABANDONED)

NO_RECEIPT = "none"
PRINTING = "requested"
PRINTED = "printed"
NOT_PRINTED = "not_printed"
UNCERTAIN = "uncertain"

FUTURE_TOLERANCE_MS = 10 * 60 * 1000
"""A kiosk's clock this far ahead of the hub's is not believed."""


class PaymentState(msgspec.Struct, gc=False):
    """The columns of a payment's row, in their order (see `models.Payment`)."""

    transaction_id: bytes
    branch: int
    journal: bytes
    device: str
    first_seq: int
    last_seq: int
    at_ms: int
    at_trusted: bool
    received_ms: int
    disputed: bool
    tracking: str = ""
    bill_count: int = 0
    amount: int = 0
    reference_version: int | None = None
    state: str = STARTED
    closed: bool = False
    reference: str | None = None
    approved_amount: int | None = None
    rrn: str | None = None
    trace: str | None = None
    pan: str | None = None
    terminal: str | None = None
    merchant: str | None = None
    terminal_time: str | None = None
    found_by: str | None = None
    reason: str | None = None
    receipt: str = NO_RECEIPT
    receipt_reason: str | None = None
    decided_ms: int | None = None
    approved_id: int | None = None
    duplicate_of: bytes | None = None
    settled: str | None = None
    settled_ms: int | None = None


def fold(state: PaymentState | None, fact: Fact, event: PaymentEvent) -> PaymentState:
    """The same state, changed by `event`, which `fact` places; a new one for a payment's first.
    Frequent events stand first."""
    now = begin(fact) if state is None else state
    if fact.device != now.device:
        now.disputed = True
        return now
    match event:
        case PaymentStarted():
            _started(now, event)
        case PaymentRequested():
            _requested(now, event)
        case PaymentApproved():
            _approved(now, fact, event)
        case PaymentClosed():
            _closed(now, event)
        case PaymentDeclined():
            _decided(now, fact, event.reference, DECLINED, event.reason)
        case PaymentUnknown():
            _decided(now, fact, event.reference, UNKNOWN, event.reason)
        case BillsStarted() | OneBillStarted():
            _started(now, event.in_present_form())
        case _:
            _receipt(now, event)
    if fact.journal == now.journal:
        now.last_seq = fact.seq
    return now


def begin(fact: Fact) -> PaymentState:
    """The state before the first event, placed and dated by it."""
    assert fact.transaction is not None
    trusted = (
        fact.quality >= ClockQuality.SYSTEM
        and fact.utc_ms <= fact.received_ms + FUTURE_TOLERANCE_MS
    )
    return PaymentState(
        transaction_id=fact.transaction,
        branch=fact.branch,
        journal=fact.journal,
        device=fact.device,
        first_seq=fact.seq,
        last_seq=fact.seq,
        at_ms=fact.utc_ms if trusted else fact.received_ms,
        at_trusted=trusted,
        received_ms=fact.received_ms,
        disputed=fact.branch != MAIN,
    )


def _started(now: PaymentState, event: PaymentStarted) -> None:
    if now.bill_count:
        now.disputed = True
        return
    now.tracking = event.tracking
    now.bill_count = len(event.bills)
    now.amount = event.amount
    now.reference_version = event.reference_version


def _requested(now: PaymentState, event: PaymentRequested) -> None:
    if now.state in (APPROVED, UNKNOWN):
        now.disputed = True
        return
    now.state = REQUESTED
    now.reference = event.reference
    now.amount = now.amount or event.amount
    now.terminal = event.terminal
    now.reason = None


def _approved(now: PaymentState, fact: Fact, event: PaymentApproved) -> None:
    if now.state == APPROVED:
        if (event.reference, event.rrn) != (now.reference, now.rrn):
            now.disputed = True
        return
    fits = event.amount == now.amount and event.reference == now.reference
    if not fits or now.settled is not None:
        now.disputed = True
    now.state = APPROVED
    now.reference = event.reference
    now.amount = now.amount or event.amount
    now.approved_amount = event.amount
    now.rrn = event.rrn
    now.trace = event.trace
    now.pan = event.pan
    now.terminal = event.terminal
    now.merchant = event.merchant
    now.terminal_time = event.terminal_time
    now.found_by = event.found_by.value
    now.reason = None
    now.decided_ms = fact.utc_ms
    now.approved_id = fact.ingest_id


def _decided(now: PaymentState, fact: Fact, reference: str, state: str, reason: str) -> None:
    if now.state == APPROVED or (now.state == UNKNOWN and now.reference != reference):
        now.disputed = True
        return
    now.state = state
    now.reference = reference
    now.reason = reason
    now.decided_ms = fact.utc_ms


_SAID = {
    Outcome.PAID: APPROVED,
    Outcome.DECLINED: DECLINED,
    Outcome.UNKNOWN: UNKNOWN,
    Outcome.ABANDONED: DECLINED,
}


def _closed(now: PaymentState, event: PaymentClosed) -> None:
    now.closed = True
    if event.outcome is Outcome.ABANDONED and now.state == STARTED:
        now.state = ABANDONED
        return
    said = _SAID[event.outcome]
    # A kiosk's word that comes after the bank's is older than that.
    if said != now.state and not (said == UNKNOWN and now.settled is not None):
        now.disputed = True


def _receipt(
    now: PaymentState,
    event: ReceiptRequested | ReceiptPrinted | ReceiptNotPrinted | ReceiptUncertain,
) -> None:
    now.receipt_reason = None
    match event:
        case ReceiptRequested():
            now.receipt = PRINTING
        case ReceiptPrinted():
            now.receipt = PRINTED
        case ReceiptNotPrinted():
            now.receipt = NOT_PRINTED
            now.receipt_reason = event.reason
        case ReceiptUncertain():
            now.receipt = UNCERTAIN
            now.receipt_reason = event.reason
        case _:
            assert_never(event)
