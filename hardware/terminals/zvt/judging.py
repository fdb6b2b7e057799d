"""What a closed dialogue says about money: only what fits the request counts."""

from collections.abc import Collection

from hardware.terminals.answer_codes import DECLINE_REASONS
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.masking import harmless
from hardware.terminals.port import (
    Approved,
    Declined,
    DeclineReason,
    InquiryResult,
    NotTaken,
    PaymentOrder,
    PaymentResult,
    ReversalOrder,
    ReversalResult,
    Reversed,
    Settled,
    SettlementResult,
    Uncertain,
    UncertainReason,
)
from hardware.terminals.zvt.codec.messages import IRANIAN_RIAL, StatusInformation
from hardware.terminals.zvt.dialogue import Ended
from hardware.terminals.zvt.session import NO_RECEIPT

_CUSTOMER_ABORT = 0x6C  # the red key, no card in time, or our own abort

# ZVT protocol, chapter "Error messages". A code that is not here proves nothing about the money.
_ABORT_REASONS = {
    0x64: DeclineReason.CARD_REFUSED,
    0x65: DeclineReason.CARD_REFUSED,
    0x67: DeclineReason.NOT_PERMITTED,
    0x68: DeclineReason.NOT_PERMITTED,
    0x6A: DeclineReason.TERMINAL_REFUSED,
    0x6B: DeclineReason.TERMINAL_REFUSED,
    _CUSTOMER_ABORT: DeclineReason.CANCELLED,
    0x6E: DeclineReason.CARD_REFUSED,
    0x6F: DeclineReason.TERMINAL_REFUSED,
    0x71: DeclineReason.NO_FUNDS,
    0x72: DeclineReason.CARD_REFUSED,
    0x73: DeclineReason.CARD_REFUSED,
    0x78: DeclineReason.CARD_EXPIRED,
    0x79: DeclineReason.CARD_REFUSED,
    0x7A: DeclineReason.CARD_REFUSED,
    0x83: DeclineReason.TERMINAL_REFUSED,
    0x85: DeclineReason.TERMINAL_REFUSED,
    0xA0: DeclineReason.BANK_UNREACHABLE,
    0xA3: DeclineReason.BANK_UNREACHABLE,
    0xB1: DeclineReason.TERMINAL_REFUSED,
    0xB4: DeclineReason.TERMINAL_REFUSED,  # already reversed
    0xB5: DeclineReason.TERMINAL_REFUSED,  # this receipt cannot be reversed
}


def judged_payment(
    ended: Ended, order: PaymentOrder, identity: TerminalIdentity, old: Collection[str]
) -> PaymentResult:
    """`old`: receipts known before the request; an answer with one of them is an old answer."""
    told = _approval(ended)
    if not isinstance(told, StatusInformation):
        return told
    if told.receipt in old:
        return _old_answer(told)
    return approved_if_fitting(told, order, identity)


def judged_reversal(
    ended: Ended, order: ReversalOrder, identity: TerminalIdentity, old: Collection[str]
) -> ReversalResult:
    told = _approval(ended)
    if not isinstance(told, StatusInformation):
        return told
    if told.receipt in old and told.receipt != order.receipt:
        return _old_answer(told)  # some terminals reverse under the number of the payment
    misfit = _misfit(told, order, identity)
    return Reversed(order.amount, told.receipt) if misfit is None else misfit


def judged_settlement(ended: Ended) -> SettlementResult:
    """Not every terminal tells the sum of its day."""
    if ended.abort_code is None and not ended.told:
        return Settled()
    told = _approval(ended)
    return Settled(told.amount) if isinstance(told, StatusInformation) else told


def approved_if_fitting(
    told: StatusInformation, order: PaymentOrder, identity: TerminalIdentity
) -> Approved | Uncertain:
    """An approval counts only for this amount, in rials, at this terminal, for this merchant."""
    misfit = _misfit(told, order, identity)
    if misfit is not None:
        return misfit
    trace = told.trace or ""
    return Approved(
        amount=order.amount,
        rrn=told.authorisation or trace,
        trace=trace,
        terminal=identity.terminal_id,
        pan=told.pan,
        receipt=told.receipt,
        merchant=told.merchant,
        terminal_time=_time(told),
    )


def verdict(
    told: StatusInformation | None,
    order: PaymentOrder,
    identity: TerminalIdentity,
    last_receipt: str | None,
) -> InquiryResult:
    """Approved only by a receipt that is newer than the one journaled before the request."""
    if last_receipt is None:
        return Uncertain(UncertainReason.NO_BASELINE)
    if told is None:
        same = last_receipt == NO_RECEIPT
        return NotTaken() if same else Uncertain(UncertainReason.OTHER_REFERENCE, "memory empty")
    if told.receipt is None:
        return Uncertain(UncertainReason.MALFORMED_ANSWER, "a payment without a receipt number")
    stranger = identity.stranger(told.terminal_id, told.merchant)
    if stranger is not None:
        return stranger
    if told.receipt == last_receipt:
        return NotTaken()
    if told.result_code != 0:
        return NotTaken(told.host_code or f"{told.result_code:02X}")
    return approved_if_fitting(told, order, identity)


def _approval(ended: Ended) -> StatusInformation | Declined | Uncertain:
    """The one approval of a dialogue that was completed."""
    approvals = [told for told in ended.told if told.result_code == 0]
    if len(approvals) > 1:
        numbers = " and ".join(harmless(told.receipt) for told in approvals)
        return Uncertain(UncertainReason.ANSWERED_TWICE, f"receipts {numbers}")
    last = ended.told[-1] if ended.told else None
    if approvals and last is not approvals[0]:
        return Uncertain(UncertainReason.TERMINAL_FAULT, "approved, then refused")
    if ended.abort_code is not None:
        return _aborted(ended.abort_code, last, ended.gave_up)
    if last is None:
        return Uncertain(UncertainReason.MALFORMED_ANSWER, "completed without a result")
    if last.result_code != 0:
        return _aborted(last.result_code, last, ended.gave_up)
    return last


def _aborted(code: int, told: StatusInformation | None, gave_up: bool) -> Declined | Uncertain:
    if told is not None and told.result_code == 0:
        return Uncertain(UncertainReason.TERMINAL_FAULT, f"approved, then aborted {code:02X}")
    if told is not None and told.host_code in DECLINE_REASONS:
        return Declined(told.host_code, DECLINE_REASONS[told.host_code])
    reason = _ABORT_REASONS.get(code)
    if reason is None:
        return Uncertain(UncertainReason.TERMINAL_FAULT, f"aborted {code:02X}")
    if gave_up and reason is DeclineReason.CANCELLED:
        reason = DeclineReason.TIMED_OUT
    return Declined(f"{code:02X}", reason)


def _misfit(
    told: StatusInformation, order: PaymentOrder | ReversalOrder, identity: TerminalIdentity
) -> Uncertain | None:
    """Who answers comes first: a stranger's amount says nothing."""
    stranger = identity.stranger(told.terminal_id, told.merchant)
    if stranger is not None:
        return stranger
    if told.amount != order.amount:
        other = "none" if told.amount is None else str(told.amount.amount)
        return Uncertain(UncertainReason.OTHER_AMOUNT, f"{other} instead of {order.amount.amount}")
    if told.currency not in (None, IRANIAN_RIAL):
        return Uncertain(UncertainReason.OTHER_AMOUNT, f"in currency {told.currency}")
    return None


def _old_answer(told: StatusInformation) -> Uncertain:
    return Uncertain(UncertainReason.OTHER_REFERENCE, f"an old receipt, {harmless(told.receipt)}")


def _time(told: StatusInformation) -> str | None:
    """`12-02 10:45:07`: month and day first; ZVT tells no year."""
    if told.date is None or told.time is None:
        return None
    day = f"{told.date[:2]}-{told.date[2:]}"
    return f"{day} {told.time[:2]}:{told.time[2:4]}:{told.time[4:]}"
