"""What a live table shows now, shared by everyone who watches it, and what changed since.

Rows are made at most once in MIN_INTERVAL_S however many watch. Each row remembers the revision
at which it last changed, so a browser that comes back gets just what it has missed. Revisions
belong to one board of one process; to a browser with any other everything is new.
"""

import asyncio
import math
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from anyio import to_thread

MIN_INTERVAL_S = 0.4


class Row(Protocol):
    """A frozen value that holds all that its line shows.

    `age_ms` is an instant from which the line counts an age; it moves too often to be a change
    of the row and is told on its own.
    """

    @property
    def id(self) -> str: ...

    @property
    def age_ms(self) -> int | None: ...


RowType = TypeVar("RowType", bound=Row)


@dataclass(frozen=True)
class Snapshot(Generic[RowType]):
    """One moment: the rows, worst first, and the page's other live parts as HTML by element id."""

    rows: Sequence[RowType]
    parts: Mapping[str, str]
    hub_ms: int


@dataclass(frozen=True)
class News(Generic[RowType]):
    """What a browser that knows `since` must be told. `first`: it knew nothing of this board."""

    revision: str
    first: bool
    rows: Sequence[RowType]
    removed: Sequence[str]
    ages: Mapping[str, int]
    parts: Mapping[str, str]
    hub_ms: int
    count: int


@dataclass
class LiveBoard(Generic[RowType]):
    """`make` reads the database; it is called in a worker thread."""

    make: Callable[[], Snapshot[RowType]]
    min_interval_s: float = MIN_INTERVAL_S
    _epoch: str = field(default_factory=lambda: secrets.token_hex(6))
    _revision: int = 0
    _rows: dict[str, tuple[RowType, int]] = field(default_factory=dict)
    _removed: dict[str, int] = field(default_factory=dict)
    _ages: dict[str, tuple[int, int]] = field(default_factory=dict)
    _parts: dict[str, tuple[str, int]] = field(default_factory=dict)
    _snapshot: Snapshot[RowType] | None = None
    _made_at: float = -math.inf
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def current(self) -> Snapshot[RowType]:
        """The newest snapshot, made anew when the last one is older than the interval."""
        async with self._lock:
            if asyncio.get_running_loop().time() - self._made_at >= self.min_interval_s:
                await self._make()
            return self._present()

    async def fresh(self) -> Snapshot[RowType]:
        """A snapshot of now or later: whoever has heard of a change must not be shown the moment
        before it. Everyone who asks meanwhile shares one."""
        now = asyncio.get_running_loop().time
        asked_at = now()
        async with self._lock:
            if self._made_at < asked_at:
                await asyncio.sleep(max(0.0, self._made_at + self.min_interval_s - now()))
                await self._make()
            return self._present()

    async def _make(self) -> None:
        started_at = asyncio.get_running_loop().time()
        self._take(await to_thread.run_sync(self.make))
        self._made_at = started_at

    def _present(self) -> Snapshot[RowType]:
        assert self._snapshot is not None
        return self._snapshot

    @property
    def revision(self) -> str:
        return f"{self._epoch}.{self._revision}"

    def news_since(self, since: str) -> News[RowType]:
        """After `current`: what is new to a browser that has seen revision `since`."""
        snapshot, known = self._present(), self._known(since)
        seen = 0 if known is None else known
        return News(
            revision=self.revision,
            first=known is None,
            rows=[row for row in snapshot.rows if self._rows[row.id][1] > seen],
            removed=[row for row, gone in self._removed.items() if gone > seen],
            ages={row: age_ms for row, (age_ms, told) in self._ages.items() if told > seen},
            parts={part: html for part, (html, told) in self._parts.items() if told > seen},
            hub_ms=snapshot.hub_ms,
            count=len(snapshot.rows),
        )

    def _known(self, since: str) -> int | None:
        epoch, _, revision = since.partition(".")
        return int(revision) if epoch == self._epoch and revision.isdecimal() else None

    def _take(self, snapshot: Snapshot[RowType]) -> None:
        present = {row.id for row in snapshot.rows}
        changed = [row for row in snapshot.rows if self._rows.get(row.id, (None, 0))[0] != row]
        aged = [row for row in snapshot.rows if self._ages.get(row.id, (None, 0))[0] != row.age_ms]
        gone = [row for row in self._rows if row not in present]
        parts = {
            part: html
            for part, html in snapshot.parts.items()
            if self._parts.get(part, ("", 0))[0] != html
        }
        if changed or aged or gone or parts:
            self._revision += 1
        self._parts.update({part: (html, self._revision) for part, html in parts.items()})
        for row in changed:
            self._rows[row.id] = (row, self._revision)
            self._removed.pop(row.id, None)
        for row in aged:
            if row.age_ms is not None:
                self._ages[row.id] = (row.age_ms, self._revision)
        for row_id in gone:
            del self._rows[row_id]
            self._ages.pop(row_id, None)
            self._removed[row_id] = self._revision
        self._snapshot = snapshot
