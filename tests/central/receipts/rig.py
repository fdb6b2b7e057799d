"""Receipts as a kiosk of the fleet prints them, and the page about each."""

from dataclasses import dataclass

from msgspec.structs import replace

from contract.receipt_record import PREFIX, ReceiptBill, ReceiptRecord, encode_receipt_record
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import AMOUNT, approved, requested, started

TRACKING = started().tracking


@dataclass(frozen=True)
class Paper:
    """What stands on one paper; `kiosk` signs it."""

    kiosk: Kiosk
    record: ReceiptRecord

    @property
    def code(self) -> str:
        return encode_receipt_record(self.record, self.kiosk.key, None).removeprefix(PREFIX)

    @property
    def path(self) -> str:
        return f"/R/{self.code}"

    def saying(self, **changed: object) -> "Paper":
        return Paper(self.kiosk, replace(self.record, **changed))


def paper(kiosk: Kiosk, transaction: bytes, utc_ms: int, *, outcome: str = "paid") -> Paper:
    said, asked, word = started().bills[0], requested(), approved()
    paid = outcome == "paid"
    record = ReceiptRecord(
        outcome="paid" if paid else "unknown",
        transaction=transaction,
        tracking=TRACKING,
        reference=asked.reference,
        bills=(ReceiptBill(said.bill_id, said.payment_id, AMOUNT),),
        utc_ms=utc_ms // 1000 * 1000,
        rrn=word.rrn if paid else "",
        terminal=word.terminal if paid else "",
    )
    return Paper(kiosk, record)
