"""Taking a bank's file: judged, journaled and folded in one transaction, once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from central.hub import Hub
from central.ingest import MAIN, HubState, Projection, fold_hub_events
from central.payments import Payment
from central.settlement.bank_file import BankFileRead
from central.settlement.matching import DAY_MS, UNKNOWN, Candidate, Coverage, Verdicts, judge
from central.settlement.models import BankFile
from contract.events import BankFileSettled, MoneyUnmatched
from contract.values import TransactionId, jalali_local, start_of_day_ms

LONGEST_PAST_MS = 45 * DAY_MS
CHUNK = 400


@dataclass(frozen=True)
class Taken:
    """What the file said; `again` when it had been taken before and nothing was changed."""

    again: bool
    rows: int
    verdicts: Verdicts


@dataclass(frozen=True)
class Days:
    """The days that the file covers, where its first and last rows don't say it."""

    first_ms: int | None = None
    last_ms: int | None = None


def take_bank_file(
    hub: Hub, file: BankFileRead, days: Days, by: str, projections: Sequence[Projection]
) -> Taken:
    """Whole or not at all; the same bytes a second time change nothing."""
    first_ms = file.first_day_ms if days.first_ms is None else days.first_ms
    last_ms = file.last_day_ms if days.last_ms is None else days.last_ms
    with hub.sessions.writing() as session:
        _alone(session)
        if session.get(BankFile, file.digest) is not None:
            return Taken(True, len(file.rows), Verdicts())
        earlier = [
            (row.first_day_ms, row.last_day_ms) for row in session.scalars(select(BankFile))
        ]
        spans = (*earlier, (min(first_ms, file.first_day_ms), max(last_ms, file.last_day_ms)))
        coverage = Coverage(spans[-1][1], frozenset(file.terminals), tuple(spans))
        verdicts = judge(file.rows, _candidates(session, file), coverage, file.digest)
        taken = BankFileSettled(
            file=file.digest,
            name=file.name,
            rows=len(file.rows),
            first_day_ms=spans[-1][0],
            last_day_ms=spans[-1][1],
            terminals=file.terminals,
            by=by,
        )
        _journal(hub, session, taken, verdicts, projections)
    return Taken(False, len(file.rows), verdicts)


def _alone(session: Session) -> None:
    """Nothing is folded meanwhile. As appending does, the hub's row is locked first."""
    session.execute(select(HubState.id).with_for_update())
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE"))


def _journal(
    hub: Hub,
    session: Session,
    taken: BankFileSettled,
    verdicts: Verdicts,
    projections: Sequence[Projection],
) -> None:
    first_seq = hub.journal.append(session, taken)
    for payment, said in verdicts.settled:
        hub.journal.append(session, said, TransactionId(payment.transaction))
    for row in verdicts.unmatched:
        money = MoneyUnmatched(
            line=row.line,
            amount=row.amount,
            rrn=row.rrn,
            terminal=row.terminal,
            bank_ms=row.bank_ms,
            reference=row.reference,
            file=taken.file,
        )
        hub.journal.append(session, money)
    journal = session.scalars(select(HubState.journal)).one()
    assert journal is not None
    fold_hub_events(session.connection(), journal, first_seq, projections)


def _candidates(session: Session, file: BankFileRead) -> list[Candidate]:
    """The payments at the file's terminals not long before it, and all whose result is unknown."""
    found: list[Payment] = []
    terminals = file.terminals
    for start in range(0, len(terminals), CHUNK):
        found += session.scalars(
            select(Payment)
            .where(
                Payment.branch == MAIN,
                Payment.terminal.in_(terminals[start : start + CHUNK]),
                or_(
                    Payment.at_ms >= file.first_day_ms - LONGEST_PAST_MS, Payment.state == UNKNOWN
                ),
            )
            .order_by(Payment.at_ms, Payment.transaction_id)
        )
    return [_candidate(payment) for payment in found]


def _candidate(payment: Payment) -> Candidate:
    date, _ = jalali_local(payment.at_ms)
    return Candidate(
        transaction=payment.transaction_id,
        state=payment.state,
        terminal=payment.terminal or "",
        rrn=payment.rrn or "",
        reference=payment.reference or "",
        amount=payment.amount if payment.approved_amount is None else payment.approved_amount,
        at_ms=payment.at_ms,
        day_ms=start_of_day_ms(date),
        at_trusted=payment.at_trusted,
        settled=payment.settled,
    )
