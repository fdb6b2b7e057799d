"""One kiosk of the model: a disk, the agent and the counter's journal on it; the real code."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from contract.events import KioskStarted, Outcome, PaymentClosed
from contract.telemetry import DatasetAge, Telemetry
from contract.values import TransactionId
from edge_agent.agent.bootstrap import Surroundings, assemble
from edge_agent.agent.commands import SUBJECT
from edge_agent.agent.health import Condition, Health
from edge_agent.agent.loop import Agent
from edge_agent.device import ClockFloor, DeviceDirectory, read_agent_state
from edge_agent.journal import (
    Draft,
    Hold,
    JournalFailed,
    JournalReader,
    JournalWriter,
    Origin,
    open_journal,
    restart,
)
from edge_agent.journal.divergence import is_diverged
from edge_agent.reference import ReferenceStore, Refreshed
from edge_agent.software import SOFTWARE
from edge_agent.uplink.connection import Arrived, Connected
from edge_agent.uplink.journals import Journals
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.upkeep import Upkeep
from tests.edge_agent.city import CITY
from tests.edge_agent.support import LITTLE_SPACE
from tests.protocol_model.broken import Broken
from tests.protocol_model.carried_words import carried_words
from tests.protocol_model.clocks import MachineClock, Time
from tests.protocol_model.crash import Crash, Fuse, FusedConnection
from tests.protocol_model.files import copy_tree, remove_tree
from tests.protocol_model.network import Network, Parcel, SimulatedLine
from tests.protocol_model.record import DiskRecord, WorldRecord
from tests.protocol_model.traffic import Traffic

BATCH_EVENTS = (1, 2, 3, 5)
"""So few, that a handful of events is a queue; another number at each start, so that what is sent
again is cut otherwise."""
ENDS_A_PROCESS = (Crash, JournalFailed, OSError)


class SteadyAgentLink(AgentLink):
    """Believes the agent's file however old: the model's time is not the machine's."""

    def refresh(self) -> None:
        self._state = read_agent_state(self._path)


class NoHealth(Health):
    """Telemetry ends at the broker: what this machine looks like is none of a round's business."""

    def condition(self, journals: Journals, hub_offset_ms: int | None) -> Condition:
        return Condition(None, None, ())

    def telemetry(
        self,
        condition: Condition,
        journals: Journals,
        reference: tuple[DatasetAge, ...],
        hub_offset_ms: int | None,
    ) -> Telemetry:
        moment = self.clock.now()
        return Telemetry(
            device=self.device,
            boot=moment.boot,
            utc_ms=moment.utc_ms,
            software=self.software,
            uptime_ms=moment.monotonic_ms,
        )


class NoReference(ReferenceStore):
    """There is none in a round."""

    def ages(self) -> tuple[DatasetAge, ...]:
        return ()


class LastingCertificate:
    """Never ends in the model's time."""

    def end_ms(self) -> int:
        return 1 << 62

    def run(self) -> int:
        raise AssertionError("nobody renews it")


@dataclass
class Machine:
    """`disk` is what its owner knows to be on the disk. Each process burns a fuse of its own.
    `owed`: commands that this agent process was given and must journal as received. `judged_at`:
    the `writes` when it was last judged what is pruned."""

    name: str
    device: str
    path: Path
    time: Time
    network: Network
    chance: random.Random
    world: WorldRecord
    disk: DiskRecord = field(default_factory=DiskRecord)
    agent: Agent | None = None
    kiosk: JournalWriter | None = None
    line: SimulatedLine | None = None
    wrong_by_ms: int = 0
    agent_fuse: Fuse = field(default_factory=Fuse)
    kiosk_fuse: Fuse = field(default_factory=Fuse)
    begun: list[Callable[[], None]] = field(default_factory=list)
    open_transaction: TransactionId | None = None
    owed: set[tuple[int, int]] = field(default_factory=set)
    judged_at: tuple[int, int] = (-1, -1)
    _readers: dict[bytes, JournalReader] = field(default_factory=dict)

    @cached_property
    def directory(self) -> DeviceDirectory:
        return DeviceDirectory(self.path)

    def start_agent(self) -> None:
        self.agent_fuse.renew()
        directory = self.directory
        floor = ClockFloor(directory.clock_floor_path)
        clock = MachineClock(self.time, floor, self.wrong_by_ms)
        around = Surroundings(
            clock=clock,
            connect=lambda _will, _topics, happenings: self._connect(happenings),
            refresh=lambda _note: Refreshed((), 1, ()),
            upload=lambda _kind, _content: None,
            certificate=LastingCertificate(),
            begin=self.begun.append,
            open_file=lambda path: FusedConnection(path, self.agent_fuse),
            chance=self.chance,
            batch_events=self.chance.choice(BATCH_EVENTS),
            space=LITTLE_SPACE,
        )
        self.agent = agent = assemble(directory, floor, around)
        agent.health = NoHealth(self.device, SOFTWARE, directory, clock)
        agent.store = NoReference(directory.path)
        self.traffic = Traffic(agent, self.agent_fuse)
        refresh = agent.refresher.start
        agent.desk.commands = replace(
            agent.desk.commands, refresh=lambda: self._carry_out(agent, refresh)
        )
        self._in_agent(lambda _: agent.start())

    def work(self) -> None:
        """One round of the agent's loop."""
        self._in_agent(self._work)

    def hear(self, parcel: Parcel) -> None:
        """A message for this device arrives on the line it now has."""
        line = self.line
        if line is not None:
            self._in_agent(lambda agent: self._hear(agent, line, parcel))

    def let_in(self) -> None:
        line = self.line
        if line is not None:
            self.network.let_in(line)
            self._take(Connected(line))

    def look_into_queue(self) -> None:
        """A connection that ended, a refresh that is done."""
        agent = self.agent
        if agent is not None:
            for work in self.begun:
                work()
            self.begun.clear()
            while self.agent is agent and not agent.happenings.empty():
                self._take(agent.happenings.get())

    def end_agent(self) -> None:
        """The process is gone, at this instant."""
        if self.line is not None:
            self.network.end(self.line)
            self.line = None
        if self.agent is not None:
            self.begun.clear()
            self.owed.clear()
            self.agent.journal.close()
            self.agent.uplink.journals.close()
            self.agent = None
        self.learn()

    def start_kiosk(self) -> None:
        self.kiosk_fuse.renew()
        floor = ClockFloor(self.directory.clock_floor_path)
        clock = MachineClock(self.time, floor, self.wrong_by_ms)
        self.kiosk = open_journal(
            self.directory.journals_path,
            "kiosk",
            Origin(CITY, self.device, "0.1.0"),
            clock,
            space=LITTLE_SPACE,
            connect=lambda path: FusedConnection(path, self.kiosk_fuse),
        )
        self.link = SteadyAgentLink(self.directory.agent_state_path)
        self.upkeep = Upkeep(self.kiosk, self.link)
        self.open_transaction = None
        self.learn()

    def note(self, events: int) -> None:
        """The counter appends events in one commit."""
        draft = Draft(KioskStarted(software="0.1.0", recovered=0))
        self._in_kiosk(lambda kiosk: kiosk.append(*[draft] * events))

    def begin_transaction(self) -> None:
        transaction = TransactionId.new()
        draft = Draft(KioskStarted(software="0.1.0", recovered=0), transaction)
        self._in_kiosk(lambda kiosk: kiosk.append(draft))
        self.open_transaction = transaction

    def close_transaction(self) -> None:
        draft = Draft(PaymentClosed(outcome=Outcome.PAID), self.open_transaction)
        self._in_kiosk(lambda kiosk: kiosk.append(draft))
        self.open_transaction = None

    def tend(self) -> None:
        """The counter's upkeep, while nobody is served."""
        self.link.refresh()
        self._in_kiosk(lambda _: self.upkeep.tend(self.time.passed_ms))

    def end_kiosk(self) -> None:
        if self.kiosk is not None:
            self.kiosk.close()
            self.kiosk = None
        self.learn()

    def restart_kiosk_journal(self) -> None:
        """A technician ends the journal; the counter goes on in a successor."""
        self.end_kiosk()
        restart(self.directory.journals_path, "kiosk", "the model wants it")
        self.start_kiosk()

    def copy_disk(self, target: Path) -> DiskRecord:
        """The files as they lie, in the middle of everything."""
        copy_tree(self.path, target)
        self.world.copied |= self.disk.histories.keys()
        return self.disk.copy()

    def put_back(self, image: Path, disk: DiskRecord) -> None:
        """The disk is replaced by an older copy of it."""
        self.power_off()
        remove_tree(self.path)
        copy_tree(image, self.path)
        self.disk = disk.copy()

    def power_off(self) -> None:
        self.end_agent()
        self.end_kiosk()
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()

    @property
    def writes(self) -> tuple[int, int]:
        """As before only if neither process has begun, or asked its journal anything, since."""
        return self.kiosk_fuse.points, self.agent_fuse.points

    def is_diverged(self, journal: bytes) -> bool:
        return is_diverged(self.directory.journals_path, self.reader(journal).journal)

    def learn(self, *, has_ended: bool = False) -> None:
        """Reads what the two writers have committed since. A process that `has_ended` in the
        middle may have committed more than it knew."""
        for writer in (self.kiosk, None if self.agent is None else self.agent.journal):
            if writer is not None:
                known = len(self.disk.histories.get(writer.journal.raw, ()))
                if has_ended or writer.head.seq > known:
                    self._learn_of(writer.journal.raw, writer.path)

    def reader(self, journal: bytes) -> JournalReader:
        if journal not in self._readers:
            (path,) = self.directory.journals_path.glob(f"*-{journal.hex()}.journal")
            self._readers[journal] = JournalReader(path)
        return self._readers[journal]

    def _learn_of(self, journal: bytes, path: Path) -> None:
        if journal not in self._readers:
            self._readers[journal] = JournalReader(path)
        history = self.disk.histories.setdefault(journal, [])
        for event in self._readers[journal].entries(len(history)):
            history.append(event.hash)
            self.world.written[journal, event.seq].add(event.hash)

    def _connect(self, happenings: object) -> SimulatedLine:
        agent = self.agent
        assert agent is not None
        self.line = SimulatedLine(
            self.network, self.device, agent.happenings, self.traffic.before_sending
        )
        return self.line

    def _carry_out(self, agent: Agent, refresh: Callable[[], None]) -> None:
        command = agent.desk._current
        assert command is not None
        key = (command.epoch, command.counter)
        state = f"{key[0]}:{key[1]}:received"
        if Hold(SUBJECT, state) not in self.reader(agent.journal.journal.raw).holds():
            raise Broken(f"command {key} is carried out before it is journaled")
        self.disk.runs[key] += 1
        refresh()

    def _hear(self, agent: Agent, line: SimulatedLine, parcel: Parcel) -> None:
        before = newest_command(agent)
        agent.take(Arrived(line, parcel.topic, parcel.payload), self.time.passed_ms)
        if parcel.command is not None and parcel.command > before:
            self.owed.add(parcel.command)

    def _work(self, agent: Agent) -> None:
        words = carried_words(agent, self.directory)
        agent.work(self.time.passed_ms)
        if words is not None:
            words.judge(self.directory)

    def _take(self, happening: object) -> None:
        self._in_agent(lambda agent: agent.take(happening, self.time.passed_ms))

    def _in_agent(self, act: Callable[[Agent], object]) -> None:
        if self.agent is None:
            return
        try:
            act(self.agent)
        except ENDS_A_PROCESS:
            self.learn(has_ended=True)
            self.end_agent()
        else:
            self.learn()

    def _in_kiosk(self, act: Callable[[JournalWriter], object]) -> None:
        if self.kiosk is None:
            return
        try:
            act(self.kiosk)
        except ENDS_A_PROCESS:
            self.learn(has_ended=True)
            self.end_kiosk()
        else:
            self.learn()
            if self.kiosk.diverged:
                self.end_kiosk()  # and its supervisor starts it again
                self.start_kiosk()


def newest_command(agent: Agent) -> tuple[int, int]:
    """The highest (epoch, counter) that the desk has been given."""
    waiting = [(command.epoch, command.counter) for command in agent.desk._waiting]
    last = agent.desk._last()
    return max([(0, 0), *waiting, *([last[:2]] if last is not None else [])])
