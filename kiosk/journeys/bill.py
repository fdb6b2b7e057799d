"""Which bills this kiosk takes, and what it says about those it doesn't.

Pure rules over what is known here: the city's data (may be old), and the holds of this kiosk's
own journal (what it did itself). Check digits prove typing, not debt.
"""

from dataclasses import dataclass
from enum import StrEnum

from contract.events import BillStanding
from contract.reference import BillRecord, BillState
from contract.values import BillPair, Rial


class HoldState(StrEnum):
    """What this kiosk remembers of a bill, in its journal, also after pruning."""

    REQUESTED = "requested"
    UNKNOWN = "unknown"
    APPROVED = "approved"
    FREE = "free"


def hold_subject(pair: BillPair) -> str:
    """A bill is held by its period, so that a payment id of a changed amount meets the same
    hold, and next period's bill does not."""
    return f"bill:{pair.bill.text}:{pair.payment.year_digit}{pair.payment.period:02d}"


@dataclass(frozen=True, slots=True)
class CityRules:
    """Whose bills are taken. No organisations: any organisation of these services."""

    services: frozenset[int] = frozenset({6})
    organisations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one bill id at `now_ms` (UTC)."""

    rules: CityRules
    records: tuple[BillRecord, ...]
    reference_version: int | None
    as_of_ms: int | None
    hold: HoldState | None
    now_ms: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A bill that may be paid here. `record` is the city's row where there is one."""

    pair: BillPair
    record: BillRecord | None = None
    reference_version: int | None = None
    as_of_ms: int | None = None

    @property
    def amount(self) -> Rial:
        return self.pair.amount

    @property
    def standing(self) -> BillStanding:
        return BillStanding.UNVERIFIED if self.record is None else BillStanding.VERIFIED


class RefusalReason(StrEnum):
    """Each has its own sentence: what is wrong and what to do."""

    OTHER_SERVICE = "other_service"
    OTHER_ORGANISATION = "other_organisation"
    PAID = "paid"
    PAID_HERE = "paid_here"
    RESULT_UNKNOWN = "result_unknown"
    AMOUNT_DIFFERS = "amount_differs"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    ZERO_AMOUNT = "zero_amount"
    NOT_A_BARCODE = "not_a_barcode"
    SCANNED_MISREAD = "scanned_misread"
    SCANNED_MISMATCH = "scanned_mismatch"
    TERMINAL_NOT_READY = "terminal_not_ready"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not. `at_ms`: when it was paid, or when it fell due (UTC)."""

    reason: RefusalReason
    at_ms: int | None = None


def judge(pair: BillPair, facts: Facts) -> Quote | Refusal:
    """May this bill be paid at this kiosk now? What this kiosk did itself is asked first:
    it is surer than any data from elsewhere."""
    if pair.bill.service not in facts.rules.services:
        return Refusal(RefusalReason.OTHER_SERVICE)
    organisations = facts.rules.organisations
    if organisations and pair.bill.organisation not in organisations:
        return Refusal(RefusalReason.OTHER_ORGANISATION)
    match facts.hold:
        case HoldState.APPROVED:
            return Refusal(RefusalReason.PAID_HERE)
        case HoldState.REQUESTED | HoldState.UNKNOWN:
            return Refusal(RefusalReason.RESULT_UNKNOWN)
        case HoldState.FREE | None:
            return _judge_by_data(pair, facts)


def _judge_by_data(pair: BillPair, facts: Facts) -> Quote | Refusal:
    same_period = [record for record in facts.records if _is_of_period(record, pair)]
    exact = next((r for r in same_period if r.payment_id == pair.payment.text), None)
    paid = next((r for r in same_period if r.state is BillState.PAID), None)
    if paid is not None:
        return Refusal(RefusalReason.PAID, paid.paid_ms)
    if exact is None:
        if any(record.state is BillState.OPEN for record in same_period):
            return Refusal(RefusalReason.AMOUNT_DIFFERS)
        return Quote(pair, None, facts.reference_version, facts.as_of_ms)
    if exact.state is BillState.CANCELLED:
        return Refusal(RefusalReason.CANCELLED)
    if exact.amount != pair.amount.amount:
        return Refusal(RefusalReason.AMOUNT_DIFFERS)
    if exact.due_ms is not None and exact.due_ms < facts.now_ms:
        return Refusal(RefusalReason.EXPIRED, exact.due_ms)
    return Quote(pair, exact, facts.reference_version, facts.as_of_ms)


def _is_of_period(record: BillRecord, pair: BillPair) -> bool:
    return (
        record.bill_id == pair.bill.text
        and record.year % 10 == pair.payment.year_digit
        and record.period == pair.payment.period
    )
