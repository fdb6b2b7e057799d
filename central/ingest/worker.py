"""Ingest threads: each takes what waits, one database transaction at a time, then acknowledges.

Several batches of several devices share a commit. If that fails they are tried one by one; if
one fails alone, its events are stored without folding; if even that fails, it is quarantined.
An unreachable database costs nothing but time: nothing is acknowledged, devices send again.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from central.ingest.acknowledging import Acknowledger
from central.ingest.changes import Changes, Subject
from central.ingest.custody import Accepted, Custody, Outcome, Received, Result
from central.ingest.hellos import Answered, answer_hello
from central.ingest.inbox import Inbox, Note, Work
from central.ingest.measures import Measures
from central.ingest.models import HubState
from central.ingest.quarantine import quarantine
from contract.errors import PishkhanError
from contract.hello import decode_hello
from contract.topics import Leaf

log = logging.getLogger("pishkhan.hub.ingest")

BATCHES_PER_COMMIT = 64
"""Of small ones; the inbox deals out fewer when they are large."""
IDLE_S = 0.5
DATABASE_RETRY_S = 1.0

AWAY = (OperationalError, NoFreeConnection)
"""The database can't be reached, or whoever asks the hub over HTTPS holds every connection."""

FAULTS = Exception
"""Whatever storing or folding one batch or note meets, a mistake of ours too: it mustn't hold up
the others, and the next start would meet it again."""

TakeNote = Callable[[Connection, Note], None]
"""Folds a note of one leaf; raises BadMessage for bytes that aren't of its form."""
Seen = Callable[[Connection, Sequence[str], int], None]
"""Told which devices have been heard, in the transaction that stores what they said."""


@dataclass(frozen=True)
class Reactions:
    """What other slices do with what the hub hears, in its transactions."""

    notes: Mapping[Leaf, TakeNote]
    seen: Seen
    is_active: Callable[[Connection, str], bool]


@dataclass(frozen=True)
class IngestWorker:
    """Run `run` in as many threads as may write at once; `inbox.close()` ends them after what
    it holds. Nothing here is of one thread."""

    engine: Engine
    custody: Custody
    inbox: Inbox
    acknowledger: Acknowledger
    reactions: Reactions
    changes: Changes
    measures: Measures

    def run(self, number: int = 0) -> None:
        """Until the inbox is closed and empty; `number` tells this thread from the others."""
        pause = threading.Event()
        while True:
            work = self.inbox.take(BATCHES_PER_COMMIT, IDLE_S, number)
            self.measures.set("waiting", self.inbox.waiting)
            self.measures.set("dropped_total", self.inbox.dropped)
            if not work.notes and not work.batches:
                if self.inbox.closed:
                    return
                continue
            if not self.deal_with(work):
                pause.wait(DATABASE_RETRY_S)

    def deal_with(self, work: Work) -> bool:
        """Notes first, then batches; False when the database couldn't be reached."""
        try:
            self.take_notes(work.notes)
            self.take_batches(work.batches)
        except AWAY as lost:
            self.measures.add("failures_total")
            log.error(  # noqa: TRY400 (the cause is told; its trace is the driver's)
                "database unavailable, nothing acknowledged: %s",
                getattr(lost, "orig", lost),
            )
            return False
        return True

    def take_batches(self, batches: Sequence[Received]) -> None:
        """Into custody, and the acknowledgements out."""
        if not batches:
            return
        try:
            self._commit(batches, fold=True)
        except AWAY:
            raise
        except FAULTS:
            self.measures.add("failures_total")
            log.exception("a commit of %d batches failed; trying one by one", len(batches))
            for received in batches:
                self._alone(received)

    def _alone(self, received: Received) -> None:
        for fold in (True, False):
            try:
                self._commit([received], fold=fold)
            except AWAY:
                raise
            except FAULTS:
                log.exception("a batch of %s failed (folding: %s)", received.device, fold)
            else:
                return
        with self.engine.begin() as connection:
            quarantine(
                connection,
                received.device,
                received.topic,
                received.data,
                "failed",
                "The hub could not store it; see its log.",
                received.received_ms,
            )

    def _commit(self, batches: Sequence[Received], *, fold: bool) -> None:
        with self.engine.begin() as connection:
            accepted = self.custody.accept(connection, batches, fold=fold)
            heard = sorted({o.device for o in accepted.outcomes if o.journal is not None})
            self.reactions.seen(connection, heard, batches[-1].received_ms)
            epoch = current_epoch(connection)
        self._report(accepted)
        answered = dict.fromkeys(o.journal for o in accepted.outcomes if o.journal is not None)
        self.acknowledger.send(
            [accepted.standings[journal] for journal in answered],
            accepted.answers,
            pace=self.inbox.pace(),
            epoch=epoch,
        )

    def take_notes(self, notes: Sequence[Note]) -> None:
        """Hellos are answered; reports go to whoever folds them; rubbish is quarantined."""
        if not notes:
            return
        try:
            self._take_together(notes)
        except AWAY:
            raise
        except FAULTS:
            for note in notes:
                self._take_alone(note)
        self.changes.publish("fleet")

    def _take_alone(self, note: Note) -> None:
        try:
            self._take_together([note])
        except AWAY:
            raise
        except FAULTS as bad:
            if not isinstance(bad, (PishkhanError, DBAPIError)):
                log.exception("%s of %s could not be taken", note.leaf, note.device)
            self._quarantine_note(note, getattr(bad, "what", str(bad)))

    def _take_together(self, notes: Sequence[Note]) -> None:
        """In one transaction; hellos are answered after the commit."""
        answered: list[Answered] = []
        heard: dict[str, None] = {}
        with self.engine.begin() as connection:
            for note in notes:
                if not self.reactions.is_active(connection, note.device):
                    continue
                if note.leaf is not Leaf.HELLO:
                    self.reactions.notes[note.leaf](connection, note)
                    continue
                answered.append(answer_hello(connection, note.device, decode_hello(note.data)))
                heard[note.device] = None
            self.reactions.seen(connection, list(heard), notes[-1].received_ms)
            epoch = current_epoch(connection)
        for each in answered:
            self.acknowledger.send(
                each.standings, each.answers, pace=self.inbox.pace(), epoch=epoch
            )

    def _quarantine_note(self, note: Note, detail: str) -> None:
        self.measures.add("quarantined_total")
        with self.engine.begin() as connection:
            quarantine(
                connection,
                note.device,
                note.topic,
                note.data,
                "malformed",
                detail,
                note.received_ms,
            )

    def _report(self, accepted: Accepted) -> None:
        add = self.measures.add
        add("commits_total")
        add("parked_total", accepted.parked)
        subjects: set[Subject] = set()
        for outcome in accepted.outcomes:
            add("events_total", outcome.events)
            add(_COUNTERS[outcome.result])
            if outcome.events:
                subjects.update(("payments", "journals"))
            _log_trouble(outcome)
        self.changes.publish(*subjects)


_COUNTERS = {
    Result.STORED: "batches_total",
    Result.KNOWN: "known_batches_total",
    Result.AHEAD: "gaps_total",
    Result.FORKED: "forks_total",
    Result.REFUSED: "quarantined_total",
}


_EPOCH = select(HubState.epoch)


def current_epoch(connection: Connection) -> int:
    """The hub's epoch; 1 before its journal's first event."""
    return connection.scalar(_EPOCH) or 1


def _log_trouble(outcome: Outcome) -> None:
    if outcome.result is Result.REFUSED:
        log.warning("a batch of %s was refused: %s", outcome.device, outcome.reason)
    elif outcome.result is Result.FORKED:
        log.error("device %s has two histories of one journal", outcome.device)
