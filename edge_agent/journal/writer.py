"""Appending to a journal: the drafts of one call are one commit, on the disk when it returns.

What a failure does: an error of SQLite or the disk raises JournalFailed, and so does every append
after it; what was returned before is on disk, what was under way may or may not be, and the next
start reads it anew. Only a full disk is met by trying once more with the reserve of space.
"""

from pathlib import Path

from contract.clock import Clock
from contract.events import PrefixTaken
from contract.values import JournalId, TrackingCode
from edge_agent.journal.connection import SQLITE_FULL, Connection, SqliteError
from edge_agent.journal.divergence import is_diverged
from edge_agent.journal.errors import JournalFailed
from edge_agent.journal.lock import WriterLock
from edge_agent.journal.pruning import prune_slice
from edge_agent.journal.records import Appended, Draft, Head, Hold
from edge_agent.journal.rows import INSERT_EVENT, Commit, build_commit
from edge_agent.journal.sealer import Sealer
from edge_agent.journal.space import SpaceReserve
from edge_agent.journal.state import JournalState
from edge_agent.journal.tracking import take_prefix
from edge_agent.journal.transactions import opens


class JournalWriter:
    """The one writer of a journal; made by `open_journal`, used from one thread."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        state: JournalState,
        clock: Clock,
        sealer: Sealer,
        reserve: SpaceReserve,
        lock: WriterLock,
        tracking_prefixes: tuple[int, ...],
    ) -> None:
        self.path = path
        self._connection = connection
        self._journal = state.journal
        self._head = state.head
        self._codes = state.codes
        self._clock = clock
        self._sealer = sealer
        self._reserve = reserve
        self._lock = lock
        self._tracking_prefixes = tracking_prefixes
        self._failure: str | None = None
        self._writes = 0

    @property
    def journal(self) -> JournalId:
        return self._journal

    @property
    def head(self) -> Head:
        """The last committed event."""
        return self._head

    @property
    def writes(self) -> int:
        """How often something was committed here, or tried to be; nobody else writes it."""
        return self._writes

    @property
    def diverged(self) -> bool:
        """The hub knows this journal otherwise: take no payment on it, start the kiosk again."""
        return is_diverged(self.path.parent, self._journal)

    def append(self, *drafts: Draft) -> list[Appended]:
        """One commit for all drafts; where each now stands.

        Raises DiskNearlyFull (only when a draft begins a transaction; nothing was written),
        NoSealingKey, EventTooLarge (nothing was written) or JournalFailed.
        """
        self._refuse_after_failure()
        if not drafts:
            return []
        if any(opens(draft.event.KIND, _raw(draft)) for draft in drafts):
            self._reserve.require_room()
        moment = self._clock.now()
        key = None
        if any(draft.sealed is not None for draft in drafts):
            key = self._sealer.begin(moment.monotonic_ms)
        all_drafts = drafts if key is None else (Draft(key), *drafts)
        commit = build_commit(self._journal, self._head, all_drafts, moment, self._sealer)
        self._write(commit)
        self._head = commit.heads[-1]
        if key is not None:
            self._sealer.committed(moment.monotonic_ms)
        return commit.heads[-len(drafts) :]

    def holds(self, subject: str) -> Hold | None:
        """The last hold on a subject. Raises JournalFailed."""
        try:
            row = self._connection.execute(
                "SELECT state FROM holds WHERE subject = ?", (subject,)
            ).fetchone()
        except SqliteError as error:
            raise self._failed(error) from error
        return None if row is None else Hold(subject, row[0])

    def next_tracking_code(self) -> TrackingCode:
        """A code that no other citizen of the city has; it counts once an event names it.

        Raises NoTrackingPrefix, JournalDamaged or JournalFailed.
        """
        self._refuse_after_failure()
        if self._codes.exhausted:
            prefix = take_prefix(self.path.parent, self._journal, self._tracking_prefixes)
            self.append(Draft(PrefixTaken(prefix=prefix)))
            self._codes.go_on_with(prefix)
        return self._codes.next()

    def prune(self, backed_up: int, older_than_ms: int) -> int:
        """Deals with one small slice of old events and says how many; 0 when none is left.

        `backed_up` is the hub's signed word; `older_than_ms` is the hub's time less the retention
        (UTC ms). Call it when idle. Raises JournalFailed.
        """
        self._refuse_after_failure()
        self._writes += 1
        try:
            return prune_slice(self._connection, backed_up, older_than_ms, self._codes)
        except SqliteError as error:
            raise self._failed(error) from error

    def checkpoint(self) -> None:
        """Moves the WAL into the file as far as readers allow. Raises JournalFailed."""
        self._refuse_after_failure()
        try:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except SqliteError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Ends the connection and gives the lock back. Raises nothing: all is committed."""
        self._connection.close()
        self._lock.release()

    def _write(self, commit: Commit) -> None:
        try:
            self._commit(commit)
        except SqliteError as error:
            if not (_is_full(error) and self._rolled_back() and self._reserve.release()):
                raise self._failed(error) from error
            try:
                self._commit(commit)
            except SqliteError as again:
                raise self._failed(again) from again

    def _commit(self, commit: Commit) -> None:
        connection = self._connection
        self._writes += 1
        connection.execute("BEGIN IMMEDIATE")
        if len(commit.events) == 1:
            connection.execute(INSERT_EVENT, commit.events[0])
        else:
            connection.executemany(INSERT_EVENT, commit.events)
        for sql, row in commit.others:
            connection.execute(sql, row)
        connection.execute("COMMIT")

    def _rolled_back(self) -> bool:
        """Whether nothing of the failed commit is under way any more; a full disk allows it."""
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except SqliteError:
            return False
        return True

    def _failed(self, error: Exception) -> JournalFailed:
        self._failure = str(error)
        self._rolled_back()
        return JournalFailed(self.path, self._failure)

    def _refuse_after_failure(self) -> None:
        if self._failure is not None:
            raise JournalFailed(self.path, f"it failed before: {self._failure}")


def _raw(draft: Draft) -> bytes | None:
    return None if draft.transaction is None else draft.transaction.raw


def _is_full(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", None) == SQLITE_FULL
