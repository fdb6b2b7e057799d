"""Opening a writer's journal: the first, the one it had, or a successor."""

from pathlib import Path

from contract.clock import Clock
from contract.sealing import SealingSession
from contract.values import JournalId
from edge_agent.journal.connection import (
    Connect,
    Connection,
    SqliteError,
    configure_writer,
    connect_writer,
)
from edge_agent.journal.divergence import divergence
from edge_agent.journal.errors import JournalDamaged
from edge_agent.journal.folder import WriterFiles
from edge_agent.journal.lock import WriterLock
from edge_agent.journal.making import make_journal, succession
from edge_agent.journal.records import Origin
from edge_agent.journal.schema import migrate
from edge_agent.journal.sealer import Sealer
from edge_agent.journal.space import SpaceLimits, SpaceReserve
from edge_agent.journal.state import JournalState, read_state
from edge_agent.journal.writer import JournalWriter

DEFAULT_SPACE = SpaceLimits()


def open_journal(
    folder: Path,
    writer: str,
    origin: Origin,
    clock: Clock,
    sealing: SealingSession | None = None,
    *,
    space: SpaceLimits = DEFAULT_SPACE,
    connect: Connect = connect_writer,
) -> JournalWriter:
    """The writer's journal, made when it has none, and the writer's lock.

    `sealing` must be new at each start. A successor is started, with the holds of the journal
    before it, when that one was retired by `restart`, diverged from the hub, or belongs to
    another device. Raises JournalLocked, JournalDamaged, JournalFailed, NewerJournal, OldSqlite,
    OSError, and DiskNearlyFull when a journal must be made and there is no room.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = WriterLock(folder, writer)
    try:
        return _Opening(WriterFiles(folder, writer), origin, clock, sealing, space, connect).open(
            lock
        )
    except BaseException:
        lock.release()
        raise


class _Opening:
    def __init__(
        self,
        files: WriterFiles,
        origin: Origin,
        clock: Clock,
        sealing: SealingSession | None,
        space: SpaceLimits,
        connect: Connect,
    ) -> None:
        self._files = files
        self._origin = origin
        self._clock = clock
        self._sealing = sealing
        self._reserve = SpaceReserve(files.reserve_path, space)
        self._connect = connect

    def open(self, lock: WriterLock) -> JournalWriter:
        self._files.finish_interrupted()
        active = self._files.active()
        reason = None if active is None else self._why_ended(active)
        if active is not None and reason is None:
            connection, state = self._read(active)
            genesis = state.genesis
            if (genesis.city, genesis.device) == (self._origin.city, self._origin.device):
                return self._writer(connection, state, lock)
            connection.close()
            reason = f"the machine is now {self._origin.device} of {self._origin.city}"
        connection, state = self._read(self._make(active, reason))
        return self._writer(connection, state, lock)

    def _why_ended(self, active: JournalId) -> str | None:
        detail = divergence(self._files.folder, active)
        if detail is not None:
            return f"diverged: {detail}"
        return self._files.retirement(active)

    def _make(self, active: JournalId | None, reason: str | None) -> JournalId:
        self._reserve.require_room()
        before = None
        if active is not None and reason is not None:
            before = succession(self._files.journal_path(active), active, reason)
        return make_journal(self._files, self._origin, self._clock, before, self._connect)

    def _read(self, journal: JournalId) -> tuple[Connection, JournalState]:
        path = self._files.journal_path(journal)
        if not path.is_file():
            raise JournalDamaged(path, "the file is missing")
        connection = self._opened(path)
        try:
            configure_writer(connection)
            migrate(connection, path)
            state = read_state(connection, path)
            if state.journal != journal:
                raise JournalDamaged(path, f"it is a copy of {state.journal.hex}")
        except SqliteError as error:
            connection.close()
            raise JournalDamaged(path, str(error)) from error
        except BaseException:
            connection.close()
            raise
        return connection, state

    def _opened(self, path: Path) -> Connection:
        try:
            return self._connect(path)
        except SqliteError as error:
            raise JournalDamaged(path, str(error)) from error

    def _writer(
        self, connection: Connection, state: JournalState, lock: WriterLock
    ) -> JournalWriter:
        return JournalWriter(
            self._files.journal_path(state.journal),
            connection,
            state,
            self._clock,
            Sealer(self._sealing),
            self._reserve,
            lock,
            self._origin.tracking_prefixes,
        )
