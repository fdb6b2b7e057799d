"""From drafts to the rows of one commit: envelopes, chain, sealed parts and indices."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from contract.chain import link, sealed_hash
from contract.clock import Moment
from contract.envelope import FORMAT, LARGEST_ENVELOPE, Envelope, encode_envelope
from contract.errors import PishkhanError
from contract.events import encode_body
from contract.values import JournalId
from edge_agent.journal.connection import SqlValue
from edge_agent.journal.records import Draft, Head
from edge_agent.journal.sealer import Sealer
from edge_agent.journal.transactions import closes, opens

Values = tuple[SqlValue, ...]

INSERT_EVENT = (
    "INSERT INTO events (seq, kind, version, txn, utc_ms, quality, hash, envelope, sealed)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
PUT_HOLD = (
    "INSERT INTO holds (subject, txn, state, seq, utc_ms) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (subject) DO UPDATE SET txn = excluded.txn, state = excluded.state,"
    " seq = excluded.seq, utc_ms = excluded.utc_ms"
)
OPEN_TRANSACTION = "INSERT OR IGNORE INTO open_transactions (txn, seq) VALUES (?, ?)"
CLOSE_TRANSACTION = "DELETE FROM open_transactions WHERE txn = ?"


class EventTooLarge(PishkhanError):
    """An event that would not fit a batch."""

    def __init__(self, kind: str, size: int) -> None:
        super().__init__(
            f"The event {kind} takes {size} bytes, more than {LARGEST_ENVELOPE}.",
            "Shorten its texts; report this as a fault of the program.",
        )


@dataclass(slots=True)
class Commit:
    """The rows of one commit, in order, and the heads after each of its events."""

    events: list[Values] = field(default_factory=list)
    others: list[tuple[str, Values]] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)


def build_commit(
    journal: JournalId, head: Head, drafts: Sequence[Draft], moment: Moment, sealer: Sealer
) -> Commit:
    """Rows that follow `head`. Raises NoSealingKey or EventTooLarge."""
    commit = Commit()
    seq, chain = head.seq, head.hash
    for draft in drafts:
        seq += 1
        event, kind = draft.event, draft.event.KIND
        txn = None if draft.transaction is None else draft.transaction.raw
        sealed = None
        if draft.sealed is not None:
            sealed = sealer.seal(journal, seq, kind, draft.sealed)
        envelope = encode_envelope(
            Envelope(
                FORMAT,
                journal.raw,
                seq,
                kind,
                event.VERSION,
                txn,
                moment.utc_ms,
                moment.boot,
                moment.monotonic_ms,
                int(moment.quality),
                encode_body(event),
                None if sealed is None else sealed_hash(sealed),
            )
        )
        size = len(envelope) + (0 if sealed is None else len(sealed))
        if size > LARGEST_ENVELOPE:
            raise EventTooLarge(kind, size)
        chain = link(chain, envelope)
        commit.events.append(
            (
                *(seq, kind, event.VERSION, txn, moment.utc_ms),
                *(int(moment.quality), chain, envelope, sealed),
            )
        )
        commit.heads.append(Head(seq, chain))
        _note_transaction(commit, kind, txn, seq)
        for hold in draft.holds:
            row = (hold.subject, txn, hold.state, seq, moment.utc_ms)
            commit.others.append((PUT_HOLD, row))
    return commit


def _note_transaction(commit: Commit, kind: str, txn: bytes | None, seq: int) -> None:
    if opens(kind, txn):
        commit.others.append((OPEN_TRANSACTION, (txn, seq)))
    elif closes(kind, txn):
        commit.others.append((CLOSE_TRANSACTION, (txn,)))
