"""A counter on a thread of the test, so that the test owns its clock and its disk."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

import pysqlite3.dbapi2 as sqlite3

from contract.clock import Clock, SystemClock
from edge_agent.journal import (
    Connect,
    Connection,
    Origin,
    SpaceLimits,
    connect_writer,
    open_journal,
)
from edge_agent.journal.connection import Cursor, SqlValue
from kiosk.counter.bootstrap import WRITER, Inbox, open_premises, serve
from kiosk.counter.fault_points import FaultPoints
from kiosk.counter.loop import Stop
from tests.kiosk.counter.kiosk_room import KioskRoom

AMPLE = SpaceLimits(reserve_bytes=4096, minimum_free_bytes=0)


class CounterHere:
    """Serves `room` while the context lasts; `exit_code` once it has ended by itself."""

    def __init__(
        self,
        room: KioskRoom,
        clock: Clock | None = None,
        connect: Connect = connect_writer,
        space: SpaceLimits = AMPLE,
    ) -> None:
        self._room = room
        self._clock = clock or SystemClock()
        self._connect = connect
        self._space = space
        self._inbox: Inbox = Inbox()
        self._thread = Thread(target=self._run, name="counter", daemon=True)
        self.exit_code: int | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._room.arrive()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._room.leave()
        self._inbox.put(Stop())
        self.join()

    def join(self) -> None:
        self._thread.join(timeout=20)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        directory = self._room.directory
        identity = directory.identity()
        origin = Origin(identity.city, identity.device, "test", identity.tracking_prefixes)
        journal = open_journal(
            directory.journals_path,
            WRITER,
            origin,
            self._clock,
            space=self._space,
            connect=self._connect,
        )
        premises = open_premises(directory, self._clock, self._inbox)
        try:
            self.exit_code = serve(premises, journal, self._inbox, FaultPoints())
        finally:
            premises.close()
            journal.close()


class DyingDisk:
    """`connect` for a journal whose disk refuses every write from the one of `kind` on."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.dead = False

    def connect(self, path: Path) -> Connection:
        return _DyingConnection(connect_writer(path), self._looks_at)

    def _looks_at(self, sql: str, parameters: object) -> None:
        if sql.startswith("INSERT") and self._kind in str(parameters):
            self.dead = True
        if self.dead and not sql.startswith("SELECT"):
            raise sqlite3.OperationalError("disk I/O error")


class _DyingConnection:
    """Hands everything on, after asking whether the disk still lives."""

    def __init__(self, real: Connection, look: Callable[[str, object], None]) -> None:
        self._real = real
        self._look = look

    def execute(self, sql: str, parameters: Sequence[SqlValue] = (), /) -> Cursor:
        self._look(sql, parameters)
        return self._real.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[SqlValue]], /) -> object:
        rows = list(rows)
        self._look(sql, rows)
        return self._real.executemany(sql, rows)

    @property
    def in_transaction(self) -> bool:
        return self._real.in_transaction

    def close(self) -> None:
        self._real.close()
