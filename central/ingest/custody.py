"""Taking batches into custody: many devices' batches, one database transaction.

Decided by identity (the topic's device and its registered key), signature, chain and size
alone. What is accepted is stored as received and folded at once; what is not is quarantined
and moves nothing. The caller commits, and only then acknowledges.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nacl.signing import VerifyKey
from sqlalchemy import Connection

from central.ingest.facts import Projection
from central.ingest.forks import take_branch
from central.ingest.genesis import BadGenesis, read_genesis
from central.ingest.intake import Intake, Stage
from central.ingest.placement import Ahead, Diverges, Fresh, Known, Placement, place
from central.ingest.quarantine import quarantine
from central.ingest.standings import FORKED, Standing, load_standings, save_standings
from central.ingest.store import hash_at
from contract.batch import BadBatch, Batch, open_batch
from contract.hello import Answer
from contract.signature import BadSignature

FindDeviceKey = Callable[[Connection, str, str], VerifyKey | None]


class Result(StrEnum):
    """What became of one message."""

    STORED = "stored"
    KNOWN = "known"
    AHEAD = "ahead"
    FORKED = "forked"
    REFUSED = "refused"


_HELD = (Result.STORED, Result.KNOWN, Result.FORKED)


@dataclass(frozen=True, slots=True)
class Received:
    """One message on a device's events topic, as the broker delivered it."""

    device: str
    topic: str
    data: bytes
    received_ms: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`journal` is None when the message named none that we may answer for."""

    device: str
    result: Result
    journal: bytes | None
    events: int
    reason: str = ""


@dataclass(frozen=True)
class Accepted:
    """Outcomes in the order of the messages; `standings` are what to acknowledge, `answers` what
    became of each journal's last batch."""

    outcomes: Sequence[Outcome]
    standings: dict[bytes, Standing]
    answers: dict[bytes, Answer]
    parked: int


@dataclass(frozen=True)
class Custody:
    """The rules of one hub: its city, who vouches for keys, and what is folded at once."""

    city: str
    find_key: FindDeviceKey
    projections: Sequence[Projection]

    def accept(
        self, connection: Connection, messages: Sequence[Received], *, fold: bool = True
    ) -> Accepted:
        """Take what may be taken of `messages`, in order, in the connection's transaction.

        Without `fold` the events are stored and parked: custody must not fail because a
        projection does.
        """
        keys: dict[tuple[str, str], VerifyKey | None] = {}
        opened = [(message, self._open(connection, message, keys)) for message in messages]
        standings = load_standings(
            connection, {batch.journal for _, batch in opened if isinstance(batch, Batch)}
        )
        work = _Work(self.city, connection, Intake(connection, self.projections, fold), standings)
        outcomes = [work.take(message, batch) for message, batch in opened]
        work.flush()
        return Accepted(outcomes, standings, work.answers, work.intake.parked)

    def _open(
        self,
        connection: Connection,
        message: Received,
        keys: dict[tuple[str, str], VerifyKey | None],
    ) -> Batch | str:
        """The batch, or why it isn't authentic. `keys` are those looked up in this commit."""

        def find(key: str) -> VerifyKey | None:
            name = (message.device, key)
            if name not in keys:
                keys[name] = self.find_key(connection, *name)
            return keys[name]

        try:
            batch = open_batch(message.data, self.city, find)
        except (BadBatch, BadSignature) as refused:
            return refused.what
        return batch if len(batch.journal) == 16 else "A journal id that hasn't 16 bytes."


@dataclass
class _Work:
    city: str
    connection: Connection
    intake: Intake
    standings: dict[bytes, Standing]
    answers: dict[bytes, Answer] = field(default_factory=dict)

    def flush(self) -> None:
        save_standings(self.connection, self.standings.values())
        self.intake.flush()

    def take(self, message: Received, batch: Batch | str) -> Outcome:
        if isinstance(batch, str):
            return self._refuse(message, None, "unauthenticated", batch)
        outcome = self._take(message, batch)
        if outcome.journal is not None:
            held = outcome.result in _HELD
            self.answers[batch.journal] = Answer(
                seq=batch.last_seq, hash=batch.head_hash, held=held
            )
        return outcome

    def _take(self, message: Received, batch: Batch) -> Outcome:
        standing = self.standings.get(batch.journal)
        if standing is None:
            standing = Standing(batch.journal, message.device)
        elif standing.device != message.device:
            return self._refuse(message, None, "foreign", "The journal is another device's.")
        placement = self._place(batch, standing)
        match placement:
            case Ahead():
                if standing.state == FORKED and (stored := self._branch(message, batch, standing)):
                    return stored  # another history may be longer than the main one
                self.standings[batch.journal] = standing
                return Outcome(message.device, Result.AHEAD, batch.journal, 0)
            case Known():
                return Outcome(message.device, Result.KNOWN, batch.journal, 0)
            case Fresh():
                return self._store(message, batch, standing, placement)
            case Diverges():
                detail = "Its chain doesn't continue any history held."
                return self._branch(message, batch, standing) or self._refuse(
                    message, batch.journal, "unchained", detail
                )

    def _place(self, batch: Batch, standing: Standing) -> Placement:
        overlaps = batch.first_seq <= standing.through
        inside = batch.last_seq <= standing.through
        return place(
            batch,
            standing.through,
            standing.head_hash,
            self._hash_at(standing, batch.first_seq - 1) if overlaps and not inside else None,
            self._hash_at(standing, batch.last_seq) if inside else None,
        )

    def _hash_at(self, standing: Standing, seq: int) -> bytes | None:
        if seq == standing.through:
            return standing.head_hash
        if seq == 0:
            return bytes(32)
        self.flush()
        return hash_at(self.connection, standing.journal, 0, seq)

    def _store(self, message: Received, batch: Batch, standing: Standing, fresh: Fresh) -> Outcome:
        if not standing.known:
            try:
                standing.genesis = read_genesis(fresh.entries[0], self.city, message.device)
            except BadGenesis as wrong:
                return self._refuse(message, None, "genesis", wrong.what)
        stage = Stage(batch.journal, 0, message.device, message.received_ms)
        if not self.intake.add(stage, fresh):
            standing.genesis = None
            return self._refuse(message, batch.journal, "sealed", "A sealed part was altered.")
        standing.through = batch.last_seq
        standing.head_hash = fresh.hashes[-1]
        standing.received_ms = message.received_ms
        standing.moved = True
        self.standings[batch.journal] = standing
        return Outcome(message.device, Result.STORED, batch.journal, len(fresh.entries))

    def _branch(self, message: Received, batch: Batch, standing: Standing) -> Outcome | None:
        """Kept beside the main history; None when it continues nothing that is held."""
        self.flush()
        stage = Stage(batch.journal, 0, message.device, message.received_ms)
        stored = take_branch(self.connection, self.intake, stage, batch, standing)
        if stored is None:
            return None
        self.flush()
        return Outcome(message.device, Result.FORKED, batch.journal, stored)

    def _refuse(
        self, message: Received, journal: bytes | None, reason: str, detail: str
    ) -> Outcome:
        quarantine(
            self.connection,
            message.device,
            message.topic,
            message.data,
            reason,
            detail,
            message.received_ms,
        )
        answered = journal if journal in self.standings else None
        return Outcome(message.device, Result.REFUSED, answered, 0, reason)


def stored_events(outcomes: Iterable[Outcome]) -> int:
    """How many events these outcomes took into custody."""
    return sum(outcome.events for outcome in outcomes)
