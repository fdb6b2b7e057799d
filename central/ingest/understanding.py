"""From stored bytes to facts; what isn't understood is parked, with what follows it.

Custody comes first and doesn't depend on this: an envelope of a later format, an event kind of
a later version or a body that fails its schema is stored all the same. Its transaction waits,
so that no later event is folded over a hole, until an upgraded hub understands it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from central.ingest.facts import Fact
from central.ingest.store import ENVELOPE, EventRow, EventValues
from contract.envelope import Envelope, decode_envelopes
from contract.events import Event, MalformedEvent, UnknownEvent, decode_body

LARGEST_INTEGER = 2**63 - 1
NUL_IN_JSON = b"\\u0000"
_json = msgspec.json.Encoder()
NOT_AN_ENVELOPE = "envelope"
MISPLACED = "misplaced"
UNKNOWN_KIND = "unknown"
MALFORMED = "malformed"
UNSTORABLE = "unstorable"
BEHIND = "behind"
"""Itself fine, but an earlier event of its transaction is parked."""


@dataclass(frozen=True)
class Parked:
    """A stored event that is not folded yet, and why."""

    row: EventRow
    reason: str


@dataclass
class Understanding:
    """Sorts rows, in ingest order, into facts and parked ones.

    `held` are the transactions that wait for an earlier parked event.
    """

    held: set[bytes]
    facts: list[Fact] = field(default_factory=list)
    parked: list[Parked] = field(default_factory=list)

    def take(self, rows: Iterable[EventValues], envelopes: Iterable[Envelope | None]) -> None:
        """Decide about each row; its envelope is None when its bytes aren't one."""
        held, understood = self.held, self.facts.append
        for row, envelope in zip(rows, envelopes, strict=True):
            number, journal, branch, seq, device, _, _, transaction, utc_ms, heard_ms, _, _, _ = (
                row
            )
            event = _understood(journal, seq, envelope)
            if isinstance(event, str):
                self._park(EventRow(*row), event)
            elif transaction is not None and transaction in held:
                self._park(EventRow(*row), BEHIND)
            else:
                assert envelope is not None
                understood(
                    Fact(
                        number,
                        journal,
                        branch,
                        seq,
                        device,
                        transaction,
                        utc_ms,
                        envelope.quality,
                        heard_ms,
                        event,
                    )
                )

    def take_rows(self, rows: Sequence[EventValues]) -> None:
        """As `take`, for rows read back from the store."""
        self.take(rows, decode_envelopes(row[ENVELOPE] for row in rows))

    def _park(self, row: EventRow, reason: str) -> None:
        self.parked.append(Parked(row, reason))
        if row.transaction_id is not None:
            self.held.add(row.transaction_id)


def _understood(journal: bytes, seq: int, envelope: Envelope | None) -> Event | str:
    """The event, or why there is none."""
    if envelope is None:
        return NOT_AN_ENVELOPE
    if envelope.journal != journal or envelope.seq != seq:
        return MISPLACED
    body = envelope.body
    try:
        event = decode_body(envelope.kind, envelope.version, body)
    except UnknownEvent:
        return UNKNOWN_KIND
    except MalformedEvent:
        return MALFORMED
    suspicious = b"\xcf" in body or b"\x00" in body
    return UNSTORABLE if suspicious and not _storable(event, body) else event


def column_text(text: str) -> str:
    """Text for an index column: PostgreSQL takes no NUL, and the envelope keeps the original."""
    return text.replace("\x00", "\ufffd") if "\x00" in text else text


def column_integer(number: int) -> int:
    """A number for an index column of 64 bits, held at its ends."""
    if -LARGEST_INTEGER <= number <= LARGEST_INTEGER:
        return number
    return LARGEST_INTEGER if number > 0 else -LARGEST_INTEGER


def _storable(event: Event, body: bytes) -> bool:
    """Whether databases can hold its fields: no NUL in text, no integer over 63 bits.

    Both leave a mark in MessagePack (a zero byte; 0xCF, uint 64). A zero byte is mostly a
    number's, and JSON, made in a quarter of the time that a look at each field takes, says so:
    there numbers are digits, and a NUL in text stands as its escape.
    """
    if b"\xcf" not in body and (b"\x00" not in body or NUL_IN_JSON not in _json.encode(event)):
        return True
    return all(_fits(getattr(event, name)) for name in event.__struct_fields__)


def _fits(value: object) -> bool:
    # By type and with the frequent ones first: this is asked for most fields of most events.
    if value is None:
        return True
    if isinstance(value, str):
        return "\x00" not in value
    if isinstance(value, int):
        return -LARGEST_INTEGER <= value <= LARGEST_INTEGER
    if isinstance(value, msgspec.Struct):
        return all(_fits(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, tuple):
        return all(_fits(part) for part in value)
    return True
