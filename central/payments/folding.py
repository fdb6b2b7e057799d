"""Folding one payment from its events. Pure: a state and a fact in, the next state out.

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


class PaymentState(msgspec.Struct, frozen=True, gc=False):
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


Changes = dict[str, object]
"""New values by field of PaymentState."""


def fold(state: PaymentState | None, fact: Fact, event: PaymentEvent) -> PaymentState:
    """The payment after `event`, which `fact` places; `state` is None before its first."""
    assert fact.transaction is not None
    now = begin(fact, fact.transaction) if state is None else state
    if fact.device != now.device:
        return change(now, disputed=True)
    changes = _changes(now, fact, event)
    if fact.journal == now.journal:
        changes["last_seq"] = fact.seq
    return change(now, **changes)


def _changes(now: PaymentState, fact: Fact, event: PaymentEvent) -> Changes:
    """What `event` makes otherwise. Frequent events stand first."""
    match event:
        case PaymentStarted():
            return _started(now, event)
        case PaymentRequested():
            return _requested(now, event)
        case PaymentApproved():
            return _approved(now, fact, event)
        case PaymentClosed():
            return _closed(now, event)
        case PaymentDeclined():
            return _decided(now, fact, event.reference, DECLINED, event.reason)
        case PaymentUnknown():
            return _decided(now, fact, event.reference, UNKNOWN, event.reason)
        case BillsStarted() | OneBillStarted():
            return _started(now, event.in_present_form())
        case _:
            return _receipt(event)


change = msgspec.structs.replace


def begin(fact: Fact, transaction: bytes) -> PaymentState:
    """The state before the first event, placed and dated by it."""
    trusted = (
        fact.quality >= ClockQuality.SYSTEM
        and fact.utc_ms <= fact.received_ms + FUTURE_TOLERANCE_MS
    )
    return PaymentState(
        transaction_id=transaction,
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


def _started(now: PaymentState, event: PaymentStarted) -> Changes:
    if now.bill_count:
        return {"disputed": True}
    return {
        "tracking": event.tracking,
        "bill_count": len(event.bills),
        "amount": event.amount,
        "reference_version": event.reference_version,
    }


def _requested(now: PaymentState, event: PaymentRequested) -> Changes:
    if now.state in (APPROVED, UNKNOWN):
        return {"disputed": True}
    return {
        "state": REQUESTED,
        "reference": event.reference,
        "amount": now.amount or event.amount,
        "terminal": event.terminal,
        "reason": None,
    }


def _approved(now: PaymentState, fact: Fact, event: PaymentApproved) -> Changes:
    if now.state == APPROVED:
        same = (event.reference, event.rrn) == (now.reference, now.rrn)
        return {"disputed": now.disputed or not same}
    fits = event.amount == now.amount and event.reference == now.reference
    return {
        "state": APPROVED,
        "reference": event.reference,
        "amount": now.amount or event.amount,
        "approved_amount": event.amount,
        "rrn": event.rrn,
        "trace": event.trace,
        "pan": event.pan,
        "terminal": event.terminal,
        "merchant": event.merchant,
        "terminal_time": event.terminal_time,
        "found_by": event.found_by.value,
        "reason": None,
        "decided_ms": fact.utc_ms,
        "approved_id": fact.ingest_id,
        "disputed": now.disputed or not fits or now.settled is not None,
    }


def _decided(now: PaymentState, fact: Fact, reference: str, state: str, reason: str) -> Changes:
    if now.state == APPROVED or (now.state == UNKNOWN and now.reference != reference):
        return {"disputed": True}
    return {
        "state": state,
        "reference": reference,
        "reason": reason,
        "decided_ms": fact.utc_ms,
    }


_SAID = {
    Outcome.PAID: APPROVED,
    Outcome.DECLINED: DECLINED,
    Outcome.UNKNOWN: UNKNOWN,
    Outcome.ABANDONED: DECLINED,
}


def _closed(now: PaymentState, event: PaymentClosed) -> Changes:
    if event.outcome is Outcome.ABANDONED and now.state == STARTED:
        return {"closed": True, "state": ABANDONED}
    said = _SAID[event.outcome]
    # A kiosk's word that comes after the bank's is older than that.
    agrees = said == now.state or (said == UNKNOWN and now.settled is not None)
    return {"closed": True, "disputed": now.disputed or not agrees}


def _receipt(
    event: ReceiptRequested | ReceiptPrinted | ReceiptNotPrinted | ReceiptUncertain,
) -> Changes:
    match event:
        case ReceiptRequested():
            return {"receipt": PRINTING, "receipt_reason": None}
        case ReceiptPrinted():
            return {"receipt": PRINTED, "receipt_reason": None}
        case ReceiptNotPrinted():
            return {"receipt": NOT_PRINTED, "receipt_reason": event.reason}
        case ReceiptUncertain():
            return {"receipt": UNCERTAIN, "receipt_reason": event.reason}
        case _:
            assert_never(event)
