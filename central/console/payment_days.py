"""A day's payments as the page asks for them: what needs a person on top, then the newest."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from central.console.figures import DAY_MS
from central.payments import Payment
from contract.events import Settlement
from contract.values import JalaliDate, start_of_day_ms

MOST_ROWS = 500
MAIN_BRANCH = 0
MISSING = Settlement.MISSING.value


class Filter(StrEnum):
    """What a list is narrowed to; the words stand in the address of the page."""

    ALL = "all"
    UNKNOWN = "unknown"
    APPROVED = "approved"
    DECLINED = "declined"
    OPEN = "open"
    ABANDONED = "abandoned"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Day:
    """One day of the city. On the present day the unknown payments of all days belong to it."""

    date: JalaliDate
    is_today: bool

    @property
    def start_ms(self) -> int:
        return start_of_day_ms(self.date)

    def includes(self) -> ColumnElement[bool]:
        of_day = and_(Payment.at_ms >= self.start_ms, Payment.at_ms < self.start_ms + DAY_MS)
        return or_(of_day, Payment.state == "unknown") if self.is_today else of_day


@dataclass(frozen=True)
class DaySums:
    """Counts by filter; amounts in rials of main histories only, so that none counts twice."""

    counts: dict[Filter, int]
    approved_rials: int
    unknown_rials: int
    oldest_unknown_ms: int | None


def payments_of(session: Session, day: Day, wanted: Filter) -> list[Payment]:
    """At most MOST_ROWS: unknown first, then disputed and doubled, then the newest."""
    urgency = case((Payment.state == "unknown", 0), (_condition(Filter.DISPUTED), 1), else_=2)
    rows = session.scalars(
        select(Payment)
        .where(day.includes(), _condition(wanted))
        .order_by(urgency, Payment.at_ms.desc(), Payment.transaction_id, Payment.branch)
        .limit(MOST_ROWS)
    )
    return list(rows)


def sums_of(session: Session, day: Day) -> DaySums:
    unknown = _condition(Filter.UNKNOWN)
    counts = [_sum(_condition(wanted), 1) for wanted in Filter]
    row = session.execute(
        select(
            *counts,
            _sum(_condition(Filter.APPROVED), Payment.approved_amount),
            _sum(unknown, Payment.amount),
            func.min(case((unknown, Payment.at_ms))),
        ).where(day.includes(), Payment.branch == MAIN_BRANCH)
    ).one()
    return DaySums(
        counts={wanted: int(count) for wanted, count in zip(Filter, row, strict=False)},
        approved_rials=int(row[-3]),
        unknown_rials=int(row[-2]),
        oldest_unknown_ms=row[-1],
    )


def payments_at(session: Session, device: str, most: int) -> list[Payment]:
    """The newest payments of one kiosk."""
    rows = session.scalars(
        select(Payment)
        .where(Payment.device == device)
        .order_by(Payment.at_ms.desc(), Payment.transaction_id, Payment.branch)
        .limit(most)
    )
    return list(rows)


def _condition(wanted: Filter) -> ColumnElement[bool]:
    match wanted:
        case Filter.ALL:
            return true()
        case Filter.OPEN:
            return Payment.state.in_(("started", "requested"))
        case Filter.DISPUTED:
            return or_(
                Payment.disputed.is_(true()),
                Payment.duplicate_of.is_not(None),
                func.coalesce(Payment.settled, "") == MISSING,
            )
        case Filter.UNKNOWN | Filter.APPROVED | Filter.DECLINED | Filter.ABANDONED:
            return Payment.state == wanted.value


def _sum(condition: ColumnElement[bool], value: object) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, value), else_=0)), 0)
