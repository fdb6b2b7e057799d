"""Asking for payments: today's with the unknown ones on top, totals, one with its events."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from central.fleet import MoneyTrouble
from central.ingest import MAIN, StoredEvent, transaction_events
from central.payments.folding import APPROVED, REQUESTED, UNKNOWN
from central.payments.models import Payment
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.events import Event, MalformedEvent, UnknownEvent, decode_body
from contract.values import jalali_local, start_of_day_ms

OPEN = (UNKNOWN, REQUESTED)
"""Money may have moved and nobody has said so."""


@dataclass(frozen=True)
class PaymentTotals:
    """A day's payments by outcome; amounts in rials, as the terminals reported them."""

    approved: int
    approved_rials: int
    unknown: int
    unknown_rials: int
    oldest_unknown_ms: int | None
    declined: int
    abandoned: int
    duplicates: int
    disputed: int


@dataclass(frozen=True)
class PaymentEventView:
    """One event behind a payment. `event` is None when this hub doesn't understand it."""

    stored: StoredEvent
    event: Event | None


def day_start_ms(now_ms: int) -> int:
    """UTC milliseconds at which the city's present day began."""
    date, _ = jalali_local(now_ms)
    return start_of_day_ms(date)


def todays_payments(session: Session, now_ms: int, limit: int = 200) -> list[Payment]:
    """Payments that began today and, whatever their day, all that are unknown; those on top,
    then the newest first."""
    attention = case((Payment.state == UNKNOWN, 0), else_=1)
    rows = session.scalars(
        select(Payment)
        .where((Payment.at_ms >= day_start_ms(now_ms)) | (Payment.state == UNKNOWN))
        .order_by(attention, Payment.at_ms.desc(), Payment.transaction_id)
        .limit(limit)
    )
    return list(rows)


def todays_totals(session: Session, now_ms: int) -> PaymentTotals:
    """Sums over the main branches; unknown ones of all days count until they are settled."""
    today = Payment.at_ms >= day_start_ms(now_ms)
    main = Payment.branch == MAIN
    unknown = Payment.state == UNKNOWN
    row = session.execute(
        select(
            _count(today & (Payment.state == APPROVED)),
            func.coalesce(func.sum(case((today, Payment.approved_amount), else_=0)), 0),
            _count(unknown),
            func.coalesce(func.sum(case((unknown, Payment.amount), else_=0)), 0),
            func.min(case((unknown, Payment.at_ms))),
            _count(today & (Payment.state == "declined")),
            _count(today & (Payment.state == "abandoned")),
            _count(Payment.duplicate_of.is_not(None)),
            _count(Payment.disputed.is_(True)),
        ).where(main, today | unknown | Payment.duplicate_of.is_not(None) | Payment.disputed)
    ).one()
    numbers = [None if value is None else int(value) for value in row]
    return PaymentTotals(*numbers)  # type: ignore[arg-type]  # only oldest_unknown_ms may be None


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def payment_branches(session: Session, transaction: bytes) -> list[Payment]:
    """A payment's row, and one more for each other history of a forked journal."""
    rows = session.scalars(
        select(Payment).where(Payment.transaction_id == transaction).order_by(Payment.branch)
    )
    return list(rows)


def payment_events(session: Session, branches: Sequence[Payment]) -> list[PaymentEventView]:
    """The journal events behind a payment, in order, all histories."""
    if not branches:
        return []
    stored = transaction_events(session, branches[0].transaction_id)
    return [PaymentEventView(row, _event(row)) for row in stored]


def _event(row: StoredEvent) -> Event | None:
    try:
        envelope = decode_envelope(row.envelope)
        return decode_body(envelope.kind, envelope.version, envelope.body)
    except (DamagedEnvelope, UnknownEvent, MalformedEvent):
        return None


def money_troubles(session: Session) -> dict[str, MoneyTrouble]:
    """By device: payments that are unknown, and bills that were paid elsewhere too."""
    unknown = Payment.state == UNKNOWN
    duplicate = Payment.duplicate_of.is_not(None)
    rows = session.execute(
        select(
            Payment.device,
            _count(unknown),
            func.min(case((unknown, Payment.at_ms))),
            _count(duplicate),
        )
        .where(Payment.branch == MAIN, unknown | duplicate)
        .group_by(Payment.device)
    )
    return {row[0]: MoneyTrouble(int(row[1]), row[2], int(row[3])) for row in rows}


def payment_counts(session: Session) -> dict[str, int]:
    """All payments by state, of the main branches."""
    rows = session.execute(
        select(Payment.state, func.count()).where(Payment.branch == MAIN).group_by(Payment.state)
    )
    return dict(rows.all())
