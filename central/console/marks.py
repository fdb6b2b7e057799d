"""Small values that pages are made of: a word with its tone, a level, a figure."""

from dataclasses import dataclass
from enum import StrEnum

from central.console.figures import number, percent
from central.console.texts import text


class Tone(StrEnum):
    """How much a word asks to be looked at; the style sheets give it its colour."""

    PLAIN = "plain"
    NONE = "none"
    GOOD = "good"
    NOTICE = "notice-tone"
    DANGER = "danger"


@dataclass(frozen=True)
class Mark:
    """A word that stands for a state; `detail` is shown on hover."""

    word: str
    tone: Tone = Tone.PLAIN
    detail: str = ""


NOTHING = Mark("—", Tone.NONE)


BAR_WIDTH, BAR_HEIGHT = 80, 7


@dataclass(frozen=True)
class Level:
    """Per cent left of something, with what it is for who can't see the bar."""

    percent: int
    label: str
    low_below: int

    @property
    def word(self) -> str:
        return percent(self.percent)

    @property
    def tone(self) -> Tone:
        return Tone.DANGER if self.percent < self.low_below else Tone.PLAIN

    @property
    def width(self) -> int:
        """Of the filled part of a bar BAR_WIDTH wide; never so narrow that it can't be seen."""
        return max(BAR_HEIGHT, BAR_WIDTH * min(self.percent, 100) // 100)


@dataclass(frozen=True)
class Supply:
    """Something that is used up: its state, and how much is left where that is known."""

    state: Mark
    left: Level | None


@dataclass(frozen=True)
class Figure:
    """One of the large numbers on top; `href` opens what it counts."""

    title: str
    value: str
    note: str
    tone: Tone = Tone.PLAIN
    href: str = ""


def names(titles: list[str], most: int = 2) -> str:
    """«خیام ۱، پونک ۲ و ۳ دیگر»"""
    shown = "، ".join(titles[:most])
    if len(titles) <= most:
        return shown
    return text("and-more", names=shown, n=number(len(titles) - most))
