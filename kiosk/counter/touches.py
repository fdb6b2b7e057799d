"""Intents of the interface to happenings of the journey. What can't be understood is no touch."""

from collections.abc import Callable

from kiosk.boundary import Intent
from kiosk.journeys.entry import EntryField
from kiosk.journeys.happenings import (
    BackTouched,
    CancelTouched,
    ClearTouched,
    Conditions,
    DigitTouched,
    EraseTouched,
    FieldTouched,
    FinishTouched,
    NextTouched,
    NotMineTouched,
    OkTouched,
    PayTileTouched,
    PayTouched,
    RetryTouched,
    StartTouched,
    Touch,
)
from kiosk.journeys.money import Ticket

_PLAIN: dict[str, Callable[[], Touch]] = {
    "start": StartTouched,
    "erase": EraseTouched,
    "clear": ClearTouched,
    "next": NextTouched,
    "back": BackTouched,
    "cancel": CancelTouched,
    "not_mine": NotMineTouched,
    "ok": OkTouched,
    "retry": RetryTouched,
    "finish": FinishTouched,
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
        case "key", {"digit": int() | str() as digit}:
            return DigitTouched(str(digit))
        case "field", {"id": ("bill_id" | "payment_id") as field}:
            return FieldTouched(EntryField(field))
        case "pay", _:
            return PayTouched(ticket(), conditions())
        case _:
            return None
