"""Events on their way into the store: rows, facts and parked ones of one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

import msgspec
from sqlalchemy import Connection, insert, select

from central.ingest.facts import Projection
from central.ingest.models import ParkedEvent
from central.ingest.placement import Fresh
from central.ingest.store import TRANSACTION, EventRow, EventValues, insert_events, reserve_ids
from central.ingest.understanding import (
    LARGEST_INTEGER,
    Parked,
    Understanding,
    column_integer,
    column_text,
)
from contract.chain import sealed_hash
from contract.envelope import Envelope, decode_envelopes

NOT_FOLDED = "not_folded"
"""Understood, but folding failed: a fault of the hub's; `hub rebuild` after the repair."""
_ANY_PARKED = select(ParkedEvent.ingest_id).limit(1)


class Stage(msgspec.Struct, frozen=True):
    """Whose events, and under which name they are kept."""

    journal: bytes
    branch: int
    device: str
    received_ms: int


class _Taken(msgspec.Struct, frozen=True, gc=False):
    """Checked entries of one batch; an envelope is None where the bytes aren't one."""

    stage: Stage
    fresh: Fresh
    envelopes: Sequence[Envelope | None]


@dataclass
class Intake:
    """Collects checked entries; `flush` stores and folds them. `parked` counts."""

    connection: Connection
    projections: Sequence[Projection]
    fold: bool
    parked: int = 0
    _waiting: list[_Taken] = field(default_factory=list)

    def add(self, stage: Stage, fresh: Fresh) -> bool:
        """Take new entries; False, and nothing taken, when a sealed part isn't the one that
        its envelope names. A missing one is fine: it may have reached its retention's end."""
        envelopes = decode_envelopes(entry.envelope for entry in fresh.entries)
        for entry, envelope in zip(fresh.entries, envelopes, strict=True):
            if (
                entry.sealed is not None
                and envelope is not None
                and envelope.sealed_hash != sealed_hash(entry.sealed)
            ):
                return False
        self._waiting.append(_Taken(stage, fresh, envelopes))
        return True

    def flush(self) -> None:
        """Store and fold what was added since the last flush."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        ids = iter(reserve_ids(self.connection, sum(len(taken.envelopes) for taken in waiting)))
        rows = [row for taken in waiting for row in _rows(taken, ids)]
        insert_events(self.connection, rows)
        if not self.fold:
            self._park([Parked(EventRow(*row), NOT_FOLDED) for row in rows])
            return
        understanding = Understanding(
            held_transactions(self.connection, (row[TRANSACTION] for row in rows))
        )
        understanding.take(rows, chain.from_iterable(taken.envelopes for taken in waiting))
        self._park(understanding.parked)
        for projection in self.projections:
            projection.fold(self.connection, understanding.facts)

    def _park(self, parked: Sequence[Parked]) -> None:
        self.parked += len(parked)
        park(self.connection, parked)


def park(connection: Connection, parked: Sequence[Parked]) -> None:
    """Note stored events as waiting for a hub that understands them."""
    if parked:
        connection.execute(
            insert(ParkedEvent),
            [
                {
                    "ingest_id": item.row.ingest_id,
                    "journal": item.row.journal,
                    "seq": item.row.seq,
                    "transaction_id": item.row.transaction_id,
                    "reason": item.reason,
                    "parked_ms": item.row.received_ms,
                }
                for item in parked
            ],
        )


def held_transactions(connection: Connection, among: Iterable[bytes | None]) -> set[bytes]:
    """Those of the transactions that have a parked event. Mostly none has, in any journal."""
    if connection.scalar(_ANY_PARKED) is None:
        return set()
    found = connection.scalars(
        select(ParkedEvent.transaction_id).where(
            ParkedEvent.transaction_id.in_(set(among) - {None})
        )
    )
    return {transaction for transaction in found if transaction is not None}


def _rows(taken: _Taken, ids: Iterator[int]) -> Iterator[EventValues]:
    stage, fresh = taken.stage, taken.fresh
    journal, branch, device, received_ms = msgspec.structs.astuple(stage)
    # The ids come last: zip asks for one only when there is an entry for it.
    for entry, envelope, chained, seq, number in zip(
        fresh.entries, taken.envelopes, fresh.hashes, count(fresh.first_seq), ids
    ):
        if envelope is None:
            kind, version, transaction, utc_ms = "", 0, None, received_ms
        else:
            kind, version, utc_ms = envelope.kind, envelope.version, envelope.utc_ms
            transaction = envelope.transaction
            # A look here saves two calls for nearly every event.
            if (
                "\x00" in kind
                or not 0 <= version <= LARGEST_INTEGER
                or not 0 <= utc_ms <= LARGEST_INTEGER
            ):
                kind, version = column_text(kind), column_integer(version)
                utc_ms = column_integer(utc_ms)
        yield (
            number,
            journal,
            branch,
            seq,
            device,
            kind,
            version,
            transaction,
            utc_ms,
            received_ms,
            entry.envelope,
            entry.sealed,
            chained,
        )
