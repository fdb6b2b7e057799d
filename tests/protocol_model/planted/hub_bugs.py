"""A hub's ingest with one bug each."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select

import central.fleet.registry as registry_module
import central.ingest.custody as custody_module
import central.ingest.forks as forks_module
import central.ingest.hellos as hellos_module
import central.ingesting as ingesting_module
from central.fleet import DeviceKey
from central.ingest.custody import Outcome, Received, Result
from central.ingest.models import MAIN, StoredEvent
from central.ingest.placement import Ahead, Fresh, Placement, chain, place
from central.ingest.standings import Standing
from central.ingest.store import hash_at
from central.ingest.worker import FAULTS, IngestWorker, current_epoch
from contract.batch import Batch
from tests.protocol_model.planted.planting import CALM, Planted
from tests.protocol_model.steps import Adversity


def _acknowledges_before_the_commit(
    worker: IngestWorker, batches: Sequence[Received], *, fold: bool
) -> None:
    """«The commit will not fail.»"""
    with worker.engine.begin() as connection:
        accepted = worker.custody.accept(connection, batches, fold=fold)
        worker.acknowledger.send(
            accepted.standings.values(),
            accepted.answers,
            pace=worker.inbox.pace(),
            epoch=current_epoch(connection),
        )


def _drops_the_whole_commit(worker: IngestWorker, batches: Sequence[Received]) -> None:
    """«They send again anyway.»"""
    try:
        worker._commit(batches, fold=True)
    except FAULTS:
        worker.measures.add("failures_total")


def _keeps_what_it_has(
    batch: Batch, through: int, head_hash: bytes, before: bytes | None, at_last: bytes | None
) -> Placement:
    """«What comes twice is the same»: it is not cut off."""
    placement = place(batch, through, head_hash, before, at_last)
    if isinstance(placement, Fresh) and before is not None:
        return Fresh(batch.first_seq, batch.entries, chain(before, batch.entries))
    return placement


def _takes_what_is_ahead(
    batch: Batch, through: int, head_hash: bytes, before: bytes | None, at_last: bytes | None
) -> Placement:
    """«The rest will come.»"""
    placement = place(batch, through, head_hash, before, at_last)
    if isinstance(placement, Ahead):
        return Fresh(batch.last_seq, batch.entries[-1:], [batch.head_hash])
    return placement


def _the_last_writer_wins(
    work: "custody_module._Work", message: Received, batch: Batch, standing: Standing
) -> Outcome | None:
    """«The newest history is the right one.»"""
    work.flush()
    start = hash_at(work.connection, standing.journal, MAIN, batch.first_seq - 1)
    if batch.first_seq == 1 or start is None:
        return None
    work.connection.execute(
        delete(StoredEvent).where(
            StoredEvent.journal == standing.journal, StoredEvent.seq >= batch.first_seq
        )
    )
    hashes = chain(start, batch.entries)
    work._store(message, batch, standing, Fresh(batch.first_seq, batch.entries, hashes))
    return Outcome(message.device, Result.STORED, batch.journal, len(hashes))


def _accuses_a_late_hello(_connection: Connection, standing: Standing, seq: int) -> bytes | None:
    """«It has less than we: it was put back.»"""
    if seq < standing.through:
        return b"another"
    return standing.head_hash if seq == standing.through else None


def _believes_every_hello(_connection: Connection, _journal: bytes) -> None:
    """«The batches will show it»: there may come none."""


_KEYS_OF_ALL = select(DeviceKey.device, DeviceKey.key_id, DeviceKey.public).where(
    DeviceKey.key_id.in_(bindparam("keys", expanding=True))
)
"""«Whoever has signed it once may sign.»"""


def _everybody_is_active(_connection: Connection, _device: str) -> bool:
    """«It says hello, so it is there.»"""
    return True


HUB_BUGS = (
    Planted(
        "ack before commit", IngestWorker, "_commit", _acknowledges_before_the_commit, CALM, 1
    ),
    Planted(
        "drops the whole commit", IngestWorker, "take_batches", _drops_the_whole_commit, CALM, 40
    ),
    Planted(
        "keeps what it has",
        custody_module,
        "place",
        _keeps_what_it_has,
        frozenset({Adversity.CUTS, Adversity.DISORDER, Adversity.CRASHES}),
        657,
    ),
    Planted(
        "takes what is ahead",
        custody_module,
        "place",
        _takes_what_is_ahead,
        frozenset({Adversity.LOSS, Adversity.DISORDER}),
        3,
    ),
    Planted(
        "a revoked key counts",
        registry_module,
        "_VERIFY_KEYS",
        _KEYS_OF_ALL,
        frozenset({Adversity.REVOKING, Adversity.COURIER}),
        1,
    ),
    Planted(
        "the revoked are answered",
        ingesting_module,
        "is_active",
        _everybody_is_active,
        frozenset({Adversity.REVOKING}),
        1,
    ),
    Planted(
        "the last writer wins",
        custody_module._Work,
        "_branch",
        _the_last_writer_wins,
        frozenset({Adversity.COPIES}),
        1,
    ),
    Planted(
        "shows no fork",
        forks_module,
        "FORKED",
        "live",
        frozenset({Adversity.COPIES}),
        1,
    ),
    Planted(
        "longer branches are ahead",
        custody_module,
        "FORKED",
        "never",
        frozenset({Adversity.COPIES}),
        7,
    ),
    Planted(
        "accuses a late hello",
        hellos_module,
        "_our_hash",
        _accuses_a_late_hello,
        frozenset({Adversity.DOUBLING, Adversity.DISORDER}),
        107,
    ),
    Planted(
        "believes every hello",
        hellos_module,
        "mark_forked",
        _believes_every_hello,
        frozenset({Adversity.COPIES}),
        1,
    ),
)
