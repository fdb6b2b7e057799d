"""Walking every journal's chain from its first event, as anyone with the database can."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from central.ingest.models import MAIN, Branch, Journal, StoredEvent
from contract.chain import GENESIS_HASH, link, sealed_hash
from contract.envelope import DamagedEnvelope, decode_envelope

SLICE = 5_000


@dataclass(frozen=True)
class ChainReport:
    """How far one history of one journal holds. `fault` is empty when it holds to its head;
    else `through` is the last seq that does."""

    journal: bytes
    branch: int
    device: str
    writer: str
    events: int
    through: int
    fault: str


def verify_journals(connection: Connection, writer: str | None = None) -> Iterator[ChainReport]:
    """A report for each history of each journal, or of those by one writer ("hub")."""
    found = connection.execute(
        select(Journal.journal, Journal.device, Journal.writer, Journal.through, Journal.head_hash)
        .where(Journal.writer == writer if writer else Journal.writer.is_not(None))
        .order_by(Journal.device, Journal.first_received_ms)
    ).all()
    for row in found:
        walk = _Walk(connection, row.journal, MAIN, 1, GENESIS_HASH)
        yield walk.report(row.device, row.writer, row.through, row.head_hash)
        for branch in connection.execute(
            select(Branch).where(Branch.journal == row.journal).order_by(Branch.branch)
        ).all():
            start = _hash(connection, row.journal, branch.fork_seq - 1)
            walk = _Walk(connection, row.journal, branch.branch, branch.fork_seq, start)
            yield walk.report(row.device, row.writer, branch.through, branch.head_hash)


@dataclass
class _Walk:
    connection: Connection
    journal: bytes
    branch: int
    seq: int
    hash: bytes
    events: int = 0

    def report(self, device: str, writer: str, through: int, head_hash: bytes) -> ChainReport:
        """Walk to the end; it must be the head that the register names."""
        fault = self._run()
        held = self.seq - 1
        if not fault and (held, self.hash) != (through, head_hash):
            fault = f"the events end at seq {held}, the register says {through}"
        return ChainReport(self.journal, self.branch, device, writer, self.events, held, fault)

    def _run(self) -> str:
        while True:
            rows = self.connection.execute(
                select(StoredEvent.seq, StoredEvent.envelope, StoredEvent.sealed, StoredEvent.hash)
                .where(
                    StoredEvent.journal == self.journal,
                    StoredEvent.branch == self.branch,
                    StoredEvent.seq >= self.seq,
                )
                .order_by(StoredEvent.seq)
                .limit(SLICE)
            ).all()
            if not rows:
                return ""
            for seq, envelope, sealed, stored in rows:
                fault = self._fault(seq, envelope, sealed, stored)
                if fault:
                    return fault
                self.hash, self.seq = stored, seq + 1
                self.events += 1

    def _fault(self, seq: int, envelope: bytes, sealed: bytes | None, stored: bytes) -> str:
        if seq != self.seq:
            return f"seq {self.seq} is missing"
        if link(self.hash, envelope) != stored:
            return f"the chain breaks at seq {seq}"
        if sealed is not None and _named_seal(envelope) not in (None, sealed_hash(sealed)):
            return f"the sealed part at seq {seq} isn't the one its event names"
        return ""


def _named_seal(envelope: bytes) -> bytes | None:
    try:
        return decode_envelope(envelope).sealed_hash
    except DamagedEnvelope:
        return None


def _hash(connection: Connection, journal: bytes, seq: int) -> bytes:
    if seq == 0:
        return GENESIS_HASH
    found = connection.scalar(
        select(StoredEvent.hash).where(
            StoredEvent.journal == journal, StoredEvent.branch == MAIN, StoredEvent.seq == seq
        )
    )
    return found or b""
