"""Payments as folded from the journals: projection, totals, one payment with its events."""

from central.payments.folding import PaymentState, fold
from central.payments.models import Payment, PaymentBill
from central.payments.projection import PaymentsProjection
from central.payments.repository import (
    PaymentEventView,
    PaymentTotals,
    day_start_ms,
    money_troubles,
    payment_branches,
    payment_counts,
    payment_events,
    todays_payments,
    todays_totals,
)

__all__ = [
    "Payment",
    "PaymentBill",
    "PaymentEventView",
    "PaymentState",
    "PaymentTotals",
    "PaymentsProjection",
    "day_start_ms",
    "fold",
    "money_troubles",
    "payment_branches",
    "payment_counts",
    "payment_events",
    "todays_payments",
    "todays_totals",
]
