"""The hub's own journals in a second place, before anything that they say leaves the hub.

A database put back from yesterday's copy has forgotten what the hub did since: whom it revoked,
which certificates it gave, what it ordered. The kiosks feed their journals again; the hub's are
taken back from here. One file for each journal, only ever appended to:

    HUB-JOURNAL/<journal in hexadecimal>.events    each event: 4 bytes of length, the envelope
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.ingest import MAIN, HubState, Journal, StoredEvent
from contract.chain import GENESIS_HASH, link
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.errors import MissingPart
from contract.events import JournalGenesis, MalformedEvent, UnknownEvent, decode_body

ENDING = ".events"
LENGTH_BYTES = 4
LARGEST_EVENT = 16 * 1024 * 1024
ROWS_AT_ONCE = 1_000
PRIVATE = 0o700


class SecondStoreFailed(MissingPart):
    """Nothing may leave the hub that is only in its database."""


@dataclass(frozen=True)
class KeptEvent:
    """`hash` is the chain's at this event."""

    envelope: bytes
    hash: bytes


@dataclass(frozen=True)
class SecondStore:
    """`folder` should be on another disk than the database."""

    folder: Path
    _counted: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    """By journal: the file's size when its events were counted, and their number."""

    def keep_up(self, session: Session) -> None:
        """Copies what the hub's present journal holds beyond it. Raises SecondStoreFailed."""
        journal = session.scalar(
            select(Journal).join(HubState, HubState.journal == Journal.journal)
        )
        if journal is None:
            return
        try:
            self.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            with self._held(journal.journal) as file:
                kept = self._count(journal.journal, file)
                if kept < journal.through:
                    _append(file, _envelopes(session, journal, kept))
                    self._counted[journal.journal] = (file.tell(), journal.through)
        except OSError as error:
            raise SecondStoreFailed(
                f"The hub's journal can't be copied to {self.folder}: {error.strerror or error}.",
                "Mount or empty that disk, or name another folder with --second-store; until then "
                "no command is sent and no certificate given.",
            ) from error

    def after(self, journal: bytes, seq: int, head_hash: bytes) -> Sequence[KeptEvent]:
        """What is kept of a journal beyond `seq`; nothing where its hash there is another.

        Raises OSError.
        """
        events = self._read(journal)
        before = events[seq - 1].hash if 0 < seq <= len(events) else GENESIS_HASH
        return events[seq:] if before == head_hash else ()

    def successor(self, journal: bytes) -> bytes | None:
        """The kept journal whose genesis names this one. Raises OSError."""
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            candidate = bytes.fromhex(path.stem)
            genesis = genesis_of(self._read(candidate)[:1])
            before = None if genesis is None else genesis.predecessor
            if before is not None and before.journal == journal:
                return candidate
        return None

    def _count(self, journal: bytes, file: IO[bytes]) -> int:
        """Events that are there whole; the file stands behind them, without what a power cut
        tore."""
        size = file.seek(0, os.SEEK_END)
        counted = self._counted.get(journal)
        if counted is not None and counted[0] == size:
            return counted[1]
        file.seek(0)
        count = end = 0
        for envelope in _whole(file):
            count += 1
            end += LENGTH_BYTES + len(envelope)
        file.truncate(end)
        file.seek(end)
        self._counted[journal] = (end, count)
        return count

    def _read(self, journal: bytes) -> list[KeptEvent]:
        try:
            with self._path(journal).open("rb") as file:
                events: list[KeptEvent] = []
                head = GENESIS_HASH
                for envelope in _whole(file):
                    head = link(head, envelope)
                    events.append(KeptEvent(envelope, head))
                return events
        except FileNotFoundError:
            return []

    @contextmanager
    def _held(self, journal: bytes) -> Iterator[IO[bytes]]:
        """Several processes of one hub may be at it."""
        descriptor = os.open(self._path(journal), os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def _path(self, journal: bytes) -> Path:
        return self.folder / f"{journal.hex()}{ENDING}"


def genesis_of(events: Sequence[KeptEvent]) -> JournalGenesis | None:
    """What the first of these events says, if it is a genesis that this hub understands."""
    try:
        envelope = decode_envelope(events[0].envelope)
        event = decode_body(envelope.kind, envelope.version, envelope.body)
    except (IndexError, DamagedEnvelope, UnknownEvent, MalformedEvent):
        return None
    return event if isinstance(event, JournalGenesis) else None


def _whole(file: IO[bytes]) -> Iterator[bytes]:
    while len(head := file.read(LENGTH_BYTES)) == LENGTH_BYTES:
        length = int.from_bytes(head, "big")
        envelope = file.read(length) if length <= LARGEST_EVENT else b""
        if len(envelope) != length:
            return
        yield envelope


def _append(file: IO[bytes], envelopes: Iterator[bytes]) -> None:
    for envelope in envelopes:
        file.write(len(envelope).to_bytes(LENGTH_BYTES, "big") + envelope)
    file.flush()
    os.fsync(file.fileno())


def _envelopes(session: Session, journal: Journal, after: int) -> Iterator[bytes]:
    yield from session.scalars(
        select(StoredEvent.envelope)
        .where(
            StoredEvent.journal == journal.journal,
            StoredEvent.branch == MAIN,
            StoredEvent.seq > after,
        )
        .order_by(StoredEvent.seq)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
