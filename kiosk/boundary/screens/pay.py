"""The screens of a payment."""

from msgspec import Struct

from kiosk.boundary.parts import (
    Amount,
    Button,
    Choice,
    Field,
    Notice,
    OutcomeWord,
    Ring,
    Row,
    Steps,
    SumTone,
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


class Due(Struct, frozen=True, kw_only=True):
    """A line of a bill. `mark`: the word that says that it is a discount or a penalty; `rule`: by
    which resolution it came about."""

    label: str
    value: str
    tone: SumTone = "plain"
    mark: str | None = None
    rule: str | None = None


class BillCard(Struct, frozen=True, kw_only=True):
    """One of several bills. objectName: remove_<id>; intent: remove {"id": id}."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    code: Row
    value: str
    warning: str | None = None
    remove: str


class BillReview(Screen, frozen=True, kw_only=True):
    """One bill: `rows` and `sums`. Several: `bills`, of which `amount` is the total. `offers`:
    other open bills of the same bill id (choice_<id>), to be added with one touch."""

    screen: str = "bill_review"
    steps: Steps
    amount: Amount
    rows: tuple[Row, ...] = ()
    sums: tuple[Due, ...] = ()
    bills: tuple[BillCard, ...] = ()
    offers_title: str = ""
    offers: tuple[Choice, ...] = ()
    add: Button | None = None
    notices: tuple[Notice, ...]
    not_mine: Button | None = None
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
    """`take_card` comes first: the card, then the paper."""

    screen: str = "printing"
    steps: Steps
    take_card: str
    headline: str
    body: str
    amount: Amount
    progress_text: str


class Done(Screen, frozen=True, kw_only=True):
    """Without paper `qr` is the payment's signed record, to be photographed with the codes;
    `qr_hint` says so."""

    screen: str = "done"
    steps: Steps
    outcome: OutcomeWord
    headline: str
    body: str
    amount: Amount
    rows: tuple[Row, ...]
    tracking: Tracking | None
    qr: str | None = None
    qr_hint: str | None = None
    notices: tuple[Notice, ...]
    primary: Button
    secondary: Button | None = None
