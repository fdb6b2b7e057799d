"""The screens on which somebody looks something up."""

from msgspec import Struct

from kiosk.boundary.parts import Button, Choice, Notice, Row
from kiosk.boundary.screens.base import Screen


class MapPoint(Struct, frozen=True, kw_only=True):
    """A place: 0 to 1 from the map's west and north edges. `here`: this kiosk stands there."""

    id: str
    label: str
    x: float
    y: float
    here: bool = False


class CityMap(Struct, frozen=True, kw_only=True):
    """Places as they lie to each other, north up; `width_m` is how much ground it spans."""

    points: tuple[MapPoint, ...]
    width_m: int
    height_m: int
    scale_m: int
    scale_text: str
    north: str
    here: str


class Paragraph(Struct, frozen=True, kw_only=True):
    """A heading and its lines; `listed` lines stand under each other with a mark before each."""

    heading: str
    lines: tuple[str, ...]
    icon: str = ""
    listed: bool = True


class InformationMenu(Screen, frozen=True, kw_only=True):
    screen: str = "information_menu"
    body: str
    choices: tuple[Choice, ...]
    notices: tuple[Notice, ...] = ()
    back: Button


class InformationList(Screen, frozen=True, kw_only=True):
    """Services, offices or fees. `map` only where there are places to show."""

    screen: str = "information_list"
    choices: tuple[Choice, ...]
    empty: str | None = None
    map: CityMap | None = None
    notices: tuple[Notice, ...] = ()
    back: Button
    cancel: Button


class InformationPage(Screen, frozen=True, kw_only=True):
    """A service or an office in full."""

    screen: str = "information_page"
    headline: str
    body: str
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    map: CityMap | None = None
    notices: tuple[Notice, ...] = ()
    back: Button
    cancel: Button


class InformationSearch(Screen, frozen=True, kw_only=True):
    """Typed on the keyboard of the screen: key{char}, erase, clear; results come as one types.

    `layout` is the keyboard to begin with, the language's own.
    """

    screen: str = "information_search"
    label: str
    query: str
    placeholder: str
    layout: str
    results: tuple[Choice, ...]
    empty: str | None = None
    space_label: str
    half_space_label: str
    erase_label: str
    clear_label: str
    back: Button
    cancel: Button
