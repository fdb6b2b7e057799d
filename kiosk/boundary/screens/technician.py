"""The screens of a technician at the open cabinet."""

from kiosk.boundary.parts import Button, Choice, Field, Notice, Row, Tone
from kiosk.boundary.screens.base import Screen


class TechnicianCode(Screen, frozen=True, kw_only=True):
    """Keys as on bill_entry. What was typed is never in the model, only how much of it."""

    screen: str = "technician_code"
    body: str
    fields: tuple[Field, ...]
    digits: tuple[str, ...]
    erase_label: str
    clear_label: str
    primary: Button
    cancel: Button


class TechnicianPage(Screen, frozen=True, kw_only=True):
    """How the line, the queue and the stick are; what can be done."""

    screen: str = "technician_page"
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()
    choices: tuple[Choice, ...]
    primary: Button


class TechnicianCarrying(Screen, frozen=True, kw_only=True):
    """The stick is written or read: nothing to touch. `percent` is None where it isn't known."""

    screen: str = "technician_carrying"
    headline: str
    body: str
    percent: int | None = None
    progress_text: str


class TechnicianTold(Screen, frozen=True, kw_only=True):
    """What came of it, and what to do next."""

    screen: str = "technician_told"
    tone: Tone
    icon: str
    headline: str
    body: str
    rows: tuple[Row, ...] = ()
    notices: tuple[Notice, ...] = ()
    primary: Button
