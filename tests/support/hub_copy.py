"""What the hub's database holds, read by nobody but the test: journals, hashes, and money twice.

`rials_by_events` adds up the stored envelopes of the terminals' words, `rials_by_ledger` what the
hub's view of payments says. They share no code.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, ColumnElement, Executable, NullPool, func, select

from central.database import Base, open_engine
from central.database.engine import READING
from central.ingest.models import MAIN, Branch, Journal, ParkedEvent, Quarantined, StoredEvent
from central.payments.models import Payment
from contract.envelope import decode_envelope
from contract.events import PaymentApproved, decode_body
from edge_agent.journal import Head


@dataclass(frozen=True)
class Held:
    """One journal at the hub: acknowledged up to `through`; `events` of its main history."""

    through: int
    events: int
    state: str


class HubCopy:
    """Use as a context manager. Each answer is of the moment it is asked for."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = open_engine(url, NullPool).execution_options(**{READING: True})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._engine.dispose()

    def held(self, journal: bytes) -> Held | None:
        found = self._rows(
            select(Journal.through, Journal.state).where(Journal.journal == journal)
        )
        if not found:
            return None
        main = (StoredEvent.journal == journal) & (StoredEvent.branch == MAIN)
        return Held(found[0].through, self._count(StoredEvent, main), found[0].state)

    def has(self, journal: bytes, head: Head) -> bool:
        """The event `head.seq` with this very hash, in whichever history of the journal."""
        histories = (MAIN, *range(1, self.branches(journal) + 1))
        return head.seq == 0 or any(
            self._hash(journal, branch, head.seq) == head.hash for branch in histories
        )

    def hashes(self, journal: bytes) -> list[tuple[int, bytes]]:
        """The main history, in order: each seq with the chain's hash there."""
        rows = self._rows(
            select(StoredEvent.seq, StoredEvent.hash)
            .where(StoredEvent.journal == journal, StoredEvent.branch == MAIN)
            .order_by(StoredEvent.seq)
        )
        return [(row.seq, bytes(row.hash)) for row in rows]

    def branches(self, journal: bytes) -> int:
        """How many other histories are kept beside the main one."""
        return self._count(Branch, Branch.journal == journal)

    def rials_by_events(self, devices: Collection[str]) -> int:
        rows = self._rows(
            select(StoredEvent.envelope).where(
                StoredEvent.kind == PaymentApproved.KIND,
                StoredEvent.branch == MAIN,
                StoredEvent.device.in_(devices),
            )
        )
        return sum(_approved(bytes(row.envelope)) for row in rows)

    def rials_by_ledger(self, devices: Collection[str]) -> int:
        mine = (Payment.branch == MAIN) & Payment.device.in_(devices)
        return int(self._rows(select(func.sum(Payment.approved_amount)).where(mine))[0][0] or 0)

    def refused(self, device: str) -> Mapping[str, int]:
        """Reasons in the quarantine, and how often each."""
        mine = select(Quarantined.reason).where(Quarantined.device == device)
        return Counter(row.reason for row in self._rows(mine))

    def parked(self, journal: bytes) -> int:
        """Events in custody that this hub does not understand."""
        return self._count(ParkedEvent, ParkedEvent.journal == journal)

    def _hash(self, journal: bytes, branch: int, seq: int) -> bytes | None:
        place = (StoredEvent.journal, StoredEvent.branch, StoredEvent.seq)
        wanted = zip(place, (journal, branch, seq), strict=True)
        rows = self._rows(select(StoredEvent.hash).where(*(c == v for c, v in wanted)))
        return bytes(rows[0].hash) if rows else None

    def _count(self, table: type[Base], condition: ColumnElement[bool]) -> int:
        return int(self._rows(select(func.count()).select_from(table).where(condition))[0][0])

    def _rows(self, query: Executable) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).all()


def _approved(envelope: bytes) -> int:
    opened = decode_envelope(envelope)
    event = decode_body(opened.kind, opened.version, opened.body)
    assert isinstance(event, PaymentApproved)
    return event.amount
