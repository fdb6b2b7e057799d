"""Intents of the interface to happenings of the journey. What can't be understood is no touch."""

from collections.abc import Callable

from contract.values import TransactionId
from kiosk.boundary import Intent
from kiosk.counter.tickets import new_copy_job
from kiosk.journeys.entry import EntryField
from kiosk.journeys.happenings import (
    AddTouched,
    BackTouched,
    CancelTouched,
    CharacterTouched,
    ChoiceTouched,
    ClearTouched,
    Conditions,
    CopyTouched,
    DigitTouched,
    EraseTouched,
    FieldTouched,
    FinishTouched,
    InformationTileTouched,
    NextTouched,
    NotMineTouched,
    OkTouched,
    PayTileTouched,
    PayTouched,
    ReceiptsTileTouched,
    RemoveTouched,
    ReprintTouched,
    RetryTouched,
    SearchFieldTouched,
    StartTouched,
    Touch,
)
from kiosk.journeys.money import Ticket
from kiosk.journeys.receipts.search import SearchField

_PLAIN: dict[str, Callable[[], Touch]] = {
    "start": StartTouched,
    "erase": EraseTouched,
    "clear": ClearTouched,
    "next": NextTouched,
    "back": BackTouched,
    "cancel": CancelTouched,
    "not_mine": NotMineTouched,
    "add": AddTouched,
    "ok": OkTouched,
    "retry": RetryTouched,
    "finish": FinishTouched,
    "reprint": ReprintTouched,
}


def touch_of(
    intent: Intent, conditions: Callable[[], Conditions], ticket: Callable[[], Ticket]
) -> Touch | None:
    """`conditions` and `ticket` are asked only where the touch needs them."""
    plain = _PLAIN.get(intent.name)
    if plain is not None:
        return plain()
    match intent.name, intent.payload:
        case "tile", {"id": "pay"}:
            return PayTileTouched(conditions())
        case "tile", {"id": "receipts"}:
            return ReceiptsTileTouched()
        case "tile", {"id": "information"}:
            return InformationTileTouched()
        case "pay", _:
            return PayTouched(ticket(), conditions())
        case "copy", _:
            return CopyTouched(TransactionId.new(), new_copy_job())
        case _:
            return _chosen(intent) or _typed(intent)


def _chosen(intent: Intent) -> Touch | None:
    """Lines of a list."""
    match intent.name, intent.payload:
        case "choose", {"id": str() as choice}:
            return ChoiceTouched(choice)
        case "remove", {"id": str() as bill}:
            return RemoveTouched(bill)
        case _:
            return None


def _typed(intent: Intent) -> Touch | None:
    """Keys of a pad and fields to type into."""
    match intent.name, intent.payload:
        case "key", {"digit": int() | str() as digit}:
            return DigitTouched(str(digit))
        case "key", {"char": str() as character}:
            return CharacterTouched(character)
        case "field", {"id": ("bill_id" | "payment_id") as field}:
            return FieldTouched(EntryField(field))
        case "field", {"id": ("card" | "amount") as field}:
            return SearchFieldTouched(SearchField(field))
        case _:
            return None
