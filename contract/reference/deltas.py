"""What makes a newer version of a dataset out of an older one.

By places, not by keys: the order of records means something, keys may come twice, and neither side
needs to understand a record to pass it on. Nothing here is signed; what comes out must have the
digest of a signed manifest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from contract.hello import BadMessage, require_format
from contract.reference.packing import KEEP, pack, unpack
from contract.unreadable import UNREADABLE

FORMAT = 1
MOST_RECORDS = 1 << 31


class DeltaPart(msgspec.Struct, frozen=True, array_like=True):
    """`count` records of the base from its place `first` (from 0), and after them `records`."""

    first: int
    count: int
    records: tuple[msgspec.Raw, ...] = ()


class ReferenceDelta(msgspec.Struct, frozen=True, kw_only=True):
    """`base` is the digest, of its manifest, of the version that the parts take from."""

    format: int = FORMAT
    base: bytes
    parts: tuple[DeltaPart, ...]

    @property
    def count(self) -> int:
        """How many records come out."""
        return sum(part.count + len(part.records) for part in self.parts)


class Base(Protocol):
    """The records of an older version, in their order."""

    def part(self, first: int, count: int) -> Iterable[msgspec.Raw]:
        """Those from `first` on; fewer than `count` when there are no more."""
        ...


@dataclass(frozen=True)
class RecordsInMemory:
    """The plainest base."""

    records: Sequence[msgspec.Raw]

    def part(self, first: int, count: int) -> Sequence[msgspec.Raw]:
        return self.records[first : first + count]


_deltas = msgspec.msgpack.Decoder(ReferenceDelta)


def delta_parts(
    base: Sequence[msgspec.Raw], records: Sequence[msgspec.Raw]
) -> tuple[DeltaPart, ...]:
    """Takes whatever run of the base goes on, and looks elsewhere in it when none does: in time
    that grows with the records alone, also when all have moved."""
    places: dict[bytes, int] = {}
    known = [bytes(record) for record in base]
    for place in range(len(known) - 1, -1, -1):
        places[known[place]] = place
    parts: list[DeltaPart] = []
    first, count = 0, 0
    new: list[msgspec.Raw] = []
    for record in records:
        raw = bytes(record)
        place = first + count
        if new or place >= len(known) or known[place] != raw:
            found = places.get(raw)
            if found is None:
                new.append(record)
                continue
            if count or new:
                parts.append(DeltaPart(first, count, tuple(new)))
            first, count, new = found, 0, []
        count += 1
    if count or new:
        parts.append(DeltaPart(first, count, tuple(new)))
    return tuple(parts)


def pack_delta(base_digest: bytes, parts: tuple[DeltaPart, ...]) -> bytes:
    return pack(msgspec.msgpack.encode(ReferenceDelta(base=base_digest, parts=parts)))


def open_delta(payload: bytes) -> ReferenceDelta:
    """Raises BadMessage."""
    try:
        delta = _deltas.decode(unpack(payload))
    except UNREADABLE as error:
        raise BadMessage(f"Not a delta of reference data: {error}.", KEEP) from error
    require_format(delta.format, FORMAT, "A delta of reference data")
    return delta


def applied(base: Base, parts: Iterable[DeltaPart]) -> Iterator[msgspec.Raw]:
    """The records that come out. Raises BadMessage for a part that is not in the base."""
    for part in parts:
        taken = 0
        if 0 <= part.first < MOST_RECORDS and 0 <= part.count < MOST_RECORDS:
            for record in base.part(part.first, part.count):
                taken += 1
                yield record
        if taken != part.count:
            raise BadMessage(
                f"A delta takes {part.count} records from {part.first}, which are not there.", KEEP
            )
        yield from part.records
