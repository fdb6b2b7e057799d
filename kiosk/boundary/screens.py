"""One typed model for each screen, and which intents it can send.

| screen         | intents                                                    |
|----------------|------------------------------------------------------------|
| home           | tile{id}, help                                             |
| bill_entry     | key{digit}, erase, clear, field{id}, next, back, cancel    |
| bill_review    | pay, back, cancel, not_mine                                |
| paying         | cancel (where the terminal can be told)                    |
| printing       | none                                                       |
| done           | finish, retry                                              |
| message        | ok, retry, cancel (as its buttons say)                     |
| recovery       | ok                                                         |
| out_of_service | none                                                       |

Every screen: help, close_help; while `idle` is set also more, close. And scanned{text}, of no
screen: a burst of keys that may be a scanner's; the counter heeds it where its profile says so.
"""

from msgspec import Struct, convert, to_builtins

from kiosk.boundary.parts import (
    Amount,
    Button,
    ClockFace,
    Field,
    HelpPanel,
    IdleOverlay,
    Notice,
    OutcomeWord,
    Pill,
    PlaceLine,
    Ring,
    Row,
    StatusLine,
    Steps,
    Sum,
    Tile,
    Tone,
    Tracking,
)


class Screen(Struct, frozen=True, kw_only=True):
    """What all screens have. `screen` names the model (and the QML file to load)."""

    screen: str = ""
    title: str
    status: StatusLine
    clock: ClockFace
    place: PlaceLine
    pills: tuple[Pill, ...] = ()
    idle: IdleOverlay | None = None
    help: HelpPanel | None = None


class Home(Screen, frozen=True, kw_only=True):
    screen: str = "home"
    subtitle: str
    scan_hint: str = ""
    tiles: tuple[Tile, ...]
    notices: tuple[Notice, ...] = ()


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


class Message(Screen, frozen=True, kw_only=True):
    screen: str = "message"
    tone: Tone
    icon: str
    headline: str
    body: str
    primary: Button
    secondary: Button | None = None


class Recovery(Screen, frozen=True, kw_only=True):
    """Shown to whoever comes after a restart: no name, no address, no whole number."""

    screen: str = "recovery"
    tone: Tone
    headline: str
    body: str
    lines: tuple[str, ...]
    primary: Button


class OutOfService(Screen, frozen=True, kw_only=True):
    screen: str = "out_of_service"
    headline: str
    body: str
    reason: str
    phone: str


AnyScreen = (
    Home | BillEntry | BillReview | Paying | Printing | Done | Message | Recovery | OutOfService
)

SCREENS: dict[str, type[Screen]] = {
    "home": Home,
    "bill_entry": BillEntry,
    "bill_review": BillReview,
    "paying": Paying,
    "printing": Printing,
    "done": Done,
    "message": Message,
    "recovery": Recovery,
    "out_of_service": OutOfService,
}


def to_model(screen: Screen) -> dict[str, object]:
    """The screen as plain builtins: what `Show.model` carries and QML binds to."""
    model = to_builtins(screen)
    assert isinstance(model, dict)
    return model


def from_model(name: str, model: dict[str, object]) -> Screen:
    """The typed screen of a received model. Raises msgspec.ValidationError, KeyError."""
    return convert(model, SCREENS[name])
