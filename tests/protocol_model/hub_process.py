"""The hub of the model: the real worker on a real database, without a socket or a thread."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nacl.signing import VerifyKey
from sqlalchemy import Connection, Engine, event

from central.backup import back_up
from central.beginning import begin_journal
from central.courier import TakenFile, take_courier_file
from central.fleet import find_verify_key, revoke
from central.hub import Hub
from central.ingest import CarriedIntake, Fact
from central.ingest.acknowledging import Acknowledger
from central.ingest.custody import Custody, Received
from central.ingest.inbox import Inbox, Note, Work
from central.ingest.worker import IngestWorker, current_epoch
from central.ingesting import carried_intake, reactions
from contract.courier import open_answer
from contract.hello import DEFAULT_PACE, Ack, open_ack
from contract.sealed_file import SealedFileDamaged, SealedFileRefused
from contract.topics import Leaf
from tests.edge_agent.city import CITY
from tests.protocol_model.broken import Broken
from tests.protocol_model.clocks import Time
from tests.protocol_model.crash import Crash, Fuse
from tests.protocol_model.hub_view import HubView
from tests.protocol_model.network import Network, Parcel, read_topic
from tests.protocol_model.prepared import Prepared
from tests.protocol_model.traffic import header_of


@dataclass
class Stumbling:
    """A view that fails over the events of one device, as a fault in a fold would."""

    device: str = ""

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        if any(fact.device == self.device for fact in facts):
            raise ZeroDivisionError

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """Nothing is paid in the model."""

    def clear(self, connection: Connection) -> None:
        """Nothing is kept."""


@dataclass
class PacedInbox(Inbox):
    """`told`: how many batches a journal may have under way, as if so much waited here."""

    told: int = DEFAULT_PACE

    def pace(self) -> int:
        return self.told


@dataclass(frozen=True)
class Copy:
    """A finished backup: its file, and the main history of each journal in it."""

    path: Path
    main: dict[bytes, dict[int, bytes]]


class HubProcess:
    """`is_up` between `start` and a crash. All that may end it burns `fuse`."""

    def __init__(self, made: Prepared, time: Time, network: Network, view: HubView) -> None:
        self._made = made
        self._time = time
        self._network = network
        self._view = view
        self.fuse = Fuse()
        self.stumbling = Stumbling()
        self.copies: list[Copy] = []
        self.is_up = False
        self.epoch = 0
        self.answered: set[bytes] = set()
        self._asked, self._looked_at = 0, -1
        self._listeners(made.engine, event.listen)

    def close(self) -> None:
        self._listeners(self._made.engine, event.remove)
        self._made.engine.dispose()

    def start(self) -> None:
        self.fuse.renew()
        self._hub: Hub = self._made.hub(self._time)
        begin_journal(self._hub)
        with self._made.engine.begin() as connection:
            self.epoch = current_epoch(connection)
        self.inbox = PacedInbox()
        acknowledger = Acknowledger(
            CITY, self._hub.identity.ack_key, self._publish, self._hub.now_ms
        )
        self._worker = IngestWorker(
            engine=self._made.engine,
            custody=Custody(CITY, find_verify_key, (self.stumbling,)),
            inbox=self.inbox,
            acknowledger=acknowledger,
            reactions=reactions(),
            changes=self._hub.changes,
            measures=self._hub.metrics,
        )
        self.is_up = True

    def crash(self) -> None:
        self.is_up = False
        self._made.engine.dispose()

    def deliver(self, parcel: Parcel) -> None:
        """As the broker's thread does."""
        leaf, now_ms = read_topic(parcel.topic).leaf, self._time.utc_ms
        if leaf is Leaf.EVENTS:
            self.inbox.put_batch(Received(parcel.device, parcel.topic, parcel.payload, now_ms))
        else:
            self.inbox.put_note(Note(parcel.device, leaf, parcel.topic, parcel.payload, now_ms))

    def turn(self, batches: int) -> None:
        """One round of the worker. Raises Broken."""
        work = self.inbox.take(batches, 0)
        self.answered.clear()
        try:
            self._worker.deal_with(work)
        except Crash:
            self.crash()
        finally:
            self._look()
        if self.is_up:
            self._judge_answers(work)

    def revoke(self, device: str) -> None:
        """It was stolen."""
        try:
            with self._hub.sessions.writing() as session:
                revoke(session, device, "stolen", self._hub.now_ms())
        except Crash:
            self.crash()
        self._look()

    def take_file(self, content: bytes) -> TakenFile | None:
        """A file that was carried here; None when it is refused, or the hub ends in the middle.
        Raises Broken."""
        known = self._view.events
        try:
            taken = take_courier_file(self._hub, self._carried(), io.BytesIO(content), "somebody")
        except Crash:
            self.crash()
            return None
        except (SealedFileRefused, SealedFileDamaged):
            return None
        finally:
            self._look()
        for ack in self._acks_of(taken):
            self._judge(ack)
        if taken.kept.events != self._view.events - known:
            new = self._view.events - known
            raise Broken(f"of a carried file {new} events were new, {taken.kept.events} are told")
        return taken

    def journals_of(self, taken: TakenFile) -> set[bytes]:
        """For which the answer has a word."""
        return {ack.journal for ack in self._acks_of(taken)}

    def _acks_of(self, taken: TakenFile) -> list[Ack]:
        answer = open_answer(taken.answer, self._find_ack_key)
        return [open_ack(ack, self._find_ack_key) for ack in answer.acks]

    def _find_ack_key(self, _key: str) -> VerifyKey:
        return self._hub.identity.ack_key.verify_key

    def _carried(self) -> CarriedIntake:
        """The hub's own, with the model's view in the place of the hub's."""
        intake = carried_intake(self._hub)
        custody = Custody(CITY, find_verify_key, (self.stumbling,))
        return replace(intake, worker=replace(intake.worker, custody=custody))

    def back_up(self, target: Path) -> None:
        try:
            back_up(self._hub, target)
        except Crash:
            self.crash()
            return
        copy = HubView(target, self._view.record)
        copy.look()
        main = {journal: dict(branches[0]) for journal, branches in copy.branches.items()}
        copy.close()
        self.copies.append(Copy(target, main))

    def restore(self, copy: Copy) -> None:
        """Yesterday's backup is put in the database's place, and the hub started."""
        self.crash()
        self._made.put(copy.path)
        self._view.reopen()
        self.start()
        self._look()

    def _publish(self, topic: str, data: bytes) -> None:
        self.fuse.burn()
        ack = open_ack(data, self._find_ack_key)
        self._judge(ack)
        device = read_topic(topic).device
        if device in self._view.revoked:
            raise Broken(f"{device} is revoked, and is answered")
        self.answered.add(ack.journal)
        self._network.send(device, topic, data)

    def _judge_answers(self, work: Work) -> None:
        """Whatever befalls one device's batch: each that is as it was sent is answered."""
        for received in work.batches:
            is_whole = received.data in self._network.whole
            is_heard = is_whole and received.device not in self._view.revoked
            if is_heard and header_of(received.data).journal not in self.answered:
                raise Broken(f"a batch of {received.device} was taken and not answered")

    def _judge(self, ack: Ack) -> None:
        self._look()
        if self._view.hash_at(ack.journal, ack.through) != ack.hash:
            name = ack.journal.hex()[:6]
            raise Broken(f"event {ack.through} of {name} is acknowledged and not committed")

    def _look(self) -> None:
        """Again, if the hub has said anything to its database since. Raises Broken."""
        if self._asked != self._looked_at:
            self._looked_at = self._asked
            self._view.look()

    def _listeners(
        self, engine: Engine, change: Callable[[Engine, str, Callable[..., None]], None]
    ) -> None:
        change(engine, "before_cursor_execute", self._statement)
        change(engine, "commit", self._committing)

    def _statement(self, *_: object) -> None:
        self._asked += 1
        self.fuse.burn()

    def _committing(self, _connection: Connection) -> None:
        self._asked += 1
        self.fuse.burn()
