"""Two histories under one journal's name: a cloned disk, a copy put back.

The hub keeps both. The first one stays the main branch, which alone is acknowledged; the other
is stored under a number, and what was paid on either from the fork on is marked disputed. Each
branch holds all its events from where it leaves the main one, also those that it shares with
another branch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from central.ingest.intake import Intake, Stage
from central.ingest.models import MAIN, Branch, Journal
from central.ingest.placement import Fresh, chain
from central.ingest.standings import FORKED, Standing
from central.ingest.store import branch_rows, hash_at
from contract.batch import Batch, Entry
from contract.chain import GENESIS_HASH

_BRANCHES = (
    select(Branch.journal, Branch.branch, Branch.fork_seq, Branch.through)
    .where(Branch.journal == bindparam("journal"))
    .order_by(Branch.branch)
)


@dataclass(frozen=True)
class _History:
    """A branch; before `fork_seq` its events are the main branch's."""

    journal: bytes
    branch: int
    fork_seq: int
    through: int

    def hash(self, connection: Connection, seq: int) -> bytes | None:
        if seq == 0:
            return GENESIS_HASH
        branch = MAIN if seq < self.fork_seq else self.branch
        return hash_at(connection, self.journal, branch, seq)


def take_branch(
    connection: Connection, intake: Intake, stage: Stage, batch: Batch, standing: Standing
) -> int | None:
    """Store what a batch that left the main history adds to another one.

    Returns how many events are new (none, when that branch holds them all), or None when the
    batch continues nothing the hub holds. All staged events must have been flushed.
    """
    if not standing.known:
        return None
    left: _History | None = None
    for history in _branches(connection, batch.journal):
        hashes = _follow(connection, history, batch)
        agreed = _agreement(connection, history, batch, hashes)
        if hashes and agreed == len(hashes):
            return 0
        if hashes and batch.first_seq + agreed == history.through + 1:
            return _store(
                connection,
                intake,
                stage,
                history,
                batch,
                Fresh(history.through + 1, batch.entries[agreed:], hashes[agreed:]),
            )
        if hashes:
            left = history
    main = _History(batch.journal, MAIN, 1, standing.through)
    hashes = _follow(connection, main, batch)
    if hashes:
        agreed = _agreement(connection, main, batch, hashes)
        fresh = Fresh(batch.first_seq + agreed, batch.entries[agreed:], hashes[agreed:])
    elif left is not None:
        fresh = _from_the_main_branch(connection, left, batch)
    else:
        return None
    opened = _open_branch(connection, intake, stage, fresh.first_seq)
    standing.state = FORKED
    return _store(connection, intake, stage, opened, batch, fresh)


def _from_the_main_branch(connection: Connection, left: _History, batch: Batch) -> Fresh:
    """A history that leaves another branch: with what it shares with that one."""
    shared = branch_rows(connection, left.journal, left.branch, left.fork_seq, batch.first_seq - 1)
    hashes = [row.hash for row in shared]
    start = hashes[-1] if hashes else left.hash(connection, batch.first_seq - 1)
    assert start is not None  # the batch follows this history
    entries = [Entry(row.envelope, row.sealed) for row in shared]
    return Fresh(
        batch.first_seq - len(shared),
        [*entries, *batch.entries],
        [*hashes, *chain(start, batch.entries)],
    )


def mark_forked(connection: Connection, journal: bytes) -> None:
    """A hello has shown another history of which no event has come yet."""
    connection.execute(update(Journal).where(Journal.journal == journal).values(state=FORKED))


def holds(connection: Connection, journal: bytes, seq: int, chained: bytes) -> bool:
    """Whether any history of the journal has this event."""
    numbers = (MAIN, *(history.branch for history in _branches(connection, journal)))
    return any(hash_at(connection, journal, number, seq) == chained for number in numbers)


def _branches(connection: Connection, journal: bytes) -> list[_History]:
    rows = connection.execute(_BRANCHES, {"journal": journal})
    return [_History(*row) for row in rows]


def _follow(connection: Connection, history: _History, batch: Batch) -> Sequence[bytes]:
    """The batch's hashes from this history's event before it; none when it doesn't follow."""
    start = history.hash(connection, batch.first_seq - 1)
    if start is None:
        return ()
    hashes = chain(start, batch.entries)
    return hashes if hashes[-1] == batch.head_hash else ()


def _agreement(
    connection: Connection, history: _History, batch: Batch, hashes: Sequence[bytes]
) -> int:
    for index, chained in enumerate(hashes):
        if history.hash(connection, batch.first_seq + index) != chained:
            return index
    return len(hashes)


def _open_branch(connection: Connection, intake: Intake, stage: Stage, fork_seq: int) -> _History:
    number = 1 + len(_branches(connection, stage.journal))
    connection.execute(
        insert(Branch).values(
            journal=stage.journal,
            branch=number,
            fork_seq=fork_seq,
            through=fork_seq - 1,
            head_hash=GENESIS_HASH,
            first_received_ms=stage.received_ms,
        )
    )
    mark_forked(connection, stage.journal)
    for projection in intake.projections:
        projection.dispute(connection, stage.journal, number, fork_seq)
    return _History(stage.journal, number, fork_seq, fork_seq - 1)


def _store(
    connection: Connection,
    intake: Intake,
    stage: Stage,
    history: _History,
    batch: Batch,
    fresh: Fresh,
) -> int | None:
    branch_stage = Stage(stage.journal, history.branch, stage.device, stage.received_ms)
    if not intake.add(branch_stage, fresh):
        return None
    connection.execute(
        update(Branch)
        .where(Branch.journal == stage.journal, Branch.branch == history.branch)
        .values(through=batch.last_seq, head_hash=batch.head_hash)
    )
    return len(fresh.entries)
