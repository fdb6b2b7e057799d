"""What the hub's database holds for certain: read past it, through a connection of our own."""

from collections import defaultdict
from pathlib import Path

import pysqlite3.dbapi2 as sqlite3

from contract.chain import GENESIS_HASH, link
from contract.values import HUB_DEVICE
from tests.protocol_model.broken import Broken
from tests.protocol_model.record import WorldRecord

_NEW = (
    "SELECT ingest_id, device, journal, branch, seq, hash, envelope FROM events"
    " WHERE ingest_id > ? AND device != ? ORDER BY ingest_id"
)
_REVOKED = "SELECT device FROM devices WHERE state = 'revoked'"
_JOURNALS = "SELECT journal, through, head_hash, state FROM journals WHERE device != ?"


class HubView:
    """Committed events by journal and branch; `ever` also those of a database that was lost.
    `events`: how many were seen to come."""

    def __init__(self, database: Path, record: WorldRecord) -> None:
        self._database = database
        self.record = record
        self._last: int = 0
        self.events = 0
        self.revoked: set[str] = set()
        self.ever: set[tuple[bytes, int, bytes]] = set()
        self._open()

    def reopen(self) -> None:
        """The database was replaced by a copy."""
        self._connection.close()
        self._open()

    def close(self) -> None:
        self._connection.close()

    def hash_at(self, journal: bytes, seq: int) -> bytes | None:
        return GENESIS_HASH if seq == 0 else self.branches[journal][0].get(seq)

    def holds(self, journal: bytes, seq: int, chained: bytes) -> bool:
        return any(branch.get(seq) == chained for branch in self.branches[journal].values())

    def look(self) -> None:
        """Takes in what was committed since, and judges it. Raises Broken."""
        for ingest_id, device, journal, branch, seq, chained, envelope in self._connection.execute(
            _NEW, (self._last, HUB_DEVICE)
        ).fetchall():
            self._last = ingest_id
            if device in self.revoked:
                raise Broken(f"{device} is revoked, and event {seq} of it is taken")
            self._take(journal, branch, seq, chained, envelope)
        self.revoked = {device for (device,) in self._connection.execute(_REVOKED).fetchall()}
        rows = self._connection.execute(_JOURNALS, (HUB_DEVICE,)).fetchall()
        for journal, through, head_hash, state in rows:
            self.states[journal] = state
            self._judge(journal, through, head_hash, state)

    def _open(self) -> None:
        self._connection = sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)
        self._connection.isolation_level = None
        self._last = 0
        self.branches: defaultdict[bytes, defaultdict[int, dict[int, bytes]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self.states: dict[bytes, str] = {}
        self.revoked = set()

    def _take(
        self, journal: bytes, branch: int, seq: int, chained: bytes, envelope: bytes
    ) -> None:
        name = f"event {seq} of {journal.hex()[:6]}"
        if chained not in self.record.written[journal, seq]:
            raise Broken(f"the hub has an {name} that no machine ever wrote")
        history = self.branches[journal][branch]
        if seq in history or self.branches[journal][0].get(seq) == chained:
            raise Broken(f"the hub has {name} twice")
        before = history.get(seq - 1)
        if before is None and branch:
            before = self.branches[journal][0].get(seq - 1)
        if seq > 1 and before is None:
            raise Broken(f"the hub has {name} and not the one before it")
        if link(before or GENESIS_HASH, envelope) != chained:
            raise Broken(f"{name} at the hub does not follow from the one before it")
        history[seq] = chained
        self.events += 1
        self.ever.add((journal, seq, chained))

    def _judge(self, journal: bytes, through: int, head_hash: bytes, state: str) -> None:
        name, main = journal.hex()[:6], self.branches[journal][0]
        if through != len(main) or self.hash_at(journal, through) != head_hash:
            raise Broken(f"the hub says {through} of {name} and holds {len(main)} events")
        is_forked = any(number and rows for number, rows in self.branches[journal].items())
        if is_forked and state != "forked":
            raise Broken(f"{name} has two histories and is shown as {state}")
        if state == "forked" and journal not in self.record.copied:
            raise Broken(f"{name} has one history and is shown as forked")
