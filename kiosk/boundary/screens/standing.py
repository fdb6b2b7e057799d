"""Screens that belong to no journey."""

from msgspec import Struct

from kiosk.boundary.parts import Button, LanguageChoice, Notice, Tile, Tone
from kiosk.boundary.screens.base import Screen


class Attract(Screen, frozen=True, kw_only=True):
    """Nobody is there. A touch anywhere starts; a language may be chosen with the first touch.
    objectNames: start, language_<code>; intents: start, language {"code": code}."""

    screen: str = "attract"
    subtitle: str
    start: Button
    languages: tuple[LanguageChoice, ...]
    warning: Notice
    notices: tuple[Notice, ...] = ()


class Home(Screen, frozen=True, kw_only=True):
    screen: str = "home"
    subtitle: str
    scan_hint: str = ""
    tiles: tuple[Tile, ...]
    notices: tuple[Notice, ...] = ()


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


class NearestKiosk(Struct, frozen=True, kw_only=True):
    """Where else one can go; `distance` is ready to read."""

    name: str
    address: str
    distance: str | None = None


class OutOfService(Screen, frozen=True, kw_only=True):
    """`back` says when it serves again, where that is known."""

    screen: str = "out_of_service"
    headline: str
    body: str
    reason: str
    back: str = ""
    phone: str
    nearest: NearestKiosk | None = None
    nearest_label: str = ""
