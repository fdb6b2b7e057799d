"""What an event costs on the line: in batches, beside one JSON message for each."""

import base64
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from benchmarks.figure import Figure, compared
from benchmarks.simulate.payments import journal_payments
from contract.batch import MAX_EVENTS, Batch, Entry, encode_batch
from contract.clock import SystemClock
from contract.envelope import decode_envelope
from contract.hello import Ack, Answer, encode_ack
from contract.sealing import SealingSession
from contract.topics import Topics
from contract.values import JournalId, parse_city_id, parse_device_id
from edge_agent.journal import JournalReader, Origin, StoredEvent, open_journal

PAYMENTS = 1_000
CITY, DEVICE = "qazvin", "k-1a2b3c4d5e"
PUBLISH_BYTES = 1 + 3 + 2 + 2 + 1
"""Fixed header, remaining length, the topic's length, packet id, no properties (MQTT 5, 3.3)."""
PUBACK_BYTES = 4


def measure() -> list[Figure]:
    """Both as MQTT 5 packets of QoS 1 with their acknowledgements, without TLS's own bytes."""
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        journal, events = _journal(Path(name))
    topics = Topics(parse_city_id(CITY), parse_device_id(DEVICE))
    key = SigningKey.generate()
    batched = 0
    for first in range(0, len(events), MAX_EVENTS):
        part = events[first : first + MAX_EVENTS]
        batched += _packet(topics.events, encode_batch(_batch(journal, part), CITY, key))
        batched += _packet(topics.ack, encode_ack(_ack(journal, part[-1]), key))
    single = sum(_packet(topics.events, _as_json(event)) for event in events)
    return [
        compared(
            Figure(
                name="bytes on the wire, acknowledgements included",
                value=batched / len(events),
                unit="bytes/ev",
                goal="<= 0.25 x",
            ),
            single / len(events),
            "one JSON message each",
        )
    ]


def _journal(folder: Path) -> tuple[JournalId, Sequence[StoredEvent]]:
    sealing = SealingSession.new(
        {name: bytes(PrivateKey.generate().public_key) for name in ("hub", "recovery")}
    )
    origin = Origin(CITY, DEVICE, "bench", (3056,))
    journal = open_journal(folder, "kiosk", origin, SystemClock(), sealing)
    try:
        for _ in journal_payments(journal, PAYMENTS, seed=1):
            pass
        with JournalReader(journal.path) as reader:
            return journal.journal, reader.entries(limit=journal.head.seq)
    finally:
        journal.close()


def _batch(journal: JournalId, events: Sequence[StoredEvent]) -> Batch:
    entries = [Entry(event.envelope, event.sealed) for event in events]
    return Batch(journal.raw, events[0].seq, events[-1].seq, events[-1].hash, entries)


def _ack(journal: JournalId, head: StoredEvent) -> Ack:
    return Ack(
        journal=journal.raw,
        through=head.seq,
        hash=head.hash,
        backed_up=0,
        hub_time_ms=head.utc_ms,
        pace=16,
        epoch=1,
        answer=Answer(seq=head.seq, hash=head.hash, held=True),
    )


def _packet(topic: str, payload: bytes) -> int:
    return PUBLISH_BYTES + len(topic) + len(payload) + PUBACK_BYTES


def _as_json(event: StoredEvent) -> bytes:
    """The envelope's fields by name, its body as the map that it is, bytes as base64; signed, as
    each would have to be."""
    envelope = decode_envelope(event.envelope)
    fields = {name: getattr(envelope, name) for name in envelope.__struct_fields__}
    fields["body"] = msgspec.msgpack.decode(envelope.body)
    fields["sealed"] = event.sealed
    fields["signature"] = base64.b64encode(secrets.token_bytes(64)).decode()
    return msgspec.json.encode(fields)
