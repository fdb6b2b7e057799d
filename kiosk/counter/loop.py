"""The counter's one thread: happenings come in by one queue, journeys decide, the runner acts,
the screen follows. Devices, interfaces and the agent are on threads and in processes of their
own.

What a failure does: a journal that can't be written stops service and shows the tracking code of
a payment under way; the process then ends, to be started again and to recover.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import assert_never

from contract.clock import Clock
from contract.command_answer import Answer, AnswerCode
from contract.errors import PishkhanError
from contract.events import KioskStarted
from edge_agent.journal import DiskNearlyFull, Draft, JournalWriter
from hardware.device import (
    CardPresented,
    CardRefused,
    CardRemoved,
    CodeScanned,
    DeviceEvent,
    Measured,
    StateChanged,
)
from hardware.device_set import DeviceSet
from kiosk.boundary import Intent, Pictured
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.assistance import Assistance
from kiosk.counter.city_orders import CityOrders
from kiosk.counter.closings import Closing, Closings
from kiosk.counter.devices import conditions
from kiosk.counter.display import Display
from kiosk.counter.fault_points import FaultPoints
from kiosk.counter.heartbeat import Heartbeat
from kiosk.counter.idle import ASK_AFTER_MS
from kiosk.counter.knowledge import Knowledge
from kiosk.counter.paper_worker import SampleSlipTried
from kiosk.counter.receipt_codes import ReceiptCodes
from kiosk.counter.renewal import Renewal
from kiosk.counter.runner import Runner
from kiosk.counter.technician import TechnicianDesk
from kiosk.counter.tickets import new_ticket
from kiosk.counter.touches import touch_of
from kiosk.counter.upkeep import Upkeep
from kiosk.journeys import visit
from kiosk.journeys.happenings import (
    Conditions,
    DeviceAnswer,
    Happening,
    IdleEnded,
    PaperAnswer,
    PaperPrinted,
    Scanned,
    ServiceRestored,
    ServiceStopped,
    StartTouched,
    StopReason,
    TerminalApproved,
    TerminalProgress,
)
from kiosk.journeys.money import Ticket
from kiosk.journeys.payment import AnswerNotAskedFor
from kiosk.journeys.receipts.answers import ReceiptAnswer
from kiosk.journeys.recovery import Resumption, language_of_who_waits
from kiosk.journeys.states import (
    AskingWithoutPaper,
    Attract,
    Home,
    OutOfService,
    Reviewing,
    VisitState,
    why_closed,
)
from kiosk.journeys.visit import serves_nobody
from kiosk.processes import AGAIN, RENEWED

log = logging.getLogger(__name__)

TICK_S = 1.0
STOPPED_FOR_S = 20.0
"""How long a journal's failure is shown before the counter tries again from the start."""
EXIT_STOPPED = 0
EXIT_AGAIN = AGAIN
EXIT_RENEWED = RENEWED


class Stop:
    """Asks the loop to end: SIGTERM."""


Item = Intent | Pictured | DeviceEvent | DeviceAnswer | ReceiptAnswer | SampleSlipTried | Stop


@dataclass(frozen=True)
class Parts:
    """What a counter is made of; see bootstrap."""

    journal: JournalWriter
    knowledge: Knowledge
    devices: DeviceSet
    runner: Runner
    display: Display
    receipt_codes: ReceiptCodes
    agent: AgentLink
    assistance: Assistance
    closings: Closings
    technician: TechnicianDesk
    city_orders: CityOrders
    test_slip: Callable[[], None]
    """Prints it; comes back as SampleSlipTried."""
    heartbeat: Heartbeat
    points: FaultPoints
    clock: Clock
    software: str


class Counter:
    """Runs until stopped. `inbox` takes items from any thread."""

    def __init__(self, parts: Parts, inbox: SimpleQueue[Item]) -> None:
        self._parts = parts
        self._inbox = inbox
        self._upkeep = Upkeep(parts.journal, parts.agent)
        self._state: VisitState = Attract()
        self._exit: int | None = None
        self._next_tick_s = 0.0
        self._stopped_s = 0.0
        self._renewal = Renewal()
        self._touched_ms = 0

    def run(self, resumptions: tuple[Resumption, ...]) -> int:
        """Recovers, then serves. The exit code: EXIT_STOPPED, EXIT_AGAIN or
        EXIT_RENEWED."""
        started = KioskStarted(software=self._parts.software, recovered=len(resumptions))
        try:
            self._parts.journal.append(Draft(started))
            self._state, commands = visit.start(resumptions)
            self._settle(deque(self._parts.runner.run(commands)))
        except PishkhanError as error:
            self._stop_service(error)
        if not serves_nobody(self._state):
            self._parts.display.speak_to(language_of_who_waits(resumptions))
        self._tick()
        while self._exit is None:
            self._turn()
            self._renew_between_visits()
        return self._exit

    def _renew_between_visits(self) -> None:
        is_due = self._renewal.is_due(self._state, self._parts.display)
        if self._exit is None and is_due and self._inbox.empty():
            self._exit = EXIT_RENEWED

    def _turn(self) -> None:
        wait_s = self._renewal.look_within_s(self._next_tick_s - time.monotonic())
        if wait_s <= 0:
            self._tick()
            return
        try:
            item = self._inbox.get(timeout=wait_s)
        except Empty:
            return
        match item:
            case Stop():
                self._exit = EXIT_STOPPED
            case Intent():
                self._touched(item)
            case CodeScanned(text):
                self._somebody_is_there()
                self._parts.assistance.step_aside()
                self._happen(Scanned(text, self._conditions()))
            case StateChanged() | Measured():
                pass  # the screen follows below, telemetry with the next heartbeat
            case CardPresented() | CardRemoved() | CardRefused():
                pass  # a bill needs no card of ours
            case SampleSlipTried() | Pictured():
                self._parts.city_orders.hear(item)
            case _ if isinstance(item, ReceiptAnswer):
                self._happen(item)
            case _:
                self._answered(item)
        self._show()

    def _touched(self, intent: Intent) -> None:
        display = self._parts.display
        if intent.screen is not None and intent.screen != display.screen_name:
            return  # meant for a screen already gone
        if intent.name == "scanned":
            self._parts.devices.typed(str(intent.payload.get("text", "")))
            return  # comes back as what a scanner scanned, where one types into the window
        if intent.name == "close":
            self._happen(IdleEnded())
            return
        self._somebody_is_there()
        if self._is_about_the_frame(intent):
            return
        moved = self._parts.technician.touched(intent, self._state)
        if moved is not None:
            self._happen(moved)
            return
        if intent.name == "pay" and not isinstance(self._state, Reviewing | AskingWithoutPaper):
            return  # a ticket is made only where it can be used
        try:
            touch = touch_of(intent, self._conditions, self._ticket)
        except PishkhanError as error:
            self._stop_service(error)
            return
        if touch is not None:
            self._happen(touch)

    def _is_about_the_frame(self, intent: Intent) -> bool:
        """Help, or how the screen is shown: whoever touches such a thing wants to begin."""
        parts = self._parts
        if not (parts.assistance.touched(intent) or parts.display.prefer(intent)):
            return False
        if isinstance(self._state, Attract):
            self._happen(StartTouched())
        return True

    def _somebody_is_there(self) -> None:
        self._touched_ms = self._monotonic_ms()
        self._parts.display.timers.touched(self._touched_ms)

    def _conditions(self) -> Conditions:
        return conditions(self._parts.devices)

    def _ticket(self) -> Ticket:
        language = self._parts.display.preferences.language
        return new_ticket(self._parts.journal, self._parts.clock, language)

    def _answered(self, answer: DeviceAnswer) -> None:
        self._parts.points.reach(_point(answer))
        self._happen(answer)
        now_ms = self._parts.clock.now().utc_ms
        if isinstance(answer, TerminalApproved):
            self._parts.heartbeat.last_payment_ms = now_ms
        elif isinstance(answer, PaperPrinted):
            self._parts.heartbeat.last_print_ms = now_ms

    def _happen(self, happening: Happening) -> None:
        before = self._state
        try:
            self._settle(deque([happening]))
            if serves_nobody(self._state) and not serves_nobody(before):
                self._end_visit()
        except DiskNearlyFull as error:
            self._state = before  # nothing was written, nothing begun
            self._stop_service(error)
        except PishkhanError as error:
            self._stop_service(error)
        except AnswerNotAskedFor:
            log.exception("a device answered what it was not asked")
            self._leave(StopReason.UNEXPECTED_ANSWER)

    def _end_visit(self) -> None:
        """The next person finds everything as nobody has touched it."""
        self._parts.display.end_visit()
        self._parts.assistance.end_visit()
        self._parts.runner.end_visit()

    def _settle(self, happenings: deque[Happening]) -> None:
        """What happens, and what it at once leads to."""
        while happenings:
            self._state, commands = visit.advance(self._state, happenings.popleft())
            happenings.extend(self._parts.runner.run(commands))

    def _stop_service(self, error: PishkhanError) -> None:
        log.error("no service: %s", error)
        full = isinstance(error, DiskNearlyFull)
        reason = StopReason.DISK_FULL if full else StopReason.STORAGE
        self._state, _ = visit.advance(self._state, ServiceStopped(reason))
        self._stopped_s = time.monotonic()

    def _leave(self, reason: StopReason) -> None:
        """Shows why, then ends, to be started again."""
        self._state, _ = visit.advance(self._state, ServiceStopped(reason))
        self._exit = EXIT_AGAIN

    def _tick(self) -> None:
        self._next_tick_s = time.monotonic() + TICK_S
        parts = self._parts
        parts.agent.refresh()
        if parts.assistance.tend():
            self._somebody_is_there()  # there is something to read
        if parts.display.timers.idle_over(self._monotonic_ms()):
            parts.assistance.step_aside()
            self._happen(IdleEnded())
        moved = parts.technician.tend(self._state)
        if moved is not None:
            self._happen(moved)
        self._heed_closings()
        self._obey_the_city()
        self._tend()
        parts.heartbeat.beat(why_closed(self._state))
        self._show()

    def _heed_closings(self) -> None:
        """Out of service never in the middle of a visit, nor with anything of it in memory."""
        closings = self._parts.closings
        closing = closings.standing()
        match self._state:
            case Attract() | Home():
                if closing is None:
                    closings.note_open()  # it may have been decided while no counter ran
                elif not self._renewal.is_ahead(self._parts.display):
                    self._close(closing)
                elif isinstance(self._state, Home):
                    self._happen(IdleEnded())  # the next counter closes, with an empty memory
            case OutOfService(reason, None, until_ms) if reason.is_decided:
                if closing is None:
                    self._happen(ServiceRestored())
                    closings.note_open()
                elif (reason, until_ms) != (closing.reason, closing.until_ms):
                    self._close(closing)
            case _:
                pass

    def _close(self, closing: Closing) -> None:
        self._happen(ServiceStopped(closing.reason, closing.until_ms))
        self._parts.closings.note_closed(closing)

    def _obey_the_city(self) -> None:
        """Between visits alone, and with nothing of the last one in memory."""
        orders = self._parts.city_orders
        orders.tend()
        is_free = serves_nobody(self._state) and not self._renewal.is_ahead(self._parts.display)
        order = orders.take() if is_free else None
        if order is None:
            return
        match order.name:
            case "restart" | "update":
                self._exit = EXIT_AGAIN
            case "test_print":
                self._parts.test_slip()
            case "screenshot":
                self._show()
                orders.await_picture()
                if not self._parts.display.take_picture(order.order):
                    orders.answer("failed", Answer(AnswerCode.NO_PICTURE, "no window is shown"))
            case _:
                assert_never(order.name)

    def _tend(self) -> None:
        match self._state:
            case Attract() | Home():
                if self._parts.journal.diverged:
                    self._leave(StopReason.JOURNAL_DIVERGED)
                    return
                self._keep_up()
            case OutOfService(reason, None) if reason.is_decided:
                self._keep_up()
                if self._monotonic_ms() - self._touched_ms > ASK_AFTER_MS:
                    self._end_visit()  # who read it in another language has gone
            case OutOfService(StopReason.DISK_FULL, None):
                if self._has_been_stopped():
                    self._happen(ServiceRestored())  # the next payment asks the disk anew
            case OutOfService():
                if self._has_been_stopped():
                    self._exit = EXIT_AGAIN
            case _:
                pass

    def _keep_up(self) -> None:
        try:
            self._upkeep.tend(self._monotonic_ms())
        except PishkhanError as error:
            self._stop_service(error)

    def _has_been_stopped(self) -> bool:
        return time.monotonic() - self._stopped_s > STOPPED_FOR_S

    def _show(self) -> None:
        parts = self._parts
        if serves_nobody(self._state):
            parts.knowledge.follow_newest()
        code = parts.receipt_codes.code_of(self._state)
        parts.display.help = parts.assistance.state
        parts.display.can_call = parts.assistance.can_call
        parts.display.technician = parts.technician.view(self._state)
        parts.display.can_service = parts.technician.may_enter(self._state)
        parts.display.show(self._state, parts.knowledge.city_now(), code)

    def _monotonic_ms(self) -> int:
        return self._parts.clock.now().monotonic_ms


def _point(answer: DeviceAnswer) -> str:
    """The fault point at which an answer has come and nothing is journaled of it."""
    if isinstance(answer, PaperAnswer):
        return "paper-answered"
    return "terminal-progress" if isinstance(answer, TerminalProgress) else "terminal-answered"
