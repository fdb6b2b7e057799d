"""Which bills this kiosk takes, and what it says about those it doesn't.

Pure rules over what is known here: the city's data (may be old), and the holds of this kiosk's
own journal (what it did itself). Check digits prove typing, not debt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from contract.errors import InvalidValue
from contract.events import BillStanding
from contract.reference import BillRecord, BillState
from contract.values import BillId, BillPair, PaymentId, Rial

MOST_BILLS = 5
"""In one payment, whatever a city says: a receipt's code carries no more."""
HOUR_MS = 3_600_000


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
    """Whose bills are taken, how many at once, and after how many lookups no other. No
    organisations: any organisation of these services. Data older than `max_age_h` is not paid by.
    """

    services: frozenset[int] = frozenset({6})
    organisations: frozenset[str] = frozenset()
    most_bills: int = MOST_BILLS
    lookups: int = 5
    max_age_h: int | None = None

    def finds_too_old(self, as_of_ms: int | None, now_ms: int) -> bool:
        """Data of that age; having none at all is older than any."""
        if self.max_age_h is None:
            return False
        return as_of_ms is None or now_ms - as_of_ms > self.max_age_h * HOUR_MS


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one bill id at `now_ms` (UTC).

    `held`: the other bills of that id which this kiosk has a hold on, by their subjects.
    `is_beyond_limit`: this visit has looked up as many other bills as the city allows.
    """

    rules: CityRules
    records: tuple[BillRecord, ...]
    reference_version: int | None
    as_of_ms: int | None
    hold: HoldState | None
    now_ms: int
    held: frozenset[str] = frozenset()
    is_beyond_limit: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Another open bill of the same bill id that the city's data names."""

    pair: BillPair
    record: BillRecord

    @property
    def id(self) -> str:
        return self.pair.barcode()


@dataclass(frozen=True, slots=True)
class Quote:
    """A bill that may be paid here. `record` is the city's row where there is one; `others` may
    be paid with it, `most_bills` at once."""

    pair: BillPair
    record: BillRecord | None = None
    reference_version: int | None = None
    as_of_ms: int | None = None
    others: tuple[Offer, ...] = ()
    most_bills: int = MOST_BILLS

    @property
    def id(self) -> str:
        """Names it on a screen."""
        return self.pair.barcode()

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
    ALREADY_ADDED = "already_added"
    TOO_MANY_BILLS = "too_many_bills"
    TOO_MANY_LOOKUPS = "too_many_lookups"
    DATA_TOO_OLD = "data_too_old"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not. `at_ms`: when it was paid, or when it fell due (UTC)."""

    reason: RefusalReason
    at_ms: int | None = None


def judge(pair: BillPair, facts: Facts) -> Quote | Refusal:
    """May this bill be paid at this kiosk now? What this kiosk did itself is asked first:
    it is surer than any data from elsewhere."""
    if facts.is_beyond_limit:
        return Refusal(RefusalReason.TOO_MANY_LOOKUPS)
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
            pass
    if facts.rules.finds_too_old(facts.as_of_ms, facts.now_ms):
        return Refusal(RefusalReason.DATA_TOO_OLD, facts.as_of_ms)
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
        return _quote(pair, None, facts)
    if exact.state is BillState.CANCELLED:
        return Refusal(RefusalReason.CANCELLED)
    if exact.amount != pair.amount.amount:
        return Refusal(RefusalReason.AMOUNT_DIFFERS)
    if exact.due_ms is not None and exact.due_ms < facts.now_ms:
        return Refusal(RefusalReason.EXPIRED, exact.due_ms)
    return _quote(pair, exact, facts)


def _quote(pair: BillPair, record: BillRecord | None, facts: Facts) -> Quote:
    others = tuple(_offers(pair, facts))
    most = min(facts.rules.most_bills, MOST_BILLS)
    return Quote(pair, record, facts.reference_version, facts.as_of_ms, others, most)


def _offers(pair: BillPair, facts: Facts) -> Iterator[Offer]:
    for record in facts.records:
        is_late = record.due_ms is not None and record.due_ms < facts.now_ms
        if record.state is not BillState.OPEN or is_late or _is_of_period(record, pair):
            continue
        other = pair_of(record)
        if other is not None and hold_subject(other) not in facts.held:
            yield Offer(other, record)


def pair_of(record: BillRecord) -> BillPair | None:
    """Its ids, checked; None where the city's row can't be right."""
    try:
        pair = BillPair.of(BillId.parse(record.bill_id), PaymentId.parse(record.payment_id))
    except InvalidValue:
        return None
    return pair if pair.amount.amount == record.amount else None


def _is_of_period(record: BillRecord, pair: BillPair) -> bool:
    return (
        record.bill_id == pair.bill.text
        and record.year % 10 == pair.payment.year_digit
        and record.period == pair.payment.period
    )
