"""The values that go into a journal and come out of it."""

from dataclasses import dataclass
from pathlib import Path

from contract.chain import GENESIS_HASH
from contract.events import Event
from contract.values import JournalId, TransactionId


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes: stated in the genesis event of a journal.

    `tracking_prefixes` are those the hub allotted to this device; a journal takes the first that
    no other journal of the folder has taken. Leave it empty for writers that make no codes.
    """

    city: str
    device: str
    software: str
    tracking_prefixes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """The last word about a subject, e.g. a bill that must not be paid again before it settles.

    Written in the commit of its event, kept through pruning, copied to a successor journal.
    """

    subject: str
    state: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An event to append.

    `sealed` is the personal part **in clear** (msgpack bytes); the writer seals it, and only the
    sealed form reaches the disk.
    """

    event: Event
    transaction: TransactionId | None = None
    sealed: bytes | None = None
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a journal: its seq (0 when there is none) and chain hash (32 bytes)."""

    seq: int
    hash: bytes


START = Head(0, GENESIS_HASH)
"""Before the first event."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a journal goes: its head, and the last seq up to which events may be missing
    because they were pruned."""

    head: Head
    pruned_to: int


Appended = Head
"""What `append` returns for each draft: where the event now stands."""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A row of a journal; `decode_body(kind, version, decode_envelope(envelope).body)` opens it.

    `sealed` is the sealed personal part, None when there was none or its retention has ended.
    """

    seq: int
    kind: str
    version: int
    transaction: TransactionId | None
    utc_ms: int
    envelope: bytes
    sealed: bytes | None
    hash: bytes


@dataclass(frozen=True, slots=True)
class JournalFile:
    """A journal in a folder; `active` is the one its writer appends to."""

    path: Path
    journal: JournalId
    writer: str
    active: bool
