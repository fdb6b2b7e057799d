"""Payments of this kiosk's journal that are over: found again, compared, counted. Reads only."""

from dataclasses import dataclass
from pathlib import Path

from contract.envelope import decode_envelope
from contract.events import (
    CopyClosed,
    CopyStarted,
    Event,
    PaymentApproved,
    PaymentClosed,
    ReceiptSearched,
    decode_body,
)
from contract.receipt_record import ReceiptRecord
from contract.values import TransactionId
from edge_agent.journal import JournalReader, StoredEvent
from kiosk.counter.knowledge import Knowledge
from kiosk.counter.unfinished import payment_events, remade
from kiosk.journeys.money import Inquiry, Paid
from kiosk.journeys.receipts.checking import RecordedHere
from kiosk.journeys.receipts.search import Wanted
from kiosk.journeys.receipts.states import Found
from kiosk.journeys.recovery import OpenPayment, fold, result_of

MISSES_ALLOWED = 3
MISSES_COUNT_FOR_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """A copy that was being printed when the power went."""

    transaction: TransactionId
    job: str


def find(path: Path, wanted: Wanted, knowledge: Knowledge, now_ms: int) -> Found | None:
    """The newest approved payment of that card's end and amount. Raises JournalDamaged."""
    with JournalReader(path) as reader:
        for stored in reader.newest_of(PaymentApproved.KIND):
            event = _body(stored)
            if isinstance(event, PaymentApproved) and _is_wanted(event, wanted):
                assert stored.transaction is not None
                return _found(reader, stored.transaction, knowledge, now_ms)
    return None


def misses_left(path: Path, now_ms: int) -> int:
    """How often somebody may still search in vain; 0 closes the search for a while."""
    misses = 0
    with JournalReader(path) as reader:
        for stored in reader.newest_of(ReceiptSearched.KIND):
            event = _body(stored)
            age_ms = now_ms - stored.utc_ms
            if not 0 <= age_ms <= MISSES_COUNT_FOR_MS or misses >= MISSES_ALLOWED:
                break
            if isinstance(event, ReceiptSearched):
                if event.tracking is not None:
                    break
                misses += 1
    return MISSES_ALLOWED - misses


def compare(path: Path, record: ReceiptRecord) -> tuple[RecordedHere, int | None]:
    """What this journal says of a receipt, and the seq of the event that decided its result."""
    with JournalReader(path) as reader:
        events = reader.by_transaction(TransactionId(record.transaction))
    folded = _folded(events)
    if folded is None:
        return RecordedHere.ELSEWHERE, None
    approved = next((e for e in events if e.kind == PaymentApproved.KIND), None)
    agrees = (
        folded.started.amount == record.amount
        and folded.started.tracking == record.tracking
        and (record.outcome == "unknown" or folded.approved is not None)
    )
    decisive = events[-1] if approved is None else approved
    return (RecordedHere.YES if agrees else RecordedHere.DIFFERS), decisive.seq


def open_copies(path: Path) -> tuple[OpenCopy, ...]:
    """Those begun and not closed. Raises JournalDamaged."""
    with JournalReader(path) as reader:
        found = []
        for transaction in reader.open_transactions():
            bodies = [_body(stored) for stored in reader.by_transaction(transaction)]
            started = [body for body in bodies if isinstance(body, CopyStarted)]
            if started and not any(isinstance(body, CopyClosed) for body in bodies):
                found.append(OpenCopy(transaction, started[0].job))
    return tuple(found)


def _is_wanted(event: PaymentApproved, wanted: Wanted) -> bool:
    return event.amount == wanted.amount.amount and event.pan.endswith(wanted.last_four)


def _found(
    reader: JournalReader, transaction: TransactionId, knowledge: Knowledge, now_ms: int
) -> Found | None:
    events = reader.by_transaction(transaction)
    folded = _folded(events)
    if folded is None:
        return None
    result = result_of(folded)
    if not isinstance(result, Paid):
        return None
    paid_ms = next(e.utc_ms for e in events if e.kind == PaymentApproved.KIND)
    payment = remade(transaction, folded, knowledge, Inquiry.IMPOSSIBLE, now_ms)
    return Found(payment, result, paid_ms)


def _folded(events: list[StoredEvent]) -> OpenPayment | None:
    """As far as it went, closed or not."""
    return fold(
        (utc_ms, event)
        for utc_ms, event in payment_events(events)
        if not isinstance(event, PaymentClosed)
    )


def _body(stored: StoredEvent) -> Event:
    return decode_body(stored.kind, stored.version, decode_envelope(stored.envelope).body)
