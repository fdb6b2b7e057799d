"""Events of one bill payment. Amounts are whole rials; ids are canonical text."""

from enum import StrEnum
from typing import ClassVar

import msgspec

from contract.events.base import EventBody

FIRST_LANGUAGE = "fa"


class BillStanding(StrEnum):
    """Verified: the city's data here names the same amount. Else only digits were checked."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class FoundBy(StrEnum):
    ANSWER = "answer"
    INQUIRY = "inquiry"


class Outcome(StrEnum):
    PAID = "paid"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    ABANDONED = "abandoned"


class PayerDetails(msgspec.Struct, frozen=True, kw_only=True):
    """The sealed part of payment.started: what the screen showed of a person. `others`: the
    same of the payment's further bills."""

    owner: str | None = None
    address: str | None = None
    property_code: str | None = None
    others: "tuple[PayerDetails, ...]" = ()


class PaidBill(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One bill of a payment; `amount` is the bill's own."""

    bill_id: str
    payment_id: str
    amount: int
    standing: BillStanding
    bill_kind: str | None = None


class PaymentStarted(EventBody, frozen=True):
    """The citizen confirmed these bills on the screen, one to five. `amount` is their sum; the
    payment's other events carry the reference and this sum, however many bills there are.
    `language` is the one its papers speak: the first language of the city unless the citizen
    chose another (a code of ISO 639)."""

    KIND: ClassVar[str] = "payment.started"
    VERSION: ClassVar[int] = 3
    tracking: str
    bills: tuple[PaidBill, ...]
    amount: int
    reference_version: int | None = None
    language: str = FIRST_LANGUAGE


class BillsStarted(EventBody, frozen=True):
    """payment.started before papers had a language. Read for ever, written no more."""

    KIND: ClassVar[str] = "payment.started"
    VERSION: ClassVar[int] = 2
    tracking: str
    bills: tuple[PaidBill, ...]
    amount: int
    reference_version: int | None = None

    def in_present_form(self) -> PaymentStarted:
        """The same as it would be written today."""
        return PaymentStarted(
            tracking=self.tracking,
            bills=self.bills,
            amount=self.amount,
            reference_version=self.reference_version,
        )


class OneBillStarted(EventBody, frozen=True):
    """payment.started as the first release wrote it: always one bill. Read for ever, written
    no more."""

    KIND: ClassVar[str] = "payment.started"
    tracking: str
    bill_id: str
    payment_id: str
    amount: int
    standing: BillStanding
    bill_kind: str | None = None
    reference_version: int | None = None

    def in_present_form(self) -> PaymentStarted:
        """The same as it would be written today."""
        bill = PaidBill(
            bill_id=self.bill_id,
            payment_id=self.payment_id,
            amount=self.amount,
            standing=self.standing,
            bill_kind=self.bill_kind,
        )
        return PaymentStarted(
            tracking=self.tracking,
            bills=(bill,),
            amount=self.amount,
            reference_version=self.reference_version,
        )


EarlierStarted = OneBillStarted | BillsStarted


class PaymentRequested(EventBody, frozen=True):
    """Journaled before the terminal is asked. `reference` is ours and unique.

    `last_receipt` is the terminal's last receipt number before, where its driver can inquire.
    """

    KIND: ClassVar[str] = "payment.requested"
    reference: str
    amount: int
    terminal: str
    last_receipt: str | None = None


class PaymentApproved(EventBody, frozen=True):
    """The terminal says that the bank took the money: reported, until the bank settles it."""

    KIND: ClassVar[str] = "payment.approved"
    reference: str
    amount: int
    rrn: str
    trace: str
    pan: str
    terminal: str
    found_by: FoundBy
    merchant: str | None = None
    receipt: str | None = None
    terminal_time: str | None = None


class PaymentDeclined(EventBody, frozen=True):
    """No money was taken. `code` is the terminal's own."""

    KIND: ClassVar[str] = "payment.declined"
    reference: str
    code: str
    reason: str


class PaymentUnknown(EventBody, frozen=True):
    """The terminal may or may not have taken the money."""

    KIND: ClassVar[str] = "payment.unknown"
    reference: str
    reason: str


class ReceiptRequested(EventBody, frozen=True):
    """Journaled before the first byte goes to the printer; never printed again by itself."""

    KIND: ClassVar[str] = "receipt.requested"
    job: str


class ReceiptPrinted(EventBody, frozen=True):
    """The printer says that it is on paper. `proof`: "process_id" or "buffer_order"."""

    KIND: ClassVar[str] = "receipt.printed"
    job: str
    proof: str


class ReceiptNotPrinted(EventBody, frozen=True):
    KIND: ClassVar[str] = "receipt.not_printed"
    job: str
    reason: str


class ReceiptUncertain(EventBody, frozen=True):
    KIND: ClassVar[str] = "receipt.uncertain"
    job: str
    reason: str


class PaymentClosed(EventBody, frozen=True):
    """Nothing more happens at the kiosk for this transaction."""

    KIND: ClassVar[str] = "payment.closed"
    outcome: Outcome
