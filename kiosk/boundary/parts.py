"""The pieces screens are made of. Every text is ready to show: the citizen's language,
Persian digits, isolates in place. The interface adds no sentence and computes nothing.
"""

from typing import Literal

from msgspec import Struct

Tone = Literal["notice", "danger", "good"]
SumTone = Literal["plain", "good", "notice"]
Link = Literal["online", "offline"]
OutcomeWord = Literal["paid", "declined", "unknown", "not_printed"]
DeviceWord = Literal["absent", "starting", "ready", "degraded", "failed"]


class StatusLine(Struct, frozen=True, kw_only=True):
    """The line in the foot: link to the city and how old the data is.

    `text` is the whole sentence to show; `data_age_text` the part about the data alone.
    """

    link: Link
    text: str
    data_age_text: str | None = None
    printer: DeviceWord = "starting"
    terminal: DeviceWord = "starting"


class ClockFace(Struct, frozen=True):
    """Local time (10:42 in Persian digits) and the long Jalali date."""

    time: str
    date: str


class PlaceLine(Struct, frozen=True):
    """Whose kiosk this is and where it stands."""

    city: str
    line: str


class Preferences(Struct, frozen=True, kw_only=True):
    """How this visitor wants the screen; kept by the counter until the visit ends.

    `language` names a file of texts, `direction` is how its lines run. `volume` is 1 to 5.
    """

    language: str = "fa"
    direction: Literal["rtl", "ltr"] = "rtl"
    contrast: Literal["normal", "high"] = "normal"
    text: Literal["normal", "large"] = "normal"
    reach: Literal["normal", "low"] = "normal"
    listening: Literal["off", "on"] = "off"
    volume: int = 3


class Pill(Struct, frozen=True):
    """A pill of the foot; it sends its id as intent. `active`: what it switches is on.
    objectName: pill_<id>."""

    id: Literal["language", "listen", "contrast", "large", "low", "help"]
    label: str
    icon: str
    active: bool = False


class LanguageChoice(Struct, frozen=True):
    """A language by its own name. objectName: language_<code>; intent: language {"code": code}."""

    code: str
    label: str


class ListenBar(Struct, frozen=True, kw_only=True):
    """While the screen is read aloud. objectNames and intents: repeat, louder, quieter."""

    repeat: str
    louder: str
    quieter: str
    volume_text: str


class Steps(Struct, frozen=True):
    """Named steps of a journey; `current` counts from 0."""

    names: tuple[str, ...]
    current: int


class Notice(Struct, frozen=True):
    tone: Tone
    icon: str
    text: str


class Button(Struct, frozen=True, kw_only=True):
    """A thing to touch: `name` is its objectName, `intent` what it sends (empty payload)."""

    name: str
    intent: str
    label: str
    icon: str | None = None
    enabled: bool = True


class Tile(Struct, frozen=True, kw_only=True):
    """A service on the home screen. A tile that can't work says why (`why`). objectName:
    tile_<id>; intent: tile {"id": id}."""

    id: str
    title: str
    subtitle: str
    icon: str
    enabled: bool = True
    why: str | None = None


class Choice(Struct, frozen=True, kw_only=True):
    """A line of a list to choose from. objectName: choice_<id>; it sends `intent` {"id": id}."""

    id: str
    intent: str
    title: str
    subtitle: str = ""
    icon: str = ""
    enabled: bool = True


class Field(Struct, frozen=True, kw_only=True):
    """One line to type into. objectName: field_<id>; intent: field {"id": id}."""

    id: Literal["bill_id", "payment_id", "card", "amount", "code"]
    label: str
    value: str
    active: bool
    error: str | None = None


class Row(Struct, frozen=True):
    """A label and its value, side by side; `ltr` marks codes to be set left to right."""

    label: str
    value: str
    ltr: bool = False


class Sum(Struct, frozen=True):
    """A label and a sum, the sum set at the far left."""

    label: str
    value: str
    tone: SumTone = "plain"


class Amount(Struct, frozen=True):
    """Rials grouped, their unit, tomans as a second line, and the amount in words."""

    grouped: str
    unit: str
    toman: str
    words: str


class Ring(Struct, frozen=True):
    """Seconds left of the time the terminal allows; steps once a second."""

    remaining_s: int
    total_s: int


class Tracking(Struct, frozen=True):
    label: str
    grouped: str


class TechnicianDoor(Struct, frozen=True, kw_only=True):
    """While the cabinet stands open: the way in for a technician. objectName and intent:
    technician."""

    text: str
    label: str


class IdleOverlay(Struct, frozen=True):
    """The question before an idle screen is cleared. objectNames and intents: more, close."""

    title: str
    text: str
    remaining_s: int
    more: str
    close: str


class HelpPanel(Struct, frozen=True, kw_only=True):
    """Help laid over a screen; buttons that aren't offered are None. objectNames and intents:
    call_clerk, withdraw_call, close_help. `ring`: until other ways are named; `phone` is one."""

    phase: Literal["open", "calling", "answered", "unanswered"] = "open"
    title: str
    lines: tuple[str, ...]
    ring: Ring | None = None
    phone: str | None = None
    call: str | None = None
    withdraw: str | None = None
    close: str
