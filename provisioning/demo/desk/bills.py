"""The bills that lie on the desk: what their paper shows, and what the scanner reads."""

import tomllib
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import msgspec

from contract.values import BillPair, isolate_ltr, persian_digits

FILE = Path(__file__).parent / "bills.toml"


class Slot(StrEnum):
    """What becomes of the bill at the kiosk; the order in which they lie on the desk."""

    VALID = "valid"
    INSTALMENT = "instalment"
    PAID = "paid"
    OVERDUE = "overdue"
    ELECTRICITY = "electricity"


class SampleBill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """`barcode`: 26 digits, bill id and payment id; `due`: Jalali."""

    slot: Slot
    barcode: str
    title: str
    owner: str
    address: str
    due: str

    @cached_property
    def pair(self) -> BillPair:
        """Raises InvalidValue."""
        return BillPair.parse_barcode(self.barcode)

    @property
    def amount(self) -> str:
        return isolate_ltr(self.pair.amount.grouped())

    @property
    def bill_id(self) -> str:
        return isolate_ltr(persian_digits(self.pair.bill.text))

    @property
    def due_date(self) -> str:
        return isolate_ltr(persian_digits(self.due))


class _File(msgspec.Struct, frozen=True):
    bill: tuple[SampleBill, ...]


def sample_bills() -> tuple[SampleBill, ...]:
    """All of them; of the valid ones there are several, since each is paid only once."""
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), _File).bill
