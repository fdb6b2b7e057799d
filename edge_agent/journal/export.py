"""Saving a journal, whole or damaged, as one portable file that reads and verifies like it."""

from dataclasses import dataclass
from pathlib import Path

from contract.errors import PishkhanError
from contract.values import JournalId
from edge_agent.device import sync_folder
from edge_agent.journal.connection import (
    Connection,
    Row,
    SqliteError,
    connect_reader,
    connect_writer,
)
from edge_agent.journal.errors import JournalDamaged, NoSuchJournal
from edge_agent.journal.rows import INSERT_EVENT, OPEN_TRANSACTION, PUT_HOLD
from edge_agent.journal.schema import migrate
from edge_agent.journal.walking import Unreadable, walk

_OTHER_TABLES = (
    ("SELECT seq, hash FROM checkpoints", "INSERT INTO checkpoints (seq, hash) VALUES (?, ?)"),
    ("SELECT subject, txn, state, seq, utc_ms FROM holds", PUT_HOLD),
    ("SELECT txn, seq FROM open_transactions", OPEN_TRANSACTION),
)


class ExportFailed(PishkhanError):
    """The copy cannot be written; the journal is untouched."""

    exit_code = 1

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"{path} cannot be written: {detail}.", "Name a file in a folder that has room."
        )


class ExportExists(PishkhanError):
    """Nothing is overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already.", "Name another file.")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """`losses` says what could not be read; empty for a sound journal."""

    path: Path
    events: int
    losses: tuple[str, ...]


def export(path: Path, to: Path) -> ExportReport:
    """Copies all that can be read, into one file without WAL; the journal stays as it is.

    Raises NoSuchJournal, ExportExists, JournalDamaged (nothing can be read at all),
    ExportFailed (the copy cannot be written), OldSqlite or OSError.
    """
    if not path.is_file():
        raise NoSuchJournal(path.parent, path.name)
    if to.exists():
        raise ExportExists(to)
    try:
        source = connect_reader(path)
        frame = _frame(source)
    except SqliteError as error:
        raise JournalDamaged(path, str(error)) from error
    try:
        target = connect_writer(to)
        try:
            report = _copy(source, target, frame, to)
        finally:
            target.close()
    except SqliteError as error:
        to.unlink(missing_ok=True)
        raise ExportFailed(to, str(error)) from error
    finally:
        source.close()
    sync_folder(to.parent)
    return report


def _frame(source: Connection) -> Row:
    row = source.execute(
        "SELECT journal, pruned_to, tracking_prefix, tracking_serial FROM journal"
    ).fetchone()
    if row is None:
        raise SqliteError("it does not name itself")
    JournalId(row[0])
    return row


def _copy(source: Connection, target: Connection, frame: Row, to: Path) -> ExportReport:
    target.execute("PRAGMA journal_mode=DELETE")
    target.execute("PRAGMA synchronous=FULL")
    migrate(target, to)
    losses: list[str] = []
    events = 0
    target.execute("BEGIN IMMEDIATE")
    target.execute(
        "INSERT INTO journal (one, journal, pruned_to, tracking_prefix, tracking_serial)"
        " VALUES (1, ?, ?, ?, ?)",
        frame,
    )
    for item in walk(source):
        if isinstance(item, Unreadable):
            losses.append(f"events after {item.after_seq}: {item.detail}")
        else:
            target.execute(INSERT_EVENT, item)
            events += 1
    for select, insert in _OTHER_TABLES:
        try:
            rows = source.execute(select).fetchall()
        except SqliteError as error:
            losses.append(f"{select}: {error}")
            continue
        target.executemany(insert, rows)
    target.execute("COMMIT")
    return ExportReport(to, events, tuple(losses))
