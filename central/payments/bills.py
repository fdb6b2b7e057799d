"""The bills of payments: written once, when their payment is seen to begin."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from central.database import insert_rows
from central.payments.models import PaymentBill
from contract.events import BillsStarted, OneBillStarted, PaidBill, PaymentEvent, PaymentStarted

Key = tuple[bytes, int]
"""A payment's row: its transaction and branch."""


def started_form(event: PaymentEvent) -> PaymentStarted | None:
    """The beginning of a payment in its present form; None for its other events."""
    match event:
        case PaymentStarted():
            return event
        case BillsStarted() | OneBillStarted():
            return event.in_present_form()
        case _:
            return None


def write_bills(connection: Connection, begun: Mapping[Key, tuple[PaidBill, ...]]) -> None:
    rows = [row for key, bills in begun.items() for row in _rows(key, bills)]
    insert_rows(connection, PaymentBill, rows)


def _rows(key: Key, bills: tuple[PaidBill, ...]) -> Iterator[tuple[object, ...]]:
    for position, bill in enumerate(bills):
        ids = (bill.bill_id, bill.payment_id, bill.amount)
        yield (*key, position, *ids, bill.standing.value, bill.bill_kind, None)
