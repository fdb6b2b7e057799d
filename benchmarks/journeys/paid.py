"""The payment made last, as its payer knows it: card, amount, and the code on the paper."""

from dataclasses import dataclass
from typing import TypeVar

from contract.envelope import decode_envelope
from contract.events import decode_body
from contract.events.payment import PaymentApproved, PaymentStarted
from contract.receipt_record import ReceiptBill, ReceiptRecord, encode_receipt_record
from contract.values import Rial
from edge_agent.device import DeviceDirectory
from edge_agent.journal import JournalReader, StoredEvent, journal_files

WRITER = "kiosk"
Body = TypeVar("Body")


@dataclass(frozen=True)
class KnownPayment:
    """`code` is what the paper's QR code says, signed again with the kiosk's own key."""

    last_four: str
    amount: Rial
    code: str


def newest_payment(device: DeviceDirectory) -> KnownPayment:
    """From the kiosk's journal. Raises LookupError where none was approved."""
    for file in journal_files(device.journals_path):
        if file.writer != WRITER:
            continue
        with JournalReader(file.path) as reader:
            for event in reader.newest_of(PaymentApproved.KIND):
                assert event.transaction is not None
                events = reader.by_transaction(event.transaction)
                return _known(device, event, events)
    raise LookupError("no payment was approved at this kiosk")


def _known(device: DeviceDirectory, event: StoredEvent, events: list[StoredEvent]) -> KnownPayment:
    approved = _body(event, PaymentApproved)
    [first] = [each for each in events if each.kind == PaymentStarted.KIND]
    started = _body(first, PaymentStarted)
    assert event.transaction is not None
    record = ReceiptRecord(
        outcome="paid",
        transaction=event.transaction.raw,
        tracking=started.tracking,
        reference=approved.reference,
        bills=tuple(
            ReceiptBill(bill.bill_id, bill.payment_id, bill.amount) for bill in started.bills
        ),
        utc_ms=event.utc_ms // 1000 * 1000,
        rrn=approved.rrn,
        terminal=approved.terminal,
    )
    code = encode_receipt_record(record, device.signing_key(), None)
    return KnownPayment(approved.pan[-4:], Rial(approved.amount), code)


def _body(event: StoredEvent, wanted: type[Body]) -> Body:
    envelope = decode_envelope(event.envelope)
    body = decode_body(envelope.kind, envelope.version, envelope.body)
    assert isinstance(body, wanted)
    return body
