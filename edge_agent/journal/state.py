"""What a writer knows of its journal when it begins: read once, from the file alone."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from contract.chain import link
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.errors import InvalidValue
from contract.events import (
    EarlierStarted,
    Event,
    JournalGenesis,
    MalformedEvent,
    PaymentStarted,
    PrefixTaken,
    UnknownEvent,
    decode_body,
)
from contract.values import JournalId, TrackingCode
from edge_agent.journal.connection import Connection, SqliteError
from edge_agent.journal.errors import JournalDamaged
from edge_agent.journal.records import START, Extent, Head
from edge_agent.journal.tracking import CodeSeries

TAIL = 64
"""How many of the last links are checked at each start; `verify` checks them all."""


@dataclass(frozen=True, slots=True)
class JournalState:
    journal: JournalId
    genesis: JournalGenesis
    head: Head
    codes: CodeSeries


def read_state(connection: Connection, path: Path) -> JournalState:
    """Raises JournalDamaged."""
    try:
        row = connection.execute(
            "SELECT journal, tracking_prefix, tracking_serial FROM journal"
        ).fetchone()
        if row is None:
            raise JournalDamaged(path, "it does not name itself")
        codes = _codes(connection, row[1], row[2])
        genesis = read_genesis(connection, path)
        return JournalState(JournalId(row[0]), genesis, _checked_head(connection, path), codes)
    except (SqliteError, DamagedEnvelope, UnknownEvent, MalformedEvent) as error:
        raise JournalDamaged(path, str(error)) from error


def read_genesis(connection: Connection, path: Path) -> JournalGenesis:
    """Raises JournalDamaged or SqliteError."""
    genesis = _last(connection, JournalGenesis.KIND)
    if not isinstance(genesis, JournalGenesis):
        raise JournalDamaged(path, "its first event is missing")
    return genesis


def read_extent(connection: Connection, path: Path) -> Extent:
    """Its head is the last event, or the last checkpoint when all after it is pruned.

    Raises JournalDamaged or SqliteError.
    """
    row = connection.execute(
        "SELECT pruned_to, seq, hash FROM journal LEFT JOIN ("
        " SELECT * FROM (SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT seq, hash FROM checkpoints ORDER BY seq DESC LIMIT 1)"
        ") ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if row is None:
        raise JournalDamaged(path, "it does not name itself")
    return Extent(START if row[1] is None else Head(row[1], row[2]), row[0])


def _checked_head(connection: Connection, path: Path) -> Head:
    rows = connection.execute(
        "SELECT seq, hash, envelope FROM events ORDER BY seq DESC LIMIT ?", (TAIL,)
    ).fetchall()
    for (seq, chain, envelope), (before_seq, before, _) in pairwise(rows):
        if before_seq == seq - 1 and link(before, envelope) != chain:
            raise JournalDamaged(path, f"event {seq} does not follow from event {before_seq}")
    return read_extent(connection, path).head


def _codes(connection: Connection, prefix: int | None, serial: int) -> CodeSeries:
    """From what pruning left, and the events since."""
    if prefix is None:
        return CodeSeries(None, 0)
    taken = _last(connection, PrefixTaken.KIND)
    if isinstance(taken, PrefixTaken) and taken.prefix != prefix:
        prefix, serial = taken.prefix, 0
    started = _last(connection, PaymentStarted.KIND)
    if isinstance(started, PaymentStarted | EarlierStarted):
        serial = max(serial, _serial(started.tracking, prefix))
    return CodeSeries(prefix, serial)


def _serial(tracking: str, prefix: int) -> int:
    """0 for text that is no code of this series: such a one was never given by it."""
    try:
        code = TrackingCode.parse(tracking)
    except InvalidValue:
        return 0
    return code.serial if code.prefix == prefix else 0


def _last(connection: Connection, kind: str) -> Event | None:
    row = connection.execute(
        "SELECT envelope FROM events WHERE kind = ? ORDER BY seq DESC LIMIT 1", (kind,)
    ).fetchone()
    if row is None:
        return None
    envelope = decode_envelope(row[0])
    return decode_body(envelope.kind, envelope.version, envelope.body)
