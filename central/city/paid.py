"""Which bills kiosks have reported as paid, from the payments folded of their journals."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.payments import Payment, PaymentBill

APPROVED = "approved"


def newest_approval(session: Session) -> int:
    """Grows with each approval that the hub takes in; 0 before the first."""
    return session.scalar(select(func.max(Payment.approved_id))) or 0


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
