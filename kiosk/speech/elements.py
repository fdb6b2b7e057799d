"""What is said of the one thing that has the keypad's focus."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import fields

from kiosk.boundary.parts import (
    Button,
    Choice,
    Field,
    HelpPanel,
    IdleOverlay,
    LanguageChoice,
    ListenBar,
    Pill,
    TechnicianDoor,
    Tile,
)
from kiosk.boundary.screens import BillCard, Screen
from kiosk.texts import Texts

_KEYS = {
    "erase": "key-erase",
    "clear": "entry-clear",
    "space": "key-space",
    "half_space": "key-half-space",
    "layout": "speech-key-layout",
}


def spoken_element(screen: Screen, name: str, texts: Texts) -> str | None:
    """Its label, its value, and why it can't be used. None: nothing on this screen has that
    objectName."""
    key = name.removeprefix("key_")
    if key != name:
        return spoken_key(key, texts)
    for part in _parts(screen):
        for named, told in _named(part, texts):
            if named == name:
                return ". ".join(text for text in told if text)
    return None


def spoken_key(key: str, texts: Texts) -> str:
    """A key of a pad or keyboard."""
    return texts(_KEYS[key]) if key in _KEYS else key


def _named(part: object, texts: Texts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The objectNames of a part, as its docstring says, each with its texts."""
    match part:
        case Button():
            yield part.name, (part.label,)
        case Tile():
            yield (
                f"tile_{part.id}",
                (part.title, part.subtitle if part.enabled else part.why or ""),
            )
        case Choice():
            yield f"choice_{part.id}", (part.title, part.subtitle)
        case Field():
            yield f"field_{part.id}", (part.label, part.value, part.error or "")
        case LanguageChoice():
            yield f"language_{part.code}", (part.label,)
        case Pill():
            yield f"pill_{part.id}", (part.label, texts("speech-on") if part.active else "")
        case BillCard():
            yield f"remove_{part.id}", (part.remove, part.title, part.value)
        case _:
            yield from _laid_over(part)


def _laid_over(part: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What lies over any screen, or beside its foot."""
    match part:
        case ListenBar():
            for name in ("repeat", "louder", "quieter"):
                yield name, (getattr(part, name),)
        case IdleOverlay():
            yield "more", (part.more,)
            yield "close", (part.close,)
        case TechnicianDoor():
            yield "technician", (part.label, part.text)
        case HelpPanel():
            for name, label in _help_buttons(part):
                yield name, (label,)
        case _:
            return


def _help_buttons(panel: HelpPanel) -> Iterator[tuple[str, str]]:
    offered = {
        "call_clerk": panel.call,
        "withdraw_call": panel.withdraw,
        "close_help": panel.close,
    }
    yield from ((name, label) for name, label in offered.items() if label is not None)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, Struct):
        yield value
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
