"""What the journal holds unfinished at a start, made ready for recovery."""

from contract.envelope import decode_envelope
from contract.events import PaymentEvent, decode_body
from contract.values import BillId, BillPair, PaymentId, TrackingCode, TransactionId
from edge_agent.journal import JournalReader, JournalWriter, StoredEvent
from kiosk.counter.knowledge import Knowledge
from kiosk.counter.tickets import job_of
from kiosk.journeys.money import Inquiry, Payment, Ticket
from kiosk.journeys.recovery import OpenPayment, Resumption, fold, paper_after


def unfinished(
    journal: JournalWriter, knowledge: Knowledge, inquiry: Inquiry, now_ms: int
) -> tuple[Resumption, ...]:
    """The open payments of this journal, oldest first. Raises JournalDamaged, UnknownEvent."""
    with JournalReader(journal.path) as reader:
        folded = [
            (transaction, fold(payment_events(reader.by_transaction(transaction))))
            for transaction in reader.open_transactions()
        ]
    return tuple(
        Resumption(payment, remade(transaction, payment, knowledge, inquiry, now_ms))
        for transaction, payment in folded
        if payment is not None
    )


def payment_events(events: list[StoredEvent]) -> list[tuple[int, PaymentEvent]]:
    """(UTC ms, event) of those that are about a payment. Raises UnknownEvent, MalformedEvent."""
    opened = []
    for event in events:
        body = decode_body(event.kind, event.version, decode_envelope(event.envelope).body)
        if isinstance(body, PaymentEvent):
            opened.append((event.utc_ms, body))
    return opened


def remade(
    transaction: TransactionId,
    folded: OpenPayment,
    knowledge: Knowledge,
    inquiry: Inquiry,
    now_ms: int,
) -> Payment:
    """Its names from the journal, its bills from the ids there and the city's data."""
    started = folded.started
    quotes = tuple(
        knowledge.quote(BillPair.of(BillId.parse(bill.bill_id), PaymentId.parse(bill.payment_id)))
        for bill in started.bills
    )
    tracking = TrackingCode.parse(started.tracking)
    reference = tracking.text if folded.requested is None else folded.requested.reference
    ticket = Ticket(
        transaction, tracking, reference, job_of(tracking), folded.started_ms, started.language
    )
    paper = paper_after(folded.started_ms, now_ms)
    return Payment(ticket, quotes, inquiry, paper)
