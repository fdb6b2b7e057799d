"""Whole bill payments, as a kiosk's counter journals them, from a seed."""

import random
import secrets
from collections.abc import Iterator
from itertools import chain

import msgspec

from contract.events import (
    BillStanding,
    FoundBy,
    Outcome,
    PaidBill,
    PayerDetails,
    PaymentApproved,
    PaymentClosed,
    PaymentDeclined,
    PaymentRequested,
    PaymentStarted,
    ReceiptPrinted,
    ReceiptRequested,
)
from contract.values import Rial, TransactionId, make_bill_id, make_payment_id
from edge_agent.journal import Draft, JournalWriter

ORGANISATION = "261"
MUNICIPAL = 6
JALALI_YEAR_DIGIT = 5
DECLINED_IN_A_HUNDRED = 4


def journal_payments(
    journal: JournalWriter, count: int, seed: int, together: int | None = None
) -> Iterator[int]:
    """Appends `count` payments, one commit a step, as kiosks do, or so many payments a commit
    where only what stands in the journal matters; yields the events written by each."""
    random_source = random.Random(seed)
    if together is None:
        for number in range(count):
            steps = _payment(journal, random_source, number)
            yield sum(len(journal.append(*step)) for step in steps)
        return
    for first in range(0, count, together):
        numbers = range(first, min(first + together, count))
        payments = chain.from_iterable(_payment(journal, random_source, n) for n in numbers)
        yield len(journal.append(*chain.from_iterable(payments)))


def _payment(
    journal: JournalWriter, random_source: random.Random, number: int
) -> Iterator[tuple[Draft, ...]]:
    transaction = TransactionId.new()
    bill = make_bill_id(random_source.randint(1, 99_999_999), ORGANISATION, MUNICIPAL)
    amount = Rial(random_source.randint(100, 90_000) * 1_000)
    payment = make_payment_id(bill, amount, JALALI_YEAR_DIGIT, random_source.randint(1, 12))
    tracking = journal.next_tracking_code()
    reference = f"{tracking.text}-1"
    started = PaymentStarted(
        tracking=tracking.text,
        bills=(
            PaidBill(
                bill_id=bill.text,
                payment_id=payment.text,
                amount=amount.amount,
                standing=BillStanding.UNVERIFIED,
            ),
        ),
        amount=amount.amount,
    )
    # Random, so that nobody's compressor makes a load look lighter than it is.
    payer = PayerDetails(owner=secrets.token_hex(12), address=secrets.token_hex(24))
    yield (Draft(started, transaction, sealed=msgspec.msgpack.encode(payer)),)
    requested = PaymentRequested(
        reference=reference,
        amount=amount.amount,
        terminal="12345678",
        last_receipt=f"{number:04d}",
    )
    yield (Draft(requested, transaction),)
    if random_source.randrange(100) < DECLINED_IN_A_HUNDRED:
        declined = PaymentDeclined(reference=reference, code="51", reason="no_funds")
        closed = PaymentClosed(outcome=Outcome.DECLINED)
        yield (Draft(declined, transaction), Draft(closed, transaction))
        return
    approved = PaymentApproved(
        reference=reference,
        amount=amount.amount,
        rrn=f"{random_source.randrange(10**12):012d}",
        trace=f"{number:06d}",
        pan=f"603799******{random_source.randrange(10_000):04d}",
        terminal="12345678",
        found_by=FoundBy.ANSWER,
    )
    job = f"{number + 1:08x}"
    yield (Draft(approved, transaction), Draft(ReceiptRequested(job=job), transaction))
    printed = ReceiptPrinted(job=job, proof="process_id")
    yield (Draft(printed, transaction), Draft(PaymentClosed(outcome=Outcome.PAID), transaction))
