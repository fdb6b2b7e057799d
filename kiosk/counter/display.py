"""The screen that stands now: made from state, devices, link and time; sent when it differs."""

from collections.abc import Mapping
from pathlib import Path

from contract.clock import Clock
from contract.place import Place
from hardware.device_set import DeviceSet
from hardware.state import Component, DeviceReport, DeviceState
from kiosk.boundary import BoundaryServer, Intent, Screen, is_personal
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.carrying import TechnicianView
from kiosk.counter.devices import capabilities
from kiosk.counter.knowledge import CityNow
from kiosk.counter.neighbours import Neighbours, PlaceNames
from kiosk.counter.preferences import changed_by, first_preferences, from_the_chosen
from kiosk.counter.presentation import Surroundings, present
from kiosk.counter.presentation.frame import CLOSED
from kiosk.counter.speaking import Speaker
from kiosk.counter.timers import Timers
from kiosk.journeys.help import HelpState, remaining_s
from kiosk.journeys.states import OutOfService, VisitState
from kiosk.texts import Texts, languages


def _why_no_paper(reports: Mapping[Component, DeviceReport]) -> str | None:
    """The paper's own reason first: a roll that ended is also why a printer is not ready."""
    for component in (Component.PAPER, Component.PRINTER):
        report = reports[component]
        if report.state is DeviceState.FAILED:
            return report.reason
    return None


class Display:
    """Shows states on every connected interface."""

    def __init__(
        self,
        server: BoundaryServer,
        devices: DeviceSet,
        agent: AgentLink,
        clock: Clock,
        place: Place,
        neighbours: Neighbours,
        speaker: Speaker,
        picture: Path,
    ) -> None:
        self._server = server
        self._devices = devices
        self._agent = agent
        self._clock = clock
        self._place = place
        self._neighbours = neighbours
        self._speaker = speaker
        self._picture = picture
        self._languages = tuple(Texts(language) for language in languages())
        self.preferences = first_preferences(self._languages[0])
        self._shown: Screen | None = None
        self._is_used = False
        self.timers = Timers()
        self.help: HelpState = CLOSED
        self.can_call = False
        self.technician = TechnicianView()
        self.can_service = False

    @property
    def screen_name(self) -> str | None:
        """What is shown now, None before the first."""
        return None if self._shown is None else self._shown.screen

    @property
    def is_used(self) -> bool:
        """Something personal was shown since this process started; copies of it are in its
        memory, and nothing but its end takes them out."""
        return self._is_used

    @property
    def is_settled(self) -> bool:
        """No window is being replaced by another."""
        return self._server.is_settled

    def take_picture(self, order: str) -> bool:
        """Of what stands on the screen now, into the file that the agent looks for; False when no
        window is shown."""
        return self._server.take_picture(order, self._picture)

    def place_names(self) -> PlaceNames:
        """The kiosk's city and office in English."""
        return self._neighbours.names()

    @property
    def texts(self) -> Texts:
        """The sentences of the language that the visitor has chosen."""
        code = self.preferences.language
        return next(texts for texts in self._languages if texts.language == code)

    def prefer(self, intent: Intent) -> bool:
        """Changes how screens are shown and said. False: `intent` is not about that."""
        if intent.name in {"focused", "repeat"}:
            self._speaker.asked(intent, self.texts)
            return True
        changed = changed_by(intent, self.preferences, self._languages)
        if changed is None:
            return False
        self.preferences = changed
        return True

    def speak_to(self, language: str) -> None:
        """In that language as long as this visit lasts; Persian where it is gone."""
        named = [texts for texts in self._languages if texts.language == language]
        self.preferences = first_preferences((*named, *self._languages)[0])

    def end_visit(self) -> None:
        """The next person finds everything as nobody has touched it."""
        self.preferences = first_preferences(self._languages[0])
        self._speaker.hush()

    def show(self, state: VisitState, city: CityNow, receipt_code: str | None) -> None:
        """Sends the screen of `state` when anything on it has changed."""
        now = self._clock.now()
        self.timers.entered(state, now.monotonic_ms)
        reports = self._devices.reports()
        around = Surroundings(
            now_ms=now.utc_ms,
            place=self._place,
            phone=city.phone,
            support_phone=city.support_phone,
            link=self._agent.link,
            as_of_ms=city.bills_as_of_ms,
            bills_are_too_old=city.bills_are_too_old,
            receipt_code=receipt_code,
            printer=reports[Component.PRINTER].state.value,
            paper=reports[Component.PAPER].state.value,
            printer_reason=_why_no_paper(reports),
            terminal=reports[Component.TERMINAL].state.value,
            terminal_can=capabilities(self._devices),
            preferences=self.preferences,
            languages=from_the_chosen(self.preferences, self._languages),
            can_speak=self._speaker.can_speak,
            names=self._neighbours.names(),
            nearest=self._neighbours.nearest() if isinstance(state, OutOfService) else None,
            remaining_s=self.timers.remaining_s(now.monotonic_ms),
            waited_s=self.timers.waited_s(now.monotonic_ms),
            idle_remaining_s=self.timers.idle_remaining_s(now.monotonic_ms),
            help=self.help,
            help_remaining_s=remaining_s(self.help, now.monotonic_ms),
            can_call=self.can_call,
            technician=self.technician,
            can_service=self.can_service,
        )
        screen = present(state, around, self.texts)
        if screen != self._shown:
            self._server.show(screen)
            self._shown = screen
            self._speaker.shown(screen, self.texts)
            self._is_used = self._is_used or is_personal(screen)
