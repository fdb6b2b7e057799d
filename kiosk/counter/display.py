"""The screen that stands now: made from state, devices, link and time; sent when it differs."""

from collections.abc import Mapping

from contract.clock import Clock
from contract.place import Place
from hardware.device_set import DeviceSet
from hardware.state import Component, DeviceReport, DeviceState
from kiosk.boundary import BoundaryServer, Screen
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.devices import capabilities
from kiosk.counter.presentation import Surroundings, present
from kiosk.counter.timers import Timers
from kiosk.journeys.states import VisitState
from kiosk.texts import Texts


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
    ) -> None:
        self._server = server
        self._devices = devices
        self._agent = agent
        self._clock = clock
        self._place = place
        self._texts = Texts()
        self._shown: Screen | None = None
        self.timers = Timers()
        self.help_open = False

    @property
    def screen_name(self) -> str | None:
        """What is shown now, None before the first."""
        return None if self._shown is None else self._shown.screen

    def show(self, state: VisitState, phone: str, bills_as_of_ms: int | None) -> None:
        """Sends the screen of `state` when anything on it has changed."""
        now = self._clock.now()
        self.timers.entered(state, now.monotonic_ms)
        reports = self._devices.reports()
        around = Surroundings(
            now_ms=now.utc_ms,
            place=self._place,
            phone=phone,
            link=self._agent.link,
            as_of_ms=bills_as_of_ms,
            printer=reports[Component.PRINTER].state.value,
            paper=reports[Component.PAPER].state.value,
            printer_reason=_why_no_paper(reports),
            terminal=reports[Component.TERMINAL].state.value,
            terminal_can=capabilities(self._devices),
            remaining_s=self.timers.remaining_s(now.monotonic_ms),
            waited_s=self.timers.waited_s(now.monotonic_ms),
            idle_remaining_s=self.timers.idle_remaining_s(now.monotonic_ms),
            help_open=self.help_open,
        )
        screen = present(state, around, self._texts)
        if screen != self._shown:
            self._server.show(screen)
            self._shown = screen
