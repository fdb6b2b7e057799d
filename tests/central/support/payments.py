"""Bill payments as a kiosk journals them, about five events each."""

from contract.events import (
    BillStanding,
    Event,
    FoundBy,
    Outcome,
    PaidBill,
    PaymentApproved,
    PaymentClosed,
    PaymentDeclined,
    PaymentRequested,
    PaymentStarted,
    PaymentUnknown,
    ReceiptPrinted,
)
from contract.values import TransactionId
from tests.central.support.kiosk import Journal

AMOUNT = 1_250_000


BILL, PAYMENT = "1117753200140", "12070160"


def started(bill: str = BILL, payment: str = PAYMENT) -> PaymentStarted:
    return PaymentStarted(
        tracking="3056000018",
        bills=(paid_bill(bill, payment),),
        amount=AMOUNT,
        reference_version=7,
    )


def paid_bill(bill: str = BILL, payment: str = PAYMENT, amount: int = AMOUNT) -> PaidBill:
    return PaidBill(
        bill_id=bill,
        payment_id=payment,
        amount=amount,
        standing=BillStanding.VERIFIED,
        bill_kind="renovation",
    )


def requested(reference: str = "r1") -> PaymentRequested:
    return PaymentRequested(reference=reference, amount=AMOUNT, terminal="T1", last_receipt="9")


def approved(reference: str = "r1", amount: int = AMOUNT) -> PaymentApproved:
    return PaymentApproved(
        reference=reference,
        amount=amount,
        rrn="898194184",
        trace="227494",
        pan="603799******0014",
        terminal="T1",
        found_by=FoundBy.ANSWER,
    )


def declined(reference: str = "r1") -> PaymentDeclined:
    return PaymentDeclined(reference=reference, code="51", reason="funds")


def unknown(reference: str = "r1") -> PaymentUnknown:
    return PaymentUnknown(reference=reference, reason="silent")


def closed(outcome: Outcome = Outcome.PAID) -> PaymentClosed:
    return PaymentClosed(outcome=outcome)


def whole_payment(bill: str = "1117753200140") -> list[Event]:
    return [
        started(bill),
        requested(),
        approved(),
        ReceiptPrinted(job="j1", proof="process_id"),
        closed(),
    ]


def of_bills(*bills: str) -> list[Event]:
    """All of them paid at once."""
    total = AMOUNT * len(bills)
    begun = PaymentStarted(
        tracking="3056000018",
        bills=tuple(paid_bill(bill) for bill in bills),
        amount=total,
        reference_version=7,
    )
    asked = PaymentRequested(reference="r1", amount=total, terminal="T1")
    return [begun, asked, approved(amount=total), closed()]


def pay(journal: Journal, events: list[Event] | None = None) -> bytes:
    """Append a payment; returns its transaction id."""
    transaction = TransactionId.new().raw
    for event in whole_payment() if events is None else events:
        journal.append(event, transaction)
    return transaction
