"""The agent's one loop: what arrives is taken in order, then what is due is done.

Threads only bring things into the queue: paho's what the broker sends, the refresher's its
outcome, a signal the wish to end. Everything else happens here.
"""

import logging
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from contract.clock import Clock
from contract.command import CommandName, CommandOutcome
from contract.events import AgentStarted, JournalGap, ReferenceApplied
from contract.telemetry import DeviceStatus, Telemetry, encode_status, encode_telemetry
from contract.topics import Topics
from contract.values import JournalId
from edge_agent.agent.certificate import CertificateKeeper, RenewalFinished
from edge_agent.agent.commands import CommandDesk
from edge_agent.agent.errands import ErrandFinished
from edge_agent.agent.health import Condition, Health, oldest_waiting_ms
from edge_agent.agent.kiosk_orders import Ended
from edge_agent.agent.link import LinkKeeper
from edge_agent.agent.refreshing import Refresher, RefreshFinished
from edge_agent.agent.state_file import StateFile
from edge_agent.agent.systemd import Systemd
from edge_agent.agent.telling import HistoryTelling
from edge_agent.agent.upkeep import Upkeep
from edge_agent.courier import AnswersTaking, CourierDesk
from edge_agent.device import AgentState, DeviceDirectory
from edge_agent.journal import Draft, JournalWriter, mark_diverged
from edge_agent.office import OfficePage
from edge_agent.reference import Applied, ReferenceStore
from edge_agent.updates.applying import Updates
from edge_agent.updates.fetching import FetchOutcome
from edge_agent.uplink.connection import Arrived, Connected, Disconnected, Line, Will
from edge_agent.uplink.drain import Lost
from edge_agent.uplink.records import Records, write_records
from edge_agent.uplink.uplink import Trouble, Uplink

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 50
"""At the journals. On average half of it stands between a payment and the hub."""
TECHNICIAN_EVERY_MS = 200
"""While one is at the screen: what is wished, and how far it is."""
SECOND_MS = 1000
TELEMETRY_EVERY_MS = 5_000
GREET_EVERY_MS = 120_000
"""An idle device asks the hub for its time and word so often."""


@dataclass(frozen=True)
class Stop:
    """Ends the loop."""


@dataclass
class Due:
    """Something done again and again; milliseconds of monotonic time."""

    every_ms: int
    _next_ms: int = 0

    def now(self, now_ms: int) -> bool:
        if now_ms < self._next_ms:
            return False
        self.restart(now_ms)
        return True

    def restart(self, now_ms: int) -> None:
        self._next_ms = now_ms + self.every_ms

    def in_s(self, now_ms: int) -> float:
        """Seconds until then; 0 when it is due."""
        return max(0, self._next_ms - now_ms) / 1000


@dataclass
class Agent:
    """Composed by `bootstrap`; `run` returns after Stop was put into `happenings`."""

    directory: DeviceDirectory
    topics: Topics
    clock: Clock
    software: str
    journal: JournalWriter
    uplink: Uplink
    link: LinkKeeper
    refresher: Refresher
    certificate: CertificateKeeper
    desk: CommandDesk
    health: Health
    history: HistoryTelling
    store: ReferenceStore
    upkeep: Upkeep
    answers: AnswersTaking
    courier: CourierDesk
    office: OfficePage
    updates: Updates
    state_file: StateFile
    systemd: Systemd
    reload_trust: Callable[[], None]
    happenings: "queue.SimpleQueue[Any]"
    _look: Due = field(default_factory=lambda: Due(LOOK_EVERY_MS))
    _technician: Due = field(default_factory=lambda: Due(TECHNICIAN_EVERY_MS))
    _second: Due = field(default_factory=lambda: Due(SECOND_MS))
    _telemetry: Due = field(default_factory=lambda: Due(TELEMETRY_EVERY_MS))
    _greeting: Due = field(default_factory=lambda: Due(GREET_EVERY_MS))
    _last_link: tuple[str, int] = ("", 0)
    _hub_offset_ms: int | None = None
    _hub_time_ms: int = 0
    _written: Records = field(default_factory=dict)
    _parts: object = None
    _complaints: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Raises JournalFailed, or OSError when the device's folder can't be written."""
        self.start()
        self.systemd.ready()
        busy = False
        while self._take_all(0.0 if busy else self._look.in_s(_monotonic_ms())):
            busy = self.work(_monotonic_ms())
        self.systemd.stopping()
        self.link.close(self._status(online=False))
        self.office.close()
        self._keep(_monotonic_ms())

    def start(self) -> None:
        """What comes before the first round of the loop. Raises JournalFailed."""
        self.journal.append(Draft(AgentStarted(software=self.software)))
        self.desk.recover()
        self.refresher.start()

    def _take_all(self, wait_s: float) -> bool:
        """False when the loop is to end."""
        try:
            happening = self.happenings.get(timeout=wait_s) if wait_s else self._waiting()
            while True:
                if isinstance(happening, Stop):
                    return False
                self.take(happening, _monotonic_ms())
                happening = self._waiting()
        except queue.Empty:
            return True

    def _waiting(self) -> Any:
        return self.happenings.get_nowait()

    def take(self, happening: object, now_ms: int) -> None:
        """One thing that happened. Raises JournalFailed."""
        match happening:
            case Connected(connection) if self.link.is_current(connection):
                self._connected(connection, now_ms)
            case Disconnected(connection, reason) if self.link.is_current(connection):
                self.link.disconnected(reason, now_ms)
                self.uplink.lost_link()
                self.history.lost_link()
            case Arrived(connection, topic, payload) if self.link.is_current(connection):
                self._arrived(topic, payload, now_ms)
            case Applied(dataset, version, digest):
                self.journal.append(
                    Draft(ReferenceApplied(dataset=dataset, version=version, digest=digest))
                )
            case RefreshFinished():
                self._refreshed(happening, now_ms)
            case RenewalFinished(ended):
                self._renewed(ended)
            case ErrandFinished(ended):
                self.desk.finish(ended.name, ended.outcome, ended.answer)
            case FetchOutcome(failed=failed) as fetched:
                outcome = CommandOutcome.FAILED if failed else CommandOutcome.DONE
                self.desk.finish(CommandName.UPDATE, outcome, fetched.answer)
            case _:
                pass  # of a connection that is no longer ours

    def work(self, now_ms: int) -> bool:
        """What is due; whether there is more to send at once. Raises JournalFailed or OSError."""
        self.link.tend(now_ms)
        self.refresher.tend(now_ms)
        connection = self.link.connection
        if self._look.now(now_ms):
            self.uplink.journals.look()
        if self.courier.has_technician and self._technician.now(now_ms):
            self._tend_courier()
        if self._second.now(now_ms):
            self._each_second(now_ms, connection)
        if connection is None:
            return False
        if self.uplink.overdue(now_ms) or self._greeting.now(now_ms):
            self._greet(connection, now_ms)
        return self.uplink.pump(connection.publish, now_ms)

    def _each_second(self, now_ms: int, connection: Line | None) -> None:
        found = self.uplink.journals.scan()
        # An answer that was carried here may be days old: on the line the hub is asked again.
        answered = self.answers.tend(self.uplink, now_ms, self._diverged)
        if (found or answered) and connection is not None:
            self._greet(connection, now_ms)
        condition = self.health.condition(self.uplink.journals, self._hub_offset_ms)
        if connection is not None:
            self._report(connection, condition, now_ms)
        self._tell_history(connection, condition, now_ms)
        self.certificate.tend(now_ms)
        self.office.tend(now_ms)
        self.desk.tend()
        self._tend_courier()
        if self.updates.tend(now_ms):
            self.happenings.put(Stop())
        self._keep(now_ms)
        self.upkeep.tend(self.uplink.journals, now_ms)

    def _tend_courier(self) -> None:
        self.courier.tend(lambda: oldest_waiting_ms(self.uplink.journals))

    def _connected(self, connection: Line, now_ms: int) -> None:
        self.link.connected()
        status = self._status(online=True)
        connection.publish(status.topic, status.payload, retain=True)
        self.uplink.journals.scan()
        self.uplink.journals.look()
        self._greet(connection, now_ms)

    def _greet(self, connection: Line, now_ms: int) -> None:
        self._greeting.restart(now_ms)
        self.uplink.greet(connection.publish, now_ms)
        self.link.asked(now_ms)

    def _arrived(self, topic: str, payload: bytes, now_ms: int) -> None:
        if topic == self.topics.ack:
            self._acknowledged(payload, now_ms)
        elif topic == self.topics.command:
            self.desk.take(payload)
        else:
            self.refresher.nudge(topic, payload, now_ms)

    def _acknowledged(self, payload: bytes, now_ms: int) -> None:
        taken = self.uplink.take(payload, now_ms)
        try:
            self.uplink.floor.keep()
        except OSError as error:
            self._complain(f"the clock's floor cannot be written: {error}")
        if taken.hub_time_ms is not None:
            self._hub_time_ms = taken.hub_time_ms
            self._hub_offset_ms = taken.hub_time_ms - self.clock.now().utc_ms
            self.link.heard()
        if taken.trouble is not None:
            self._diverged(taken.trouble)
            if self.link.connection is not None:
                self._greet(self.link.connection, now_ms)  # the hub shall hear of it

    def _diverged(self, trouble: Trouble) -> None:
        verdict, journal = trouble.verdict, JournalId(trouble.journal)
        if isinstance(verdict, Lost):
            detail = f"the hub lost events {verdict.first} to {verdict.last}, pruned here"
            reason = f"journal {journal.hex}: {detail}"
            gap = JournalGap(first_seq=verdict.first, last_seq=verdict.last, reason=reason)
            self.journal.append(Draft(gap))
        else:
            detail = verdict.detail
        log.error("journal %s is not the one the hub knows: %s", journal.hex, detail)
        mark_diverged(self.directory.journals_path, journal, detail)

    def _refreshed(self, outcome: RefreshFinished, now_ms: int) -> None:
        self.refresher.finished(outcome, now_ms)
        if outcome.failure is not None:
            log.warning("reference data were not refreshed: %s", outcome.failure.line)
            self.desk.finish(CommandName.REFRESH, CommandOutcome.FAILED, outcome.failure)
            return
        self.reload_trust()
        self.desk.finish(CommandName.REFRESH, CommandOutcome.DONE, outcome.answer)

    def _renewed(self, ended: Ended) -> None:
        self.certificate.finished()
        log.log(
            logging.INFO if ended.outcome is CommandOutcome.DONE else logging.WARNING,
            "the certificate's renewal: %s, %s",
            ended.outcome,
            ended.answer.line,
        )
        self.desk.finish(ended.name, ended.outcome, ended.answer)

    def _tell_history(self, connection: Line | None, condition: Condition, now_ms: int) -> None:
        """Kept while the hub does not hear us; told when it does and no event waits for it."""
        try:
            if self.link.state(now_ms)[0] == "offline":
                self.history.keep(lambda: self._telemetry_of(condition))
            elif connection is not None:
                message = self.history.next_message(is_idle=self.uplink.is_idle)
                if message is not None:
                    connection.publish(self.topics.history, message)
                    self._greet(connection, now_ms)
        except OSError as error:
            self._complain(f"reports cannot be kept for later: {error}")

    def _report(self, connection: Line, condition: Condition, now_ms: int) -> None:
        """Telemetry when something changed, and every few seconds anyway; commands' results."""
        while self.desk.results:
            connection.publish(self.topics.result, self.desk.results.popleft())
        parts = [(p.component, p.state, p.reason) for p in condition.components]
        if self._telemetry.now(now_ms) or parts != self._parts:
            self._parts = parts
            telemetry = self._telemetry_of(condition)
            connection.publish(self.topics.telemetry, encode_telemetry(telemetry))

    def _telemetry_of(self, condition: Condition) -> Telemetry:
        return self.health.telemetry(
            condition, self.uplink.journals, self.store.ages(), self._hub_offset_ms
        )

    def _keep(self, now_ms: int) -> None:
        """The files that the counter and the next start read."""
        link, reason = self.link.state(now_ms)
        if link != self._last_link[0]:
            log.info("%s", link if reason is None else f"{link}: {reason}")
            self._last_link = (link, self.clock.now().utc_ms)
        progress = self.uplink.journals.progress()
        waiting = sum(p.head_seq - p.acked_seq for p in progress)
        self.systemd.alive(f"{link}, {waiting} events wait for the hub")
        state = AgentState(
            boot=self.clock.now().boot.hex(),
            monotonic_ms=now_ms,
            link=link,
            reason=reason,
            since_ms=self._last_link[1],
            hub_time_ms=self._hub_time_ms,
            journals=progress,
            office=self.office.is_open,
        )
        try:
            self.state_file.keep(state)
            records = self.uplink.journals.records()
            if records != self._written:
                write_records(self.directory.run_path / "sync.json", records)
                self._written = records
        except OSError as error:
            # A full disk must not keep the journals from the hub; telemetry names the disk.
            self._complain(f"the agent's state cannot be written: {error}")

    def _complain(self, what: str) -> None:
        """Into the log, once for each kind of trouble."""
        if what not in self._complaints:
            self._complaints.add(what)
            log.error("%s", what)

    def _status(self, *, online: bool) -> Will:
        return status_of(self.topics, self.clock, online=online)


def status_of(topics: Topics, clock: Clock, *, online: bool) -> Will:
    """The retained status, said by the device or, as its last will, by the broker."""
    moment = clock.now()
    status = DeviceStatus(
        device=topics.device, online=online, boot=moment.boot, utc_ms=moment.utc_ms
    )
    return Will(topics.status, encode_status(status))


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000
