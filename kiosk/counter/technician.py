"""Between the technician's screen, the door, the city's verifiers and the agent, which carries.

A code is tried only while the door is open. Who, when and what is journaled; a code stands in no
event, no log and no screen. As with help the journal comes second: a full disk, which may be full
because nothing could be carried away, must not keep its remedy out. How many wrong codes came in a
row is a hold of the journal, so that no restart forgets it.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from contract.attempts import Attempts
from contract.clock import Clock
from contract.errors import PishkhanError
from contract.events import (
    TechnicianEvent,
    TechnicianRefused,
    TechnicianSignedIn,
    TechnicianSignedOut,
)
from contract.technician import CodeRefusal, Verifier, check_code
from edge_agent import device as files
from edge_agent.device import DamagedDeviceFile, DeviceDirectory, TechnicianThere
from edge_agent.journal import Draft, Hold, JournalWriter
from hardware.device_set import DeviceSet
from hardware.reasons import Reason
from hardware.state import Component
from kiosk.boundary import Intent
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.carrying import StickSeen, TechnicianView, event_of, outcome_of
from kiosk.journeys.happenings import StopReason, TechnicianCame, TechnicianLeft
from kiosk.journeys.states import Attract, Home, OutOfService, Servicing, VisitState
from kiosk.journeys.technician import (
    AGENT_ANSWERS_WITHIN_MS,
    FREE_TRIES,
    Asking,
    AtPage,
    Carrying,
    NotDone,
    Outcome,
    TechnicianState,
    Told,
    clear,
    erase,
    has_ended,
    is_whole,
    number_of,
    touched,
    type_digit,
)

log = logging.getLogger(__name__)

SUBJECT = "technician"
_OUT, _IN, _WRONG = "out", "in:", "wrong:"
Moved = TechnicianCame | TechnicianLeft


class TechnicianDesk:
    """Used from the counter's thread alone."""

    def __init__(
        self,
        directory: DeviceDirectory,
        journal: JournalWriter,
        devices: DeviceSet,
        agent: AgentLink,
        verifiers: Callable[[], tuple[Verifier, ...]],
        clock: Clock,
    ) -> None:
        self._directory = directory
        self._journal = journal
        self._devices = devices
        self._agent = agent
        self._verifiers = verifiers
        self._clock = clock
        self._carriage: files.Carriage | None = None
        self._signed_in: str | None = None
        self._tries = self._known_before()

    def may_enter(self, state: VisitState) -> bool:
        """With the door open, while nobody is served or somebody has only looked at the home
        screen; also when a full disk has stopped the service."""
        match state:
            case Attract() | Home():
                return self._door_is_open()
            case OutOfService(reason, None):
                by_word_or_disk = reason.is_decided or reason is StopReason.DISK_FULL
                return by_word_or_disk and self._door_is_open()
            case _:
                return False

    def touched(self, intent: Intent, state: VisitState) -> Moved | None:
        """None: it is not about this."""
        now_ms = self._now_ms()
        if isinstance(state, Servicing):
            return self._at_screen(intent, state.technician, now_ms)
        if intent.name == "technician" and self.may_enter(state):
            return TechnicianCame(Asking(now_ms))
        return None

    def tend(self, state: VisitState) -> Moved | None:
        """Each second."""
        if not isinstance(state, Servicing):
            self._sign_out("stopped")  # the kiosk has stopped by itself over it
            return None
        now_ms, current = self._now_ms(), state.technician
        ended = has_ended(current, door_open=self._door_is_open(), now_ms=now_ms)
        if ended is not None:
            self._sign_out(ended)
            return TechnicianLeft()
        if isinstance(current, Asking):
            return None
        self._say_there(current)
        self._carriage = self._heard()
        if isinstance(current, Carrying):
            return TechnicianCame(self._followed(current, now_ms))
        return None

    def view(self, state: VisitState) -> TechnicianView:
        """Asked for each screen; empty while no technician is there."""
        if not isinstance(state, Servicing):
            return TechnicianView()
        wait_ms = self._tries.wait_ms(self._now_ms())
        view = TechnicianView(
            wait_s=-(-wait_ms // 1000),
            has_codes=bool(self._verifiers()),
            hub_heard_ms=self._agent.hub_heard_ms,
            waiting=self._agent.waiting,
        )
        if self._carriage is None:
            return view
        stick = self._carriage.stick
        return replace(
            view,
            agent_is_heard=True,
            oldest_ms=self._carriage.oldest_ms,
            stick=None if stick is None else StickSeen(stick.name, stick.free),
        )

    def _at_screen(self, intent: Intent, state: TechnicianState, now_ms: int) -> Moved:
        match state:
            case Asking():
                return self._at_code(intent, state, now_ms)
            case AtPage(number):
                return self._at_page(intent, state, number, now_ms)
            case Carrying():
                return TechnicianCame(state)
            case Told(number):
                back = intent.name == "ok"
                return TechnicianCame(AtPage(number, now_ms) if back else touched(state, now_ms))
            case _:
                assert_never(state)

    def _at_code(self, intent: Intent, state: Asking, now_ms: int) -> Moved:
        match intent.name, intent.payload:
            case "cancel", _:
                return TechnicianLeft()
            case "key", {"digit": int() | str() as digit}:
                return TechnicianCame(type_digit(state, str(digit), now_ms))
            case "erase", _:
                return TechnicianCame(erase(state, now_ms))
            case "clear", _:
                return TechnicianCame(clear(state, now_ms))
            case "next", _ if is_whole(state) and not self._tries.wait_ms(now_ms):
                return TechnicianCame(self._tried(state, now_ms))
            case _:
                return TechnicianCame(touched(state, now_ms))

    def _tried(self, state: Asking, now_ms: int) -> TechnicianState:
        if not self._door_is_open():
            return Asking(now_ms)  # ends with the next second
        found = check_code(state.typed, self._verifiers(), self._clock.now().utc_ms)
        if isinstance(found, CodeRefusal):
            self._tries = self._tries.failed(now_ms)
            wrong = self._tries.wrong
            log.warning("a technician's code was refused, %d in a row", wrong)
            self._note(TechnicianRefused(reason=found.value, wrong=wrong), f"{_WRONG}{wrong}")
            return Asking(now_ms, error=found)
        self._tries = Attempts(FREE_TRIES)
        self._signed_in = found
        log.info("technician %s signed in", found)
        self._note(TechnicianSignedIn(technician=found), f"{_IN}{found}")
        page = AtPage(found, now_ms)
        self._say_there(page)
        return page

    def _at_page(self, intent: Intent, state: AtPage, number: str, now_ms: int) -> Moved:
        match intent.name, intent.payload:
            case "finish", _:
                self._sign_out("left")
                return TechnicianLeft()
            case "choose", {"id": ("export" | "import") as work} if self._carriage is not None:
                wished = Carrying(number, work, secrets.token_hex(8), now_ms)
                self._say_there(wished)
                return TechnicianCame(wished)
            case _:
                return TechnicianCame(touched(state, now_ms))

    def _followed(self, state: Carrying, now_ms: int) -> TechnicianState:
        carriage = self._carriage
        if carriage is None or carriage.wish != state.wish:
            if now_ms - state.heard_ms < AGENT_ANSWERS_WITHIN_MS:
                return state
            return self._came_of(state, NotDone("agent_silent"), now_ms)
        if carriage.outcome is not None:
            return self._came_of(state, outcome_of(carriage.outcome), now_ms)
        return replace(state, heard_ms=now_ms, done=carriage.done, total=carriage.total)

    def _came_of(self, state: Carrying, outcome: Outcome, now_ms: int) -> Told:
        self._note(event_of(state.number, state.work, outcome))
        return Told(state.number, state.work, outcome, now_ms)

    def _sign_out(self, reason: str) -> None:
        number, self._signed_in = self._signed_in, None
        self._carriage = None
        if number is not None:
            self._note_out(number, reason)

    def _note_out(self, number: str, reason: str) -> None:
        log.info("technician %s signed out: %s", number, reason)
        match reason:
            case "left" | "door_closed" | "idle" | "stopped" | "restart":
                self._note(TechnicianSignedOut(technician=number, reason=reason), _OUT)
            case _:
                raise AssertionError(reason)

    def _note(self, event: TechnicianEvent, hold: str | None = None) -> None:
        holds = () if hold is None else (Hold(SUBJECT, hold),)
        try:
            self._journal.append(Draft(event, holds=holds))
        except PishkhanError as error:
            log.warning("%s is not journaled: %s", event.KIND, error)

    def _known_before(self) -> Attempts:
        """Puts out a technician whom a restart found inside; gives the wrong codes, which it must
        not forget: a process that begins anew waits anew."""
        hold = self._journal.holds(SUBJECT)
        state = _OUT if hold is None else hold.state
        if state.startswith(_IN):
            self._note_out(state.removeprefix(_IN), "restart")
        if state.startswith(_WRONG):
            return Attempts(FREE_TRIES, int(state.removeprefix(_WRONG)), self._now_ms())
        return Attempts(FREE_TRIES)

    def _say_there(self, state: TechnicianState) -> None:
        """To the agent, each second and with each wish."""
        if number_of(state) is None:
            return
        now = self._clock.now()
        there = TechnicianThere(boot=now.boot.hex(), monotonic_ms=now.monotonic_ms)
        if isinstance(state, Carrying):
            there = TechnicianThere(
                boot=there.boot, monotonic_ms=there.monotonic_ms, wish=state.wish, work=state.work
            )
        try:
            files.write_technician_there(self._directory.technician_path, there)
        except OSError as error:
            log.warning("the agent can't be told of a technician: %s", error)

    def _heard(self) -> files.Carriage | None:
        try:
            carriage = files.read_carriage(self._directory.carriage_path)
        except DamagedDeviceFile:
            return None
        is_heard = carriage is not None and files.is_heard(carriage, self._clock.now())
        return carriage if is_heard else None

    def _door_is_open(self) -> bool:
        """Known to be open: a switch that isn't heard opens nothing."""
        return self._devices.reports()[Component.DOOR].reason is Reason.DOOR_OPEN

    def _now_ms(self) -> int:
        return self._clock.now().monotonic_ms
