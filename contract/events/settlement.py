"""What a bank's file says about payments, journaled by the hub."""

from enum import StrEnum
from typing import ClassVar

from contract.events.base import EventBody


class Settlement(StrEnum):
    """What the bank's file says of one payment."""

    PAID = "paid"
    """The file has it, with the same amount."""
    NOT_TAKEN = "not_taken"
    """Its result was unknown, and the file, which covers its day, does not have it."""
    OTHER_AMOUNT = "other_amount"
    """The file has it with another amount: a person must look."""
    MISSING = "missing"
    """The terminal said it was paid, and the file does not have it: a person must look."""


class PaymentSettled(EventBody, frozen=True):
    """`amount` in rials as the bank has it, 0 where it has none; `file` is the file's digest.

    `bank_ms` is the bank's time of the payment, or the start of the file's last day.
    """

    KIND: ClassVar[str] = "payment.settled"
    outcome: Settlement
    amount: int
    rrn: str
    terminal: str
    bank_ms: int
    reference: str
    file: bytes


class MoneyUnmatched(EventBody, frozen=True):
    """A row of the bank's file that belongs to no payment that the hub knows."""

    KIND: ClassVar[str] = "settlement.unmatched"
    line: int
    amount: int
    rrn: str
    terminal: str
    bank_ms: int
    reference: str
    file: bytes


class BankFileSettled(EventBody, frozen=True):
    """A bank's file was taken whole. Its days are those from the first to the last row's."""

    KIND: ClassVar[str] = "settlement.file"
    file: bytes
    name: str
    rows: int
    first_day_ms: int
    last_day_ms: int
    terminals: tuple[str, ...]
    by: str
