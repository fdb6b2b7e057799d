"""Money of the bank's file that no payment explains, under a day's payments."""

from dataclasses import dataclass

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from central.console.figures import DAY_MS, code, number
from central.console.payment_days import Day
from central.settlement import UnmatchedMoney
from contract.values import jalali_local

MOST_ROWS = 50


@dataclass(frozen=True)
class UnmatchedRow:
    day: str
    amount: str
    terminal: str
    rrn: str


def unmatched_of(session: Session, day: Day) -> list[UnmatchedRow]:
    """The day's; on the present day the newest of all days, for somebody must look at them."""
    of_day = (UnmatchedMoney.bank_ms >= day.start_ms) & (
        UnmatchedMoney.bank_ms < day.start_ms + DAY_MS
    )
    rows = session.scalars(
        select(UnmatchedMoney)
        .where(true() if day.is_today else of_day)
        .order_by(UnmatchedMoney.bank_ms.desc(), UnmatchedMoney.terminal, UnmatchedMoney.rrn)
        .limit(MOST_ROWS)
    )
    return [
        UnmatchedRow(
            day=jalali_local(row.bank_ms)[0].day_and_month(),
            amount=number(row.amount),
            terminal=row.terminal,
            rrn=code(row.rrn),
        )
        for row in rows
    ]
