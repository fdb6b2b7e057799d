"""From a screen to what is said of it, in reading order: what it asks or tells, then the facts,
then what there is to touch.

Every part of a screen has a way to be said; which parts a screen has follows from its type, so a
further screen is spoken as soon as it is typed.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import fields

from kiosk.boundary.parts import (
    Amount,
    Button,
    Choice,
    Field,
    IdleOverlay,
    LanguageChoice,
    Row,
    Sum,
    Tile,
    Tracking,
)
from kiosk.boundary.screens import Screen
from kiosk.boundary.screens.pay import Due
from kiosk.boundary.screens.receipts import Mark
from kiosk.texts import Texts

FIRST: Final = (
    "title", "headline", "label", "subtitle", "query", "body", "reason", "back",
    "scan_hint", "help_text", "empty", "take_card", "amount", "tracking", "marks", "rows", "bills",
    "sums", "offers_title", "paragraphs", "lines", "fields", "qr_hint", "notices", "warning",
    "nearest_label", "nearest", "phone", "waiting_text", "waiting_more", "progress_text",
    "cancel_hint",
)  # fmt: skip
"""Fields in the order in which they are said; a field that isn't here is no text for the ear."""
ACTIONS: Final = (
    "start", "tiles", "choices", "offers", "results", "languages", "primary", "secondary",
    "add", "not_mine", "back", "cancel",
)  # fmt: skip


def spoken_screen(screen: Screen, texts: Texts) -> tuple[str, ...]:
    """All of it, a sentence each. Under the idle question only that."""
    if screen.idle is not None:
        return _sentences((screen.idle.title, screen.idle.text, *_idle_actions(screen.idle)))
    if screen.help is not None:
        panel = screen.help
        said = (panel.title, *panel.lines[:1], panel.phone, *panel.lines[1:])
        buttons = (panel.call, panel.withdraw, panel.close)
        return _sentences(tuple(part for part in (*said, *buttons) if part is not None))
    named = {field.name for field in fields(screen)}
    told = [said for name in FIRST if name in named for said in _said(getattr(screen, name))]
    actions = [
        said for name in ACTIONS if name in named for said in _offered(getattr(screen, name))
    ]
    if actions:
        told.append(texts("speech-actions", actions=texts("list-comma").join(actions)))
    return _sentences(tuple(told))


def _idle_actions(idle: IdleOverlay) -> tuple[str, str]:
    return idle.more, idle.close


def _said(part: object) -> Iterator[str]:
    match part:
        case str():
            yield part
        case tuple():
            for each in part:
                yield from _said(each)
        case Amount():
            yield part.words
        case Field():
            yield f"{part.label}: {part.value}" if part.value else part.label
            yield part.error or ""
        case Tile():
            yield part.title
            yield part.subtitle if part.enabled else part.why or ""
        case LanguageChoice():
            yield part.label
        case Struct():
            yield from _labelled(part)
        case _:
            return


_VALUES = {Row: "value", Sum: "value", Due: "value", Tracking: "grouped", Mark: "text"}


def _labelled(part: Struct) -> Iterator[str]:
    """A label with its value in one breath; other parts text by text."""
    value = _VALUES.get(type(part))
    if value is None:
        yield from _texts_of(part)
        return
    named = {field.name: getattr(part, field.name) for field in fields(part)}
    yield f"{named['label']}: {named[value]}"
    yield from (named[name] for name in ("mark", "rule") if named.get(name))


_FOR_PROGRAMS = frozenset({"id", "tone", "icon", "intent", "name", "remove", "state"})


def _texts_of(part: Struct) -> Iterator[str]:
    """The texts of a part in the order of its fields, but for names that only programs read."""
    for field in fields(part):
        if field.name not in _FOR_PROGRAMS:
            yield from _said(getattr(part, field.name))


def _offered(part: object) -> Iterator[str]:
    """Only what can be touched now."""
    match part:
        case Button() | Tile() | Choice() if not part.enabled:
            return
        case Button():
            yield part.label
        case Tile():
            yield part.title
        case Choice():
            yield f"{part.title}: {part.subtitle}" if part.subtitle else part.title
        case LanguageChoice():
            yield part.label
        case tuple():
            for each in part:
                yield from _offered(each)
        case _:
            return


def _sentences(told: tuple[str, ...]) -> tuple[str, ...]:
    """Without what is empty, and without what was just said."""
    kept: list[str] = []
    for text in told:
        if text and text not in kept[-1:]:
            kept.append(text)
    return tuple(kept)
