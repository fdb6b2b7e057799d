"""Folding what the bank's file says into a payment, as `folding` does what a kiosk says.

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
)
from contract.events import PaymentSettled, Settlement

BANK = "bank"
"""`found_by` of a payment whose money only the bank's file has shown."""
UNDECIDED = (UNKNOWN, REQUESTED)


def settle(state: PaymentState | None, fact: Fact, event: PaymentSettled) -> PaymentState:
    """The same state, changed by the bank's word on it; a new one where nothing else is known."""
    now = begin(fact) if state is None else state
    now.settled = event.outcome.value
    now.settled_ms = event.bank_ms
    match event.outcome:
        case Settlement.PAID:
            _taken(now, fact, event)
        case Settlement.OTHER_AMOUNT:
            _taken(now, fact, event)
            now.disputed = True
        case Settlement.NOT_TAKEN:
            _not_taken(now)
        case Settlement.MISSING:
            pass
        case _:
            assert_never(event.outcome)
    return now


def _taken(now: PaymentState, fact: Fact, event: PaymentSettled) -> None:
    if now.state == APPROVED:
        return
    now.disputed = now.disputed or now.state not in UNDECIDED
    now.state = APPROVED
    now.amount = now.amount or event.amount
    now.approved_amount = event.amount
    now.rrn = event.rrn
    now.terminal = event.terminal
    now.found_by = BANK
    now.reason = None
    now.decided_ms = event.bank_ms
    now.approved_id = fact.ingest_id


def _not_taken(now: PaymentState) -> None:
    if now.state in UNDECIDED:
        now.state = DECLINED
        now.reason = Settlement.NOT_TAKEN.value
        return
    now.disputed = now.disputed or now.state == APPROVED
