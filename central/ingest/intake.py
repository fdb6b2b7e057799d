"""Events on their way into the store: rows, facts and parked ones of one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, insert, select

from central.ingest.facts import Projection
from central.ingest.models import ParkedEvent
from central.ingest.placement import Fresh
from central.ingest.store import EventRow, insert_events, reserve_ids
from central.ingest.understanding import (
    Parked,
    Understanding,
    column_integer,
    column_text,
    envelope_of,
)
from contract.batch import Entry
from contract.chain import sealed_hash
from contract.envelope import Envelope

NOT_FOLDED = "not_folded"
"""Understood, but folding failed: a fault of the hub's; `hub rebuild` after the repair."""
_ANY_PARKED = select(ParkedEvent.ingest_id).limit(1)


class Stage(msgspec.Struct, frozen=True):
    """Whose events, and under which name they are kept."""

    journal: bytes
    branch: int
    device: str
    received_ms: int


class _Waiting(msgspec.Struct, frozen=True, gc=False):
    stage: Stage
    seq: int
    entry: Entry
    hash: bytes
    envelope: Envelope | None


@dataclass
class Intake:
    """Collects checked entries; `flush` stores and folds them. `parked` counts."""

    connection: Connection
    projections: Sequence[Projection]
    fold: bool
    parked: int = 0
    _waiting: list[_Waiting] = field(default_factory=list)

    def add(self, stage: Stage, fresh: Fresh) -> bool:
        """Take new entries; False, and nothing taken, when a sealed part isn't the one that
        its envelope names. A missing one is fine: it may have reached its retention's end."""
        taken: list[_Waiting] = []
        for seq, (entry, chained) in enumerate(
            zip(fresh.entries, fresh.hashes, strict=True), fresh.first_seq
        ):
            envelope = envelope_of(entry.envelope)
            if (
                entry.sealed is not None
                and envelope is not None
                and envelope.sealed_hash != sealed_hash(entry.sealed)
            ):
                return False
            taken.append(_Waiting(stage, seq, entry, chained, envelope))
        self._waiting.extend(taken)
        return True

    def flush(self) -> None:
        """Store and fold what was added since the last flush."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        ids = reserve_ids(self.connection, len(waiting))
        rows = [_row(number, item) for number, item in zip(ids, waiting, strict=True)]
        insert_events(self.connection, rows)
        if not self.fold:
            self._park([Parked(row, NOT_FOLDED) for row in rows])
            return
        understanding = Understanding(
            held_transactions(self.connection, {row.transaction_id for row in rows})
        )
        for row, item in zip(rows, waiting, strict=True):
            understanding.take(row, item.envelope)
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


def held_transactions(connection: Connection, among: set[bytes | None]) -> set[bytes]:
    """Those of the transactions that have a parked event. Mostly none has, in any journal."""
    if connection.scalar(_ANY_PARKED) is None:
        return set()
    found = connection.scalars(
        select(ParkedEvent.transaction_id).where(ParkedEvent.transaction_id.in_(among - {None}))
    )
    return {transaction for transaction in found if transaction is not None}


def _row(ingest_id: int, item: _Waiting) -> EventRow:
    stage, envelope = item.stage, item.envelope
    return EventRow(
        ingest_id,
        stage.journal,
        stage.branch,
        item.seq,
        stage.device,
        "" if envelope is None else column_text(envelope.kind),
        0 if envelope is None else column_integer(envelope.version),
        None if envelope is None else envelope.transaction,
        stage.received_ms if envelope is None else column_integer(envelope.utc_ms),
        stage.received_ms,
        item.entry.envelope,
        item.entry.sealed,
        item.hash,
    )
