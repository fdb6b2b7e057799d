"""A bill as kiosks may know it, with the lines that make its amount and the rule behind each."""

from enum import StrEnum

import msgspec


class BillState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What a line of a bill is; a kind that only a newer hub knows counts as due."""

    DUE = "due"
    DISCOUNT = "discount"
    PENALTY = "penalty"

    @classmethod
    def _missing_(cls, value: object) -> "ItemKind | None":
        return cls.DUE if isinstance(value, str) else None


class BillItem(msgspec.Struct, frozen=True, array_like=True):
    """One line of a bill; `amount` in rials, negative for a discount.

    `rule` says in a citizen's words by which resolution the line came about, empty when the city
    has not said; `title_en` and `rule_en` may be empty.
    """

    title: str
    amount: int
    kind: ItemKind = ItemKind.DUE
    rule: str = ""
    title_en: str = ""
    rule_en: str = ""


class Instalment(msgspec.Struct, frozen=True, array_like=True):
    """Which of how many payments of one debt, counted from 1."""

    number: int
    of: int


class BillRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One issued bill as a kiosk may know it: owner masked, amounts in rials, times in UTC ms."""

    bill_id: str
    payment_id: str
    amount: int
    kind: str
    title: str
    year: int
    period: int
    property_code: str | None = None
    owner_masked: str | None = None
    address: str | None = None
    due_ms: int | None = None
    state: BillState = BillState.OPEN
    paid_ms: int | None = None
    items: tuple[BillItem, ...] = ()
    instalment: Instalment | None = None
    title_en: str | None = None
