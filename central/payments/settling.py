"""Folding what the bank's file says into a payment. Pure, as `folding` is.

The bank's word ends an unknown result: taken, or not. It never unsays what a terminal said; where
the two contradict each other a person must look.
"""

from typing import assert_never

from central.ingest import Fact
from central.payments.folding import (
    APPROVED,
    DECLINED,
    REQUESTED,
    UNKNOWN,
    PaymentState,
    begin,
    change,
)
from contract.events import PaymentSettled, Settlement

BANK = "bank"
"""`found_by` of a payment whose money only the bank's file has shown."""
UNDECIDED = (UNKNOWN, REQUESTED)


def settle(state: PaymentState | None, fact: Fact, event: PaymentSettled) -> PaymentState:
    """The payment after the bank's word on it."""
    assert fact.transaction is not None
    before = begin(fact, fact.transaction) if state is None else state
    now = change(before, settled=event.outcome.value, settled_ms=event.bank_ms)
    match event.outcome:
        case Settlement.PAID:
            return _taken(now, fact, event)
        case Settlement.OTHER_AMOUNT:
            return change(_taken(now, fact, event), disputed=True)
        case Settlement.NOT_TAKEN:
            return _not_taken(now)
        case Settlement.MISSING:
            return now
        case _:
            assert_never(event.outcome)


def _taken(now: PaymentState, fact: Fact, event: PaymentSettled) -> PaymentState:
    if now.state == APPROVED:
        return now
    return change(
        now,
        disputed=now.disputed or now.state not in UNDECIDED,
        state=APPROVED,
        amount=now.amount or event.amount,
        approved_amount=event.amount,
        rrn=event.rrn,
        terminal=event.terminal,
        found_by=BANK,
        reason=None,
        decided_ms=event.bank_ms,
        approved_id=fact.ingest_id,
    )


def _not_taken(now: PaymentState) -> PaymentState:
    if now.state in UNDECIDED:
        return change(now, state=DECLINED, reason=Settlement.NOT_TAKEN.value)
    return change(now, disputed=now.disputed or now.state == APPROVED)
