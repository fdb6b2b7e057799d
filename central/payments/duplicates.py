"""One bill paid at two kiosks that couldn't know of each other: found here, never dropped.

The approval that reached the hub first counts; every other one of the same bill and payment id
points to it until it is refunded or credited. How events are cut into commits changes nothing.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from central.database import placeholders
from central.payments.folding import PaymentState
from central.payments.models import Payment

CHUNK = 400


def mark_duplicates(connection: Connection, approved: Sequence[PaymentState]) -> None:
    """Look at the bills of payments approved just now; their rows must have been written."""
    bills = list({state.bill_id for state in approved if state.bill_id})
    for start in range(0, len(bills), CHUNK):
        _mark(connection, _paid_twice(connection, bills[start : start + CHUNK]))


def _paid_twice(connection: Connection, bills: Sequence[str]) -> list[str]:
    """Those of the bills that have more than one approved payment: next to none."""
    found = connection.exec_driver_sql(
        f"SELECT bill_id FROM payments WHERE bill_id IN "  # noqa: S608 (marks only)
        f"({placeholders(connection, len(bills))}) AND approved_id IS NOT NULL "
        "GROUP BY bill_id, payment_id HAVING count(*) > 1",
        tuple(bills),
    )
    return list({bill for (bill,) in found})


def _mark(connection: Connection, bills: Sequence[str]) -> None:
    if not bills:
        return
    rows = connection.execute(
        select(Payment.bill_id, Payment.payment_id, Payment.transaction_id, Payment.duplicate_of)
        .where(Payment.bill_id.in_(bills), Payment.approved_id.is_not(None))
        .order_by(Payment.approved_id)
    )
    first: dict[tuple[str, str], bytes] = {}
    for bill_id, payment_id, transaction, duplicate_of in rows:
        earlier = first.setdefault((bill_id, payment_id), transaction)
        # The two branches of a forked journal tell of one payment, not of two.
        if transaction != earlier and duplicate_of is None:
            connection.execute(
                update(Payment)
                .where(Payment.transaction_id == transaction)
                .values(duplicate_of=earlier)
            )
