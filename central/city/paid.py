"""Which bills kiosks have reported as paid, from the payments folded of their journals."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.ingest import newest_event
from central.payments import Payment, PaymentBill

APPROVED = "approved"


@dataclass(frozen=True)
class Reported:
    """What the hub held of kiosks' payments: its newest event, and its newest approval, which
    grows with each that is taken in."""

    event: int
    approval: int


NOTHING_REPORTED = Reported(0, 0)


def newest_reported(session: Session, before: Reported) -> Reported:
    """As of now; `before` is what was found last. Approvals are read through only when there was
    an event since."""
    event = newest_event(session)
    if event == before.event:
        return before
    return Reported(event, session.scalar(select(func.max(Payment.approved_id))) or 0)


def approved_bills(session: Session) -> dict[tuple[str, str], int]:
    """(bill id, payment id) -> when it was approved, UTC milliseconds; the first approval counts.

    A payment on a forked journal counts too: a citizen is rather sent to a clerk than charged
    twice.
    """
    rows = session.execute(
        select(PaymentBill.bill_id, PaymentBill.payment_id, func.min(Payment.decided_ms))
        .join(PaymentBill.payment)
        .where(Payment.state == APPROVED, Payment.decided_ms.is_not(None))
        .group_by(PaymentBill.bill_id, PaymentBill.payment_id)
    )
    return {(bill, payment): decided_ms or 0 for bill, payment, decided_ms in rows}
