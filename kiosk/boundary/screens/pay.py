"""The screens of a payment."""

from kiosk.boundary.parts import (
    Amount,
    Button,
    Field,
    Notice,
    OutcomeWord,
    Ring,
    Row,
    Steps,
    Sum,
    Tracking,
)
from kiosk.boundary.screens.base import Screen


class BillEntry(Screen, frozen=True, kw_only=True):
    """Keys: objectNames key_0..key_9, key_erase, key_clear; their labels stand here."""

    screen: str = "bill_entry"
    steps: Steps
    scan_hint: str
    help_text: str
    fields: tuple[Field, ...]
    keypad: bool = True
    digits: tuple[str, ...]
    erase_label: str
    clear_label: str
    notices: tuple[Notice, ...] = ()
    primary: Button
    back: Button
    cancel: Button


class BillReview(Screen, frozen=True, kw_only=True):
    screen: str = "bill_review"
    steps: Steps
    amount: Amount
    rows: tuple[Row, ...]
    sums: tuple[Sum, ...]
    notices: tuple[Notice, ...]
    not_mine: Button
    primary: Button
    back: Button
    cancel: Button


class Paying(Screen, frozen=True, kw_only=True):
    """`waiting_more` comes after 8 s: what else one can do. `cancel` or its hint is there."""

    screen: str = "paying"
    steps: Steps
    ring: Ring
    headline: str
    body: str
    amount: Amount
    waiting_text: str
    waiting_more: str | None = None
    cancel_hint: str
    cancel: Button | None = None


class Printing(Screen, frozen=True, kw_only=True):
    screen: str = "printing"
    steps: Steps
    headline: str
    body: str
    amount: Amount
    progress_text: str


class Done(Screen, frozen=True, kw_only=True):
    screen: str = "done"
    steps: Steps
    outcome: OutcomeWord
    headline: str
    body: str
    amount: Amount
    rows: tuple[Row, ...]
    tracking: Tracking | None
    notices: tuple[Notice, ...]
    primary: Button
    secondary: Button | None = None
