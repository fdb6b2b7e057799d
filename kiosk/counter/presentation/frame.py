"""What every screen has: time, place, link, pills, the idle question, help."""

from dataclasses import dataclass
from typing import Any

from contract.place import Place
from contract.values import Rial, isolate_ltr, jalali_local, persian_digits
from hardware.terminals.port import Capability
from kiosk.boundary.parts import (
    Amount,
    Button,
    ClockFace,
    DeviceWord,
    HelpPanel,
    IdleOverlay,
    Link,
    Pill,
    PlaceLine,
    StatusLine,
    Steps,
)
from kiosk.texts import Texts

THIN_SPACE = "\u2009"
STEP_KEYS = ("step-id", "step-review", "step-pay", "step-receipt")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a screen shows besides its state. Times in UTC ms, durations in whole seconds.

    `as_of_ms` is how fresh the city's bills are. `remaining_s` is the time the terminal still
    has, `waited_s` how long the citizen has waited on this screen. `printer_reason` is why the
    printer or its paper doesn't work, as its driver names it; `terminal_can` what the words about
    the terminal follow.
    """

    now_ms: int
    place: Place
    phone: str
    link: Link = "offline"
    as_of_ms: int | None = None
    printer: DeviceWord = "starting"
    paper: DeviceWord = "starting"
    printer_reason: str | None = None
    terminal: DeviceWord = "starting"
    terminal_can: frozenset[Capability] = frozenset()
    remaining_s: int = 0
    waited_s: int = 0
    idle_remaining_s: int | None = None
    help_open: bool = False


@dataclass(frozen=True, slots=True)
class Painter:
    """Texts and surroundings together: what the builders of screens draw from."""

    texts: Texts
    around: Surroundings

    def say(self, key: str, **values: str) -> str:
        return self.texts(key, **values)

    def common(self) -> dict[str, Any]:
        """The fields of `Screen` itself, but for screen and title."""
        return {
            "status": self._status(),
            "clock": self._clock(),
            "place": PlaceLine(
                self.say("city", name=self.around.place.city_name), self.around.place.line
            ),
            "pills": (
                Pill("large", self.say("pill-large"), "text-aa"),
                Pill("low", self.say("pill-low"), "wheelchair"),
                Pill("help", self.say("pill-help"), "hand-waving"),
            ),
            "idle": self._idle(),
            "help": self._help(),
        }

    def steps(self, current: int) -> Steps:
        return Steps(tuple(self.say(key) for key in STEP_KEYS), current)

    def button(self, name: str, intent: str, key: str, icon: str | None = None) -> Button:
        return Button(name=name, intent=intent, label=self.say(key), icon=icon)

    def amount(self, rials: Rial) -> Amount:
        return Amount(
            grouped=isolate_ltr(rials.grouped()),
            unit=self.say("rial"),
            toman=self.say("toman", amount=rials.toman_grouped()),
            words=self.say("in-words", words=rials.in_words()),
        )

    def age(self, instant_ms: int) -> str:
        """«ساعت ۸:۱۵» when it was today, else with the date."""
        date, time = jalali_local(instant_ms)
        today, _ = jalali_local(self.around.now_ms)
        if date == today:
            return self.say("age-today", time=clock_text(time))
        return self.say("age-earlier", date=date.day_and_month(), time=clock_text(time))

    def _status(self) -> StatusLine:
        around = self.around
        age = None if around.as_of_ms is None else self.age(around.as_of_ms)
        key = f"status-{around.link}"
        text = self.say(key) if age is None else self.say(f"{key}-age", age=age)
        return StatusLine(
            link=around.link,
            text=text,
            data_age_text=age,
            printer=around.printer,
            terminal=around.terminal,
        )

    def _clock(self) -> ClockFace:
        date, time = jalali_local(self.around.now_ms)
        return ClockFace(clock_text(time), date.long())

    def _idle(self) -> IdleOverlay | None:
        remaining_s = self.around.idle_remaining_s
        if remaining_s is None:
            return None
        return IdleOverlay(
            self.say("idle-title"),
            self.say("idle-text", seconds=persian_digits(str(remaining_s))),
            remaining_s,
            self.say("idle-more"),
            self.say("idle-close"),
        )

    def _help(self) -> HelpPanel | None:
        if not self.around.help_open:
            return None
        lines = (
            self.say("help-scan"),
            self.say("help-card"),
            self.say("help-receipt"),
            self.say("help-person", phone=persian_digits(self.around.phone)),
        )
        return HelpPanel(self.say("help-title"), lines, self.say("help-close"))


def clock_text(time: str) -> str:
    """`08:15` -> `۸:۱۵`"""
    return persian_digits(time.removeprefix("0"))


def code_text(code: str) -> str:
    """A code as it is read: Persian digits, left to right, whatever line it stands in."""
    return isolate_ltr(persian_digits(code))


def grouped_code(digits: str, size: int = 4) -> str:
    """An id while it is typed: groups with thin spaces, left to right."""
    groups = (digits[start : start + size] for start in range(0, len(digits), size))
    return isolate_ltr(persian_digits(THIN_SPACE.join(groups))) if digits else ""
