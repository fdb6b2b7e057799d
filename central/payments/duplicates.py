"""One bill paid at two kiosks that couldn't know of each other: found here, never dropped.

The approval that reached the hub first counts; every other one of the same bill and payment id
points to it until it is refunded or credited. How events are cut into commits changes nothing.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from central.database import placeholders
from central.payments.models import Payment, PaymentBill

CHUNK = 400


def mark_duplicates(connection: Connection, approved: Sequence[bytes]) -> None:
    """Look at the bills of these approved payments; all their rows must have been written."""
    for start in range(0, len(approved), CHUNK):
        bills = _paid_twice(connection, approved[start : start + CHUNK])
        if bills:
            _point_to_payments(connection, _mark(connection, bills))


def _paid_twice(connection: Connection, approved: Sequence[bytes]) -> list[str]:
    """Those of their bills that another approved payment has too: next to none. One is enough, and
    of a bill that was paid a thousand times no more are looked at."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT mine.bill_id FROM payment_bills mine "  # noqa: S608 (marks only)
        f"WHERE mine.transaction_id IN ({placeholders(connection, len(approved))}) AND EXISTS ("
        "SELECT 1 FROM payment_bills other JOIN payments p "
        "ON p.transaction_id = other.transaction_id AND p.branch = other.branch "
        "WHERE other.bill_id = mine.bill_id AND other.payment_id = mine.payment_id "
        "AND other.transaction_id <> mine.transaction_id AND p.approved_id IS NOT NULL)",
        tuple(approved),
    )
    return [bill for (bill,) in found]


def _mark(connection: Connection, bills: Sequence[str]) -> list[bytes]:
    """The payments of which a bill is now known to have been paid before."""
    rows = connection.execute(
        select(
            PaymentBill.bill_id,
            PaymentBill.payment_id,
            PaymentBill.transaction_id,
            PaymentBill.duplicate_of,
        )
        .join(PaymentBill.payment)
        .where(PaymentBill.bill_id.in_(bills), Payment.approved_id.is_not(None))
        .order_by(Payment.approved_id)
    )
    first: dict[tuple[str, str], bytes] = {}
    doubled = []
    for bill_id, payment_id, transaction, duplicate_of in rows:
        earlier = first.setdefault((bill_id, payment_id), transaction)
        # The two branches of a forked journal tell of one payment, not of two.
        if transaction != earlier and duplicate_of != earlier:
            connection.execute(
                update(PaymentBill)
                .where(
                    PaymentBill.transaction_id == transaction,
                    PaymentBill.bill_id == bill_id,
                    PaymentBill.payment_id == payment_id,
                )
                .values(duplicate_of=earlier)
            )
            doubled.append(transaction)
    return doubled


def _point_to_payments(connection: Connection, doubled: Sequence[bytes]) -> None:
    """A payment points where the first of its doubled bills does."""
    for transaction in doubled:
        earlier = (
            select(PaymentBill.duplicate_of)
            .where(
                PaymentBill.transaction_id == transaction, PaymentBill.duplicate_of.is_not(None)
            )
            .order_by(PaymentBill.position, PaymentBill.branch)
            .limit(1)
        )
        connection.execute(
            update(Payment)
            .where(Payment.transaction_id == transaction)
            .values(duplicate_of=earlier.scalar_subquery())
        )
