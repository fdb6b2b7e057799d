"""The screens of a receipt that is wanted again, or checked."""

from typing import Literal

from msgspec import Struct

from kiosk.boundary.parts import Amount, Button, Choice, Field, Notice, Row, Tone
from kiosk.boundary.screens.base import Screen

MarkState = Literal["done", "waiting", "open", "failed"]


class Mark(Struct, frozen=True, kw_only=True):
    """One of the three facts about a receipt; its state is told by a sign and a word."""

    label: str
    state: MarkState
    text: str


class ReceiptMenu(Screen, frozen=True, kw_only=True):
    """Hold a receipt to the reader, or choose."""

    screen: str = "receipt_menu"
    scan_hint: str
    body: str
    choices: tuple[Choice, ...]
    back: Button


class ReceiptEntry(Screen, frozen=True, kw_only=True):
    """What somebody must know. Keys as on bill_entry; field{id}: card or amount."""

    screen: str = "receipt_entry"
    body: str
    fields: tuple[Field, ...]
    digits: tuple[str, ...]
    erase_label: str
    clear_label: str
    primary: Button
    back: Button
    cancel: Button


class ReceiptFound(Screen, frozen=True, kw_only=True):
    screen: str = "receipt_found"
    amount: Amount
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()
    primary: Button
    back: Button
    cancel: Button


class ReceiptCopying(Screen, frozen=True, kw_only=True):
    """The paper is moving: nothing to touch."""

    screen: str = "receipt_copying"
    headline: str
    body: str
    progress_text: str


class ReceiptCheck(Screen, frozen=True, kw_only=True):
    """What a scanned receipt turned out to be."""

    screen: str = "receipt_check"
    tone: Tone
    icon: str
    headline: str
    body: str
    marks: tuple[Mark, ...]
    amount: Amount | None = None
    rows: tuple[Row, ...] = ()
    notices: tuple[Notice, ...] = ()
    primary: Button
    secondary: Button | None = None
