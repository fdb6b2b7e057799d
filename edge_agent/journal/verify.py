"""Proving a journal: every link of its chain, every index beside an envelope, every page."""

from dataclasses import dataclass, field
from pathlib import Path

from contract.chain import link, sealed_hash
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.values import JournalId
from edge_agent.journal.connection import Connection, Row, SqliteError, connect_reader
from edge_agent.journal.errors import NoSuchJournal
from edge_agent.journal.records import START, Head
from edge_agent.journal.walking import Unreadable, walk

MOST_PROBLEMS = 20
_EXPORT = "Export what can be read, then restart the journal; the hub has what it acknowledged."


@dataclass(frozen=True, slots=True)
class Problem:
    """`seq` is the event at which it shows; None when it is about the file as a whole."""

    seq: int | None
    what: str
    next_step: str = _EXPORT


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """`last_good` is the last event up to which nothing is wrong."""

    path: Path
    journal: JournalId | None
    pruned_to: int
    checked: int
    last_good: Head
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(path: Path) -> VerifyReport:
    """Reads the whole file; changes nothing. Raises NoSuchJournal or OldSqlite."""
    if not path.is_file():
        raise NoSuchJournal(path.parent, path.name)
    check = _Check()
    try:
        connection = connect_reader(path)
    except SqliteError as error:
        check.problem(None, f"The file cannot be opened: {error}.")
        return check.report(path)
    try:
        check.read_frame(connection)
        for item in walk(connection):
            check.take(item)
        check.check_pages(connection)
    finally:
        connection.close()
    return check.report(path)


@dataclass(slots=True)
class _Check:
    journal: bytes | None = None
    pruned_to: int = 0
    checkpoints: dict[int, bytes] = field(default_factory=dict)
    last: Head = START
    last_good: Head = START
    checked: int = 0
    problems: list[Problem] = field(default_factory=list)

    def problem(self, seq: int | None, what: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(seq, what))

    def read_frame(self, connection: Connection) -> None:
        try:
            row = connection.execute("SELECT journal, pruned_to FROM journal").fetchone()
            rows = connection.execute("SELECT seq, hash FROM checkpoints").fetchall()
        except SqliteError as error:
            self.problem(None, f"The journal's own tables cannot be read: {error}.")
            return
        self.checkpoints = dict(rows)
        if row is None:
            self.problem(None, "The journal does not name itself.")
        else:
            self.journal, self.pruned_to = row[0], row[1]

    def take(self, item: Row | Unreadable) -> None:
        if isinstance(item, Unreadable):
            self.problem(
                item.after_seq + 1,
                f"Events after {item.after_seq} are on a damaged page: {item.detail}.",
            )
            return
        seq, chain, envelope = item[0], item[6], item[7]
        previous = self._hash_before(seq)
        if previous is None:
            self.problem(seq, f"Events {self.last.seq + 1} to {seq - 1} are missing.")
        elif link(previous, envelope) != chain:
            self.problem(seq, f"Event {seq} does not follow from the event before it.")
        self._check_columns(item)
        self.last = Head(seq, chain)
        self.checked += 1
        if not self.problems:
            self.last_good = self.last

    def check_pages(self, connection: Connection) -> None:
        try:
            rows = connection.execute("PRAGMA quick_check(5)").fetchall()
        except SqliteError as error:
            rows = [(str(error),)]
        for (text,) in rows:
            if text != "ok":
                self.problem(None, f"SQLite finds the file damaged: {text}.")

    def report(self, path: Path) -> VerifyReport:
        journal = None if self.journal is None else JournalId(self.journal)
        return VerifyReport(
            path,
            journal,
            self.pruned_to,
            self.checked,
            self.last_good,
            tuple(self.problems),
        )

    def _hash_before(self, seq: int) -> bytes | None:
        if self.last.seq == seq - 1:
            return self.last.hash
        return self.checkpoints.get(seq - 1) if seq - 1 <= self.pruned_to else None

    def _check_columns(self, row: Row) -> None:
        seq, kind, version, txn, utc_ms, quality, _, data, sealed = row
        try:
            envelope = decode_envelope(data)
        except DamagedEnvelope as error:
            self.problem(seq, error.what)
            return
        said = (
            *(envelope.seq, envelope.kind, envelope.version, envelope.transaction),
            *(envelope.utc_ms, envelope.quality),
        )
        if said != (seq, kind, version, txn, utc_ms, quality):
            self.problem(seq, f"The columns of event {seq} say other than its envelope.")
        if self.journal is not None and envelope.journal != self.journal:
            self.problem(seq, f"Event {seq} is of another journal.")
        if sealed is not None and sealed_hash(sealed) != envelope.sealed_hash:
            self.problem(seq, f"The sealed part of event {seq} was changed.")
