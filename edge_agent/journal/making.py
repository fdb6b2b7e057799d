"""Making a journal: its file with genesis and holds whole, before it gets its name."""

from dataclasses import dataclass
from pathlib import Path

from contract.clock import Clock
from contract.events import JournalGenesis, Predecessor
from contract.values import JournalId
from edge_agent.journal.connection import (
    Connect,
    Row,
    SqliteError,
    configure_writer,
    connect_reader,
)
from edge_agent.journal.errors import JournalDamaged, JournalFailed, NoTrackingPrefix
from edge_agent.journal.folder import WriterFiles
from edge_agent.journal.records import START, Draft, Head, Origin
from edge_agent.journal.rows import INSERT_EVENT, PUT_HOLD, build_commit
from edge_agent.journal.schema import migrate
from edge_agent.journal.sealer import Sealer
from edge_agent.journal.state import read_state
from edge_agent.journal.tracking import take_prefix
from edge_agent.journal.verify import verify


@dataclass(frozen=True, slots=True)
class Succession:
    """What a new journal takes over from the one before it, and why it follows."""

    predecessor: Predecessor
    reason: str
    holds: list[Row]


def succession(path: Path, journal: JournalId, reason: str) -> Succession:
    """Reads what can be read of the old journal; what cannot is named in the reason."""
    head = _head(path)
    try:
        holds = _holds(path)
    except SqliteError as error:
        holds, reason = [], f"{reason}; its holds could not be read: {error}"
    predecessor = Predecessor(journal=journal.raw, seq=head.seq, hash=head.hash)
    return Succession(predecessor, reason, holds)


def make_journal(
    files: WriterFiles,
    origin: Origin,
    clock: Clock,
    before: Succession | None,
    connect: Connect,
) -> JournalId:
    """The new active journal of a writer. Raises JournalFailed, JournalDamaged or OSError."""
    journal = JournalId.new()
    prefix = _prefix(files, journal, origin)
    genesis = JournalGenesis(
        city=origin.city,
        device=origin.device,
        writer=files.writer,
        software=origin.software,
        tracking_prefix=prefix,
        predecessor=None if before is None else before.predecessor,
        reason=None if before is None else before.reason,
    )
    commit = build_commit(journal, START, [Draft(genesis)], clock.now(), Sealer(None))
    path = files.new_path(journal)
    try:
        connection = connect(path)
        try:
            configure_writer(connection)
            migrate(connection, path)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO journal (one, journal, pruned_to, tracking_prefix, tracking_serial)"
                " VALUES (1, ?, 0, ?, 0)",
                (journal.raw, prefix),
            )
            connection.executemany(INSERT_EVENT, commit.events)
            connection.executemany(PUT_HOLD, [] if before is None else before.holds)
            connection.execute("COMMIT")
        finally:
            # Closing moves the WAL into the file, so that the file alone can be renamed.
            connection.close()
    except SqliteError as error:
        raise JournalFailed(path, str(error)) from error
    files.put_in_place(journal)
    return journal


def _prefix(files: WriterFiles, journal: JournalId, origin: Origin) -> int | None:
    if not origin.tracking_prefixes:
        return None
    try:
        return take_prefix(files.folder, journal, origin.tracking_prefixes)
    except NoTrackingPrefix:
        # The journal must open all the same: what is under way is finished without new codes,
        # and `next_tracking_code` says that there are none.
        return None


def _head(path: Path) -> Head:
    """Where the old journal ended, as far as can be told."""
    try:
        connection = connect_reader(path)
    except SqliteError:
        return START
    try:
        return read_state(connection, path).head
    except JournalDamaged:
        return verify(path).last_good
    finally:
        connection.close()


def _holds(path: Path) -> list[Row]:
    connection = connect_reader(path)
    try:
        return connection.execute("SELECT subject, txn, state, seq, utc_ms FROM holds").fetchall()
    finally:
        connection.close()
