"""What follows from the journals about each payment; folded, never edited."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from central.database import Base

_OF_PAYMENT = (
    "and_(Payment.transaction_id == foreign(PaymentBill.transaction_id), "
    "Payment.branch == foreign(PaymentBill.branch))"
)


class Payment(Base):
    """One payment journey. On a forked journal each branch has a row of its own.

    Amounts are rials, times UTC milliseconds. `state` is one of `folding.STATES`; `receipt` is
    none, requested, printed, not_printed or uncertain. `at_ms` is when it began by the kiosk's
    clock, or by the hub's when that clock can't be trusted (`at_trusted` false).
    `first_seq..last_seq` span its events in the journal. `approved_amount` is what the terminal
    says was taken; `approved_id` the ingest order of that word. `bill_count` is how many bills
    its beginning named, 0 while that is not known here. `duplicate_of` is the earlier approved
    payment of the first of its bills that has one. `settled` is what the bank's file says of it
    (see `contract.events.Settlement`), `settled_ms` the bank's time. Disputed: the journal was
    forked, or the events contradict each other; a person must look.
    """

    __tablename__ = "payments"
    __table_args__ = (Index(None, "at_ms"),)

    transaction_id: Mapped[bytes] = mapped_column(primary_key=True)
    branch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    journal: Mapped[bytes]
    device: Mapped[str]
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    at_ms: Mapped[int]
    at_trusted: Mapped[bool]
    received_ms: Mapped[int]
    disputed: Mapped[bool]
    tracking: Mapped[str]
    bill_count: Mapped[int]
    amount: Mapped[int]
    reference_version: Mapped[int | None]
    state: Mapped[str]
    closed: Mapped[bool]
    reference: Mapped[str | None]
    approved_amount: Mapped[int | None]
    rrn: Mapped[str | None]
    trace: Mapped[str | None]
    pan: Mapped[str | None]
    terminal: Mapped[str | None]
    merchant: Mapped[str | None]
    terminal_time: Mapped[str | None]
    found_by: Mapped[str | None]
    reason: Mapped[str | None]
    receipt: Mapped[str]
    receipt_reason: Mapped[str | None]
    decided_ms: Mapped[int | None]
    approved_id: Mapped[int | None]
    duplicate_of: Mapped[bytes | None]
    settled: Mapped[str | None]
    settled_ms: Mapped[int | None]
    bills: Mapped[list["PaymentBill"]] = relationship(
        primaryjoin=_OF_PAYMENT,
        viewonly=True,
        lazy="selectin",
        order_by="PaymentBill.position",
    )


class PaymentBill(Base):
    """One bill of a payment, in the order in which the citizen chose them.

    `amount` is the bill's own, in rials. `duplicate_of` is the earlier approved payment of the
    same bill id and payment id.
    """

    __tablename__ = "payment_bills"
    __table_args__ = (Index(None, "bill_id", "payment_id"),)

    transaction_id: Mapped[bytes] = mapped_column(primary_key=True)
    branch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bill_id: Mapped[str]
    payment_id: Mapped[str]
    amount: Mapped[int]
    standing: Mapped[str]
    bill_kind: Mapped[str | None]
    duplicate_of: Mapped[bytes | None]
    payment: Mapped[Payment] = relationship(primaryjoin=_OF_PAYMENT, viewonly=True)
