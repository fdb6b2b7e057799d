"""Ingest inside the hub's process: the broker link, the inbox and the workers' threads."""

import logging
import threading
from dataclasses import dataclass

from sqlalchemy import Connection

from central.commanding import CommandsProjection, check_result
from central.database import open_engine
from central.fleet import (
    find_verify_key,
    is_active,
    note_seen,
    take_history,
    take_status,
    take_telemetry,
)
from central.hub import Hub
from central.ingest import CarriedIntake, Projection
from central.ingest.acknowledging import Acknowledger
from central.ingest.broker import BrokerAddress, BrokerLink
from central.ingest.carried import KeptAcks, Tally, not_heard
from central.ingest.custody import Custody
from central.ingest.inbox import Inbox, Note
from central.ingest.worker import IngestWorker, Reactions
from central.payments import PaymentsProjection
from central.releases import ReleasesProjection
from central.settlement import SettlementProjection
from contract.errors import PishkhanError
from contract.topics import Leaf

log = logging.getLogger("pishkhan.hub.ingest")

CONNECTIONS = 2
"""Of each ingest thread: pages and kiosks that ask over HTTPS never hold what custody needs."""
THREADS = {"sqlite": 1, "postgresql": 2}
"""While one waits for PostgreSQL another opens what has come. SQLite has one writer at a time."""
END_TIMEOUT_S = 20.0


def projections() -> tuple[Projection, ...]:
    """All views that are folded from the journals, in the order of folding."""
    return (
        PaymentsProjection(),
        SettlementProjection(),
        CommandsProjection(),
        ReleasesProjection(),
    )


def broker_address(hub: Hub) -> BrokerAddress:
    """The broker, and what the hub shows it."""
    identity, settings = hub.identity, hub.settings
    return BrokerAddress(
        settings.broker_host,
        settings.broker_port,
        identity.root,
        identity.certificate,
        identity.key,
    )


class IngestEnded(PishkhanError):
    """A part of ingest has ended by itself; a hub that takes nothing in must not look well."""

    exit_code = 1

    def __init__(self, part: str) -> None:
        super().__init__(
            f"The hub's {part} has ended by itself: nothing is taken into custody any more.",
            "Start the hub again, as its service does; the log says why it ended.",
        )


@dataclass(frozen=True)
class Ingest:
    """Started with the hub and ended with it; what it holds is finished first."""

    link: BrokerLink
    worker: IngestWorker
    threads: tuple[threading.Thread, ...]

    @property
    def inbox(self) -> Inbox:
        return self.worker.inbox

    def start(self) -> None:
        """Take from the broker as soon as it is there."""
        for thread in self.threads:
            thread.start()
        self.link.start()

    def stop(self) -> None:
        """Stop listening, commit and acknowledge what has come, end the threads."""
        self.inbox.close()
        for thread in self.threads:
            if thread.is_alive():
                thread.join(END_TIMEOUT_S)
        self.link.stop()
        self.worker.engine.dispose()

    def refuse_ended(self) -> None:
        """Raises IngestEnded when one of its threads is no more, though nobody has ended it."""
        if self.inbox.closed:
            return
        if any(thread.ident is not None and not thread.is_alive() for thread in self.threads):
            raise IngestEnded("ingest thread")
        if self.link.has_ended:
            raise IngestEnded("line to the broker")


def make_ingest(hub: Hub) -> Ingest:
    """Wire what devices say to the store and the views. Raises DatabaseRefused."""
    inbox = Inbox()
    numbers = range(THREADS[hub.engine.dialect.name])
    link = BrokerLink(
        broker_address(hub), hub.city, hub.settings.shards, inbox, hub.metrics, hub.now_ms
    )
    worker = IngestWorker(
        engine=open_engine(hub.engine.url, most=CONNECTIONS * len(numbers)),
        custody=Custody(hub.city, find_verify_key, projections()),
        inbox=inbox,
        acknowledger=Acknowledger(hub.city, hub.identity.ack_key, link.publish, hub.now_ms),
        reactions=reactions(),
        changes=hub.changes,
        measures=hub.metrics,
    )
    threads = (
        threading.Thread(target=_run, args=(worker, number), name=f"ingest-{number}")
        for number in numbers
    )
    return Ingest(link, worker, tuple(threads))


def _run(worker: IngestWorker, number: int) -> None:
    try:
        worker.run(number)
    except Exception:
        log.critical("ingest has ended", exc_info=True)
        raise


def carried_intake(hub: Hub) -> CarriedIntake:
    """For one file that was carried here; its events are folded as all others are."""
    acks = KeptAcks(hub.identity.ack_key.verify_key)
    tally = Tally(hub.metrics)
    worker = IngestWorker(
        engine=hub.engine,
        custody=Custody(hub.city, find_verify_key, projections()),
        inbox=Inbox(),
        acknowledger=Acknowledger(hub.city, hub.identity.ack_key, acks.keep, hub.now_ms),
        reactions=Reactions(notes={}, seen=not_heard, is_active=is_active),
        changes=hub.changes,
        measures=tally,
    )
    return CarriedIntake(hub.city, worker, acks, tally, hub.now_ms)


def reactions() -> Reactions:
    """What the fleet does with what devices say."""
    return Reactions(
        notes={
            Leaf.STATUS: _status,
            Leaf.TELEMETRY: _telemetry,
            Leaf.HISTORY: _history,
            Leaf.RESULT: _result,
        },
        seen=note_seen,
        is_active=is_active,
    )


def _status(connection: Connection, note: Note) -> None:
    take_status(connection, note.device, note.data, note.received_ms)


def _telemetry(connection: Connection, note: Note) -> None:
    take_telemetry(connection, note.device, note.data, note.received_ms)


def _history(connection: Connection, note: Note) -> None:
    take_history(connection, note.device, note.data, note.received_ms)


def _result(connection: Connection, note: Note) -> None:
    check_result(connection, note.device, note.data)
