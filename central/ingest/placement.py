"""Where a batch stands against what the hub holds of its journal. Pure.

The batch's signature covers its header only; its events are bound to it by the chain, which
must end at the header's head hash. Theory of the cases: with T the hub's `through`,

    first > T+1              ahead: something is missing in between; ask again from T+1
    last <= T, same hash     known: all of it is here already
    first <= T+1 <= last     the chain from first-1 must meet our hash at T; the rest is fresh
    any other hash           the journal has another history (a fork), or bytes were altered
"""

from collections.abc import Sequence
from dataclasses import dataclass

from contract.batch import Batch, Entry
from contract.chain import link


@dataclass(frozen=True, slots=True)
class Ahead:
    """Events between the hub's head and this batch are missing."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything in it is held already."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """`entries` from seq `first_seq` on are new; `hashes` are the chain's at each."""

    first_seq: int
    entries: Sequence[Entry]
    hashes: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Diverges:
    """It doesn't continue the history held; whether it is a fork needs a look at all branches."""


Placement = Ahead | Known | Fresh | Diverges


def place(
    batch: Batch,
    through: int,
    head_hash: bytes,
    before_first: bytes | None,
    at_last: bytes | None,
) -> Placement:
    """Compare a batch with the head.

    `before_first` is the held hash at first_seq - 1, needed when the batch overlaps what is
    held; `at_last` the held hash at last_seq, needed when it lies wholly within.
    """
    if batch.first_seq > through + 1:
        return Ahead()
    if batch.last_seq <= through:
        return Known() if at_last == batch.head_hash else Diverges()
    start = head_hash if batch.first_seq == through + 1 else before_first
    if start is None:
        return Diverges()
    hashes = chain(start, batch.entries)
    known = through + 1 - batch.first_seq
    if hashes[-1] != batch.head_hash or (known and hashes[known - 1] != head_hash):
        return Diverges()
    return Fresh(through + 1, batch.entries[known:], hashes[known:])


def chain(start: bytes, entries: Sequence[Entry]) -> list[bytes]:
    """The hash at each entry, from the hash before the first."""
    hashes: list[bytes] = []
    for entry in entries:
        start = link(start, entry.envelope)
        hashes.append(start)
    return hashes
