"""Reading a journal while its writer goes on: short reads, nothing held open between them."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from contract.batch import Entry
from contract.events import JournalGenesis
from contract.values import JournalId, TransactionId
from edge_agent.journal.connection import Connection, Row, SqliteError, connect_reader
from edge_agent.journal.errors import JournalDamaged, NewerJournal, NoSuchJournal
from edge_agent.journal.records import Extent, Head, Hold, StoredEvent
from edge_agent.journal.schema import format_of, require_readable
from edge_agent.journal.state import read_extent, read_genesis

_BEYOND_ALL = 2**63 - 1
_EVENTS = "SELECT seq, kind, version, txn, utc_ms, envelope, sealed, hash FROM events"


class JournalReader:
    """Every method raises JournalDamaged when the file cannot be read."""

    def __init__(self, path: Path) -> None:
        """Raises NoSuchJournal, NewerJournal, OldSqlite or JournalDamaged."""
        if not path.is_file():
            raise NoSuchJournal(path.parent, path.name)
        self.path = path
        self._version: Row | None = None
        self._connection = _open(path)
        try:
            row = self._row("SELECT journal FROM journal")
            if row is None:
                raise JournalDamaged(path, "it does not name itself")
        except JournalDamaged:
            self._connection.close()
            raise
        self.journal = JournalId(row[0])

    def entries(self, after_seq: int = 0, limit: int = 1000) -> list[StoredEvent]:
        """Events in order of seq; pruned ones are not there."""
        sql = _EVENTS + " WHERE seq > ? ORDER BY seq LIMIT ?"
        return [_event(row) for row in self._rows(sql, after_seq, limit)]

    def by_transaction(self, transaction: TransactionId) -> list[StoredEvent]:
        """The events of one transaction, in order."""
        sql = _EVENTS + " WHERE txn = ? ORDER BY seq"
        return [_event(row) for row in self._rows(sql, transaction.raw)]

    def newest_of(self, kind: str, page: int = 500) -> Iterator[StoredEvent]:
        """Events of a kind from the newest back; reads a page at a time, so stop early."""
        sql = _EVENTS + " WHERE kind = ? AND seq < ? ORDER BY seq DESC LIMIT ?"
        before = _BEYOND_ALL
        while rows := self._rows(sql, kind, before, page):
            before = int(rows[-1][0])
            yield from map(_event, rows)

    def open_transactions(self) -> list[TransactionId]:
        """Those begun and not closed, oldest first."""
        rows = self._rows("SELECT txn FROM open_transactions ORDER BY seq")
        return [TransactionId(row[0]) for row in rows]

    def holds(self) -> list[Hold]:
        """All holds, by subject."""
        rows = self._rows("SELECT subject, state FROM holds ORDER BY subject")
        return [Hold(*row) for row in rows]

    def genesis(self) -> JournalGenesis:
        try:
            return read_genesis(self._connection, self.path)
        except SqliteError as error:
            raise JournalDamaged(self.path, str(error)) from error

    def head(self) -> Head:
        return self.extent().head

    def extent(self) -> Extent:
        try:
            return read_extent(self._connection, self.path)
        except SqliteError as error:
            raise JournalDamaged(self.path, str(error)) from error

    def news(self) -> Extent | None:
        """Its extent, when anything was committed since the last call; cheap when nothing was."""
        # Exact for commits of all other connections (sqlite.org/pragma.html#pragma_data_version).
        # Read first: what is committed before the extent is read then counts as news once more.
        try:
            row = self._connection.execute("PRAGMA data_version").fetchone()
        except SqliteError as error:
            raise JournalDamaged(self.path, str(error)) from error
        if row == self._version:
            return None
        extent = self.extent()
        self._version = row
        return extent

    def hash_at(self, seq: int) -> bytes | None:
        """The chain's hash at a seq; None when it is beyond the head or long pruned."""
        row = self._row(
            "SELECT hash FROM events WHERE seq = ? UNION ALL"
            " SELECT hash FROM checkpoints WHERE seq = ?",
            *(seq, seq),
        )
        return None if row is None else bytes(row[0])

    def time_of(self, seq: int) -> int | None:
        """When an event was appended (UTC ms by the kiosk's clock)."""
        row = self._row("SELECT utc_ms FROM events WHERE seq = ?", seq)
        return None if row is None else int(row[0])

    def batch(self, after_seq: int, limit: int, max_bytes: int) -> tuple[list[Entry], Head]:
        """The next consecutive events for the uplink, at least one where there is one, and the
        head after them."""
        sql = "SELECT seq, envelope, sealed, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?"
        chosen: list[Entry] = []
        head, size = Head(after_seq, b""), 0
        for seq, envelope, sealed, chain in self._rows(sql, after_seq, limit):
            size += len(envelope) + len(sealed or b"")
            if chosen and (size > max_bytes or seq != head.seq + 1):
                break
            chosen.append(Entry(envelope, sealed))
            head = Head(seq, chain)
        return chosen, head

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _rows(self, sql: str, *parameters: int | bytes | str) -> list[Row]:
        # All rows at once: a cursor left half read would keep the WAL from being reused.
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except SqliteError as error:
            raise JournalDamaged(self.path, str(error)) from error

    def _row(self, sql: str, *parameters: int | bytes) -> Row | None:
        rows = self._rows(sql, *parameters)
        return rows[0] if rows else None


def _open(path: Path) -> Connection:
    try:
        connection = connect_reader(path)
        found = format_of(connection)
    except SqliteError as error:
        raise JournalDamaged(path, str(error)) from error
    try:
        require_readable(found, path)
    except NewerJournal:
        connection.close()
        raise
    return connection


def _event(row: Row) -> StoredEvent:
    seq, kind, version, txn, utc_ms, envelope, sealed, chain = row
    transaction = None if txn is None else TransactionId(txn)
    return StoredEvent(seq, kind, version, transaction, utc_ms, envelope, sealed, chain)
