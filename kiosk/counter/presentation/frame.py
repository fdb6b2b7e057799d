"""What every screen has: time, place, link, pills, the idle question, help."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from contract.configuration import DEFAULTS
from contract.place import Place
from contract.values import Rial, jalali_local
from hardware.terminals.port import Capability
from kiosk.boundary.parts import (
    Amount,
    Button,
    ClockFace,
    DeviceWord,
    IdleOverlay,
    LanguageChoice,
    Link,
    ListenBar,
    Pill,
    PlaceLine,
    Preferences,
    StatusLine,
    Steps,
    TechnicianDoor,
)
from kiosk.counter.carrying import TechnicianView
from kiosk.counter.neighbours import NO_NAMES, Neighbour, PlaceNames
from kiosk.counter.presentation.help_panel import help_panel
from kiosk.journeys.help import Closed, HelpState, is_called
from kiosk.texts import PERSIAN, Texts, Writing

CLOSED = Closed()
NO_TECHNICIAN = TechnicianView()
STEP_KEYS = ("step-id", "step-review", "step-pay", "step-receipt")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a screen shows besides its state. Times in UTC ms, durations in whole seconds.

    `as_of_ms` is how fresh the city's bills are, `receipt_code` the text of a payment's QR code
    where it has no paper. `remaining_s` is the time the terminal still
    has, `waited_s` how long the citizen has waited on this screen. `printer_reason` is why the
    printer or its paper doesn't work, as its driver names it; `terminal_can` what the words about
    the terminal follow. `languages` are all there are, the one in use first; `can_speak` says
    whether screens can be read aloud here, `can_call` whether a clerk can be called; `nearest` is
    asked for only out of service. `can_service`: the cabinet is open, and a technician may come.
    """

    now_ms: int
    place: Place
    phone: str
    support_phone: str = DEFAULTS.support_phone
    link: Link = "offline"
    as_of_ms: int | None = None
    bills_are_too_old: bool = False
    receipt_code: str | None = None
    printer: DeviceWord = "starting"
    paper: DeviceWord = "starting"
    printer_reason: str | None = None
    terminal: DeviceWord = "starting"
    terminal_can: frozenset[Capability] = frozenset()
    preferences: Preferences = field(default_factory=Preferences)
    languages: tuple[LanguageChoice, ...] = ()
    can_speak: bool = False
    nearest: Neighbour | None = None
    names: PlaceNames = NO_NAMES
    remaining_s: int = 0
    waited_s: int = 0
    idle_remaining_s: int | None = None
    help: HelpState = CLOSED
    help_remaining_s: int = 0
    can_call: bool = False
    technician: TechnicianView = NO_TECHNICIAN
    can_service: bool = False


@dataclass(frozen=True)
class Painter:
    """Texts and surroundings together: what the builders of screens draw from."""

    texts: Texts
    around: Surroundings

    @cached_property
    def writing(self) -> Writing:
        """How the language of `texts` writes numbers, codes and days."""
        return Writing(self.texts)

    def say(self, key: str, **values: str) -> str:
        return self.texts(key, **values)

    def own(self, persian: str, english: str) -> str:
        """A text that the city's data gives in two languages, in the citizen's."""
        return english if english and self.texts.language != PERSIAN else persian

    def common(self) -> dict[str, Any]:
        """The fields of `Screen` itself, but for screen and title."""
        return {
            "status": self._status(),
            "clock": self._clock(),
            "place": PlaceLine(self.say("city", name=self.city_name()), self.place_line()),
            "preferences": self.around.preferences,
            "pills": self._pills(),
            "listen": self._listen_bar(),
            "idle": self._idle(),
            "help": help_panel(self, self.around.help),
            "technician": self._technician_door(),
        }

    def steps(self, current: int) -> Steps:
        return Steps(tuple(self.say(key) for key in STEP_KEYS), current)

    def button(self, name: str, intent: str, key: str, icon: str | None = None) -> Button:
        return Button(name=name, intent=intent, label=self.say(key), icon=icon)

    def amount(self, rials: Rial) -> Amount:
        return Amount(
            grouped=self.writing.amount(rials),
            unit=self.say("rial"),
            toman=self.say("toman", amount=self.writing.tomans(rials)),
            words=self.say("in-words", words=self.writing.in_words(rials.amount)),
        )

    def age(self, instant_ms: int) -> str:
        """«ساعت ۸:۱۵» when it was today, else with the date."""
        date, time = jalali_local(instant_ms)
        today, _ = jalali_local(self.around.now_ms)
        hour = self.writing.hour(time)
        if date == today:
            return self.say("age-today", time=hour)
        return self.say("age-earlier", date=self.writing.day_and_month(date), time=hour)

    def city_name(self) -> str:
        return self.own(self.around.place.city_name, self.around.names.city_en)

    def place_line(self) -> str:
        """«منطقهٔ ۲، پیشخوان خیام ۱»"""
        place = self.around.place
        return self.say(
            "place-line",
            district=self.writing.digits(str(place.district)),
            office=self.own(place.office_name, self.around.names.office_en),
            number=self.writing.digits(str(place.number)),
        )

    def phone(self) -> str:
        """The city's call centre as it is read."""
        return self.writing.digits(self.around.phone)

    def support_phone(self) -> str:
        """Whom to call when this kiosk is out of service, as it is read."""
        return self.writing.digits(self.around.support_phone)

    def _pills(self) -> tuple[Pill, ...]:
        wants = self.around.preferences
        listen = Pill("listen", self.say("pill-listen"), "ear", wants.listening == "on")
        return (
            *(Pill("language", other.label, "translate") for other in self.around.languages[1:2]),
            *((listen,) if self.around.can_speak else ()),
            Pill("contrast", self.say("pill-contrast"), "circle-half", wants.contrast == "high"),
            Pill("large", self.say("pill-large"), "text-aa", wants.text == "large"),
            Pill("low", self.say("pill-low"), "wheelchair", wants.reach == "low"),
            Pill("help", self.say("pill-help"), "hand-waving", self._is_called()),
        )

    def _technician_door(self) -> TechnicianDoor | None:
        if not self.around.can_service:
            return None
        return TechnicianDoor(text=self.say("technician-door"), label=self.say("technician-enter"))

    def _is_called(self) -> bool:
        return is_called(self.around.help) is not None

    def _listen_bar(self) -> ListenBar | None:
        wants = self.around.preferences
        if wants.listening == "off" or not self.around.can_speak:
            return None
        return ListenBar(
            repeat=self.say("listen-repeat"),
            louder=self.say("listen-louder"),
            quieter=self.say("listen-quieter"),
            volume_text=self.say("listen-volume", level=self.writing.digits(str(wants.volume))),
        )

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
        return ClockFace(self.writing.hour(time), self.writing.long_date(date))

    def _idle(self) -> IdleOverlay | None:
        remaining_s = self.around.idle_remaining_s
        if remaining_s is None:
            return None
        return IdleOverlay(
            self.say("idle-title"),
            self.say("idle-text", seconds=self.writing.digits(str(remaining_s))),
            remaining_s,
            self.say("idle-more"),
            self.say("idle-close"),
        )
