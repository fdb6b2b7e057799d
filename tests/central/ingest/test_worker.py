"""The ingest worker: acknowledges after the commit only, and never lets one batch stop others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import msgspec
import pytest
from nacl.signing import SigningKey
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import OperationalError

from central.fleet import find_verify_key
from central.ingest import Changes, Fact, ParkedEvent, Quarantined
from central.ingest.acknowledging import Acknowledger
from central.ingest.custody import Custody, Received
from central.ingest.inbox import Inbox, Note, Work
from central.ingest.worker import IngestWorker
from central.ingesting import reactions
from central.metrics import Metrics
from central.payments import PaymentsProjection
from contract.hello import Ack, encode_hello, open_ack
from contract.topics import Leaf
from tests.central.support.kiosk import CITY, NOON_MS, Kiosk
from tests.central.support.payments import pay
from tests.central.support.store import HubStore

Mistake = Callable[[Connection], None]


class Stumbling(PaymentsProjection):
    """Fails over one device's events, as a fault in a fold would."""

    device = ""

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        if any(fact.device == self.device for fact in facts):
            self.stumble(connection)
        super().fold(connection, facts)

    def stumble(self, connection: Connection) -> None:
        raise ZeroDivisionError


def _asserts(_connection: Connection) -> None:
    raise AssertionError("an event that should not be")


def _asks_for_no_table(connection: Connection) -> None:
    connection.execute(text("SELECT 1 FROM no_such_table"))


def _has_no_field(_connection: Connection) -> None:
    raise AttributeError("an event without a field")


@dataclass
class Bench:
    """A worker over a real database whose acknowledgements are kept instead of published."""

    store: HubStore
    key: SigningKey = field(default_factory=SigningKey.generate)
    projection: Stumbling = field(default_factory=Stumbling)
    metrics: Metrics = field(default_factory=Metrics)
    inbox: Inbox = field(default_factory=Inbox)
    published: list[tuple[str, bytes]] = field(default_factory=list)

    def worker(self) -> IngestWorker:
        return IngestWorker(
            engine=self.store.engine,
            custody=Custody(CITY, find_verify_key, (self.projection,)),
            inbox=self.inbox,
            acknowledger=Acknowledger(CITY, self.key, self._publish, lambda: NOON_MS),
            reactions=reactions(),
            changes=Changes(),
            measures=self.metrics,
        )

    def run(self, *messages: Received | Note) -> None:
        """Until all of it is dealt with."""
        for message in messages:
            if isinstance(message, Note):
                self.inbox.put_note(message)
            else:
                self.inbox.put_batch(message)
        self.inbox.close()
        self.worker().run()

    def acks(self) -> list[Ack]:
        return [open_ack(data, lambda _key: self.key.verify_key) for _, data in self.published]

    def _publish(self, topic: str, data: bytes) -> None:
        self.published.append((topic, data))


@pytest.fixture
def bench(store: HubStore) -> Bench:
    return Bench(store)


def hello(kiosk: Kiosk) -> Note:
    topic = kiosk.topics.hello
    return Note(kiosk.device, Leaf.HELLO, topic, encode_hello(kiosk.hello()), NOON_MS)


def test_one_acknowledgement_a_journal_a_commit(bench: Bench, kiosk: Kiosk) -> None:
    for _ in range(4):
        pay(kiosk.journal)
    bench.run(*kiosk.messages(size=3))
    (ack,) = bench.acks()
    assert (ack.through, ack.hash, ack.hub_time_ms) == (21, kiosk.journal.head, NOON_MS)
    assert bench.published[0][0] == kiosk.topics.ack
    assert bench.metrics.value("events_total") == 21
    assert bench.metrics.value("commits_total") == 1


@pytest.mark.parametrize("mistake", [_asserts, _asks_for_no_table, _has_no_field])
def test_a_mistake_in_a_fold_is_no_database_that_is_away_and_ends_no_thread(
    bench: Bench, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, mistake: Mistake
) -> None:
    monkeypatch.setattr(bench.projection, "stumble", mistake)
    bench.projection.device = kiosk.device
    pay(kiosk.journal)
    bench.run(*kiosk.messages())
    assert [ack.through for ack in bench.acks()] == [6]
    with bench.store.sessions.reading() as session:
        assert set(session.scalars(select(ParkedEvent.reason))) == {"not_folded"}


def test_a_fold_that_fails_costs_no_device_its_custody(bench: Bench) -> None:
    kiosks = [bench.store.enrol() for _ in range(3)]
    for kiosk in kiosks:
        pay(kiosk.journal)
    bench.projection.device = kiosks[1].device
    bench.run(*(message for kiosk in kiosks for message in kiosk.messages()))
    assert {ack.journal: ack.through for ack in bench.acks()} == {
        kiosk.journal.id: 6 for kiosk in kiosks
    }
    with bench.store.sessions.reading() as session:
        parked = session.execute(select(ParkedEvent.journal, ParkedEvent.reason)).all()
    assert set(parked) == {(kiosks[1].journal.id, "not_folded")}
    assert bench.metrics.value("failures_total") == 1


def test_a_lost_database_acknowledges_nothing_and_loses_nothing(
    bench: Bench, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay(kiosk.journal)

    def lost(*_: object, **__: object) -> None:
        raise OperationalError("COMMIT", {}, RuntimeError("the server closed the connection"))

    monkeypatch.setattr("central.ingest.worker.DATABASE_RETRY_S", 0.0)
    with monkeypatch.context() as patch:
        patch.setattr("central.ingest.worker.current_epoch", lost)
        bench.run(*kiosk.messages(), hello(kiosk))
    assert bench.acks() == []
    assert bench.store.events() == 0
    again = replace(bench, inbox=Inbox())
    again.run(*kiosk.messages())
    assert [ack.through for ack in again.acks()] == [6]


def test_a_pool_without_a_free_connection_is_waited_out_like_a_database_that_is_away(
    bench: Bench, kiosk: Kiosk
) -> None:
    narrow = create_engine(bench.store.engine.url, pool_size=1, max_overflow=0, pool_timeout=0.05)
    worker = replace(bench.worker(), engine=narrow)
    work = Work((hello(kiosk),), ())
    with narrow.connect():  # requests of people hold all there are
        assert not worker.deal_with(work)
    narrow.dispose()
    assert bench.metrics.value("failures_total") == 1
    assert bench.acks() == []
    assert bench.worker().deal_with(work)
    assert len(bench.acks()) == 1


def test_a_batch_that_can_never_be_stored_is_kept_aside(
    bench: Bench, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no row of this kind")

    monkeypatch.setattr("central.ingest.intake.insert_events", broken)
    bench.run(*kiosk.messages())
    assert bench.acks() == []
    with bench.store.sessions.reading() as session:
        kept = session.scalars(select(Quarantined)).one()
    assert (kept.reason, kept.content) == ("failed", kiosk.messages()[0].data)


def test_a_hello_is_answered_and_rubbish_is_kept_aside(bench: Bench, kiosk: Kiosk) -> None:
    rubbish = Note(kiosk.device, Leaf.TELEMETRY, "t", b"rubbish", NOON_MS)
    unasked = Note(kiosk.device, Leaf.RESULT, "t", b"", NOON_MS)
    bench.run(rubbish, unasked, hello(kiosk))
    (ack,) = bench.acks()
    assert (ack.journal, ack.through) == (kiosk.journal.id, 0)
    with bench.store.sessions.reading() as session:
        assert session.scalars(select(Quarantined.reason)).all() == ["malformed", "malformed"]


def test_a_hello_in_another_devices_name_is_kept_aside(bench: Bench, kiosk: Kiosk) -> None:
    strange = encode_hello(msgspec.structs.replace(kiosk.hello(), device="k-another"))
    bench.run(Note(kiosk.device, Leaf.HELLO, "t", strange, NOON_MS))
    assert bench.acks() == []
    with bench.store.sessions.reading() as session:
        assert session.scalars(select(Quarantined.reason)).all() == ["malformed"]


def test_a_stranger_is_not_answered(bench: Bench) -> None:
    stranger = Kiosk()
    bench.run(hello(stranger), *stranger.messages())
    assert bench.acks() == []


def test_a_note_that_cannot_be_taken_costs_the_others_of_its_transaction_nothing(
    bench: Bench,
) -> None:
    kiosks = [bench.store.enrol() for _ in range(3)]
    spoilt = replace(hello(kiosks[1]), data=b"rubbish")
    bench.run(hello(kiosks[0]), spoilt, hello(kiosks[2]))
    assert [ack.journal for ack in bench.acks()] == [kiosks[0].journal.id, kiosks[2].journal.id]
    with bench.store.sessions.reading() as session:
        kept = session.scalars(select(Quarantined.device)).all()
    assert kept == [kiosks[1].device]


def test_a_fault_over_a_note_is_quarantined_and_does_not_end_ingest(
    bench: Bench, kiosk: Kiosk
) -> None:
    def stumbles(*_: object) -> None:
        raise LookupError("a fault of ours")

    usual = bench.worker().reactions
    worker = replace(
        bench.worker(), reactions=replace(usual, notes={**usual.notes, Leaf.STATUS: stumbles})
    )
    status = Note(kiosk.device, Leaf.STATUS, kiosk.topics.status, b"anything", NOON_MS)
    assert worker.deal_with(Work((status, hello(kiosk)), ()))
    assert len(bench.acks()) == 1
    assert bench.metrics.value("quarantined_total") == 1
