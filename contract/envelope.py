"""An event as it is stored, hashed and sent: one MessagePack array of bytes, never re-encoded.

[format, journal, seq, kind, version, transaction, utc_ms, boot, monotonic_ms, quality, body,
sealed_hash]. `body` is a MessagePack map inside a byte string, so that an envelope can be kept and
chained by who does not understand it. The sealed part travels beside the envelope; only its hash
is inside, so that deleting it when its retention ends leaves the chain whole.
"""

from collections.abc import Iterable

import msgspec

from contract.errors import DamagedData
from contract.unreadable import UNREADABLE
from contract.values.identifiers import JournalId, TransactionId

FORMAT = 1
LARGEST_ENVELOPE = 64 * 1024


class DamagedEnvelope(DamagedData):
    """These bytes are not an envelope of a format we know."""


class Envelope(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Times in milliseconds; ids as raw bytes of 16; boot id of 8; hashes of 32."""

    format: int
    journal: bytes
    seq: int
    kind: str
    version: int
    transaction: bytes | None
    utc_ms: int
    boot: bytes
    monotonic_ms: int
    quality: int
    body: bytes
    sealed_hash: bytes | None

    @property
    def journal_id(self) -> JournalId:
        return JournalId(self.journal)

    @property
    def transaction_id(self) -> TransactionId | None:
        return None if self.transaction is None else TransactionId(self.transaction)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Envelope)


def encode_envelope(envelope: Envelope) -> bytes:
    return _encoder.encode(envelope)


def decode_envelope(data: bytes) -> Envelope:
    """Raises DamagedEnvelope."""
    try:
        envelope = _decoder.decode(data)
    except UNREADABLE as error:
        raise DamagedEnvelope(f"Not an event envelope: {error}.", _KEEP) from error
    if not _is_known(envelope):
        raise DamagedEnvelope("An envelope with an unknown format, journal or seq.", _KEEP)
    return envelope


def decode_envelopes(data: Iterable[bytes]) -> list[Envelope | None]:
    """Many at once; None in the place of bytes that `decode_envelope` refuses."""
    found = list(data)
    try:
        envelopes = list(map(_decoder.decode, found))
    except UNREADABLE:
        return [_decoded(each) for each in found]
    return [envelope if _is_known(envelope) else None for envelope in envelopes]


def _decoded(data: bytes) -> Envelope | None:
    try:
        return decode_envelope(data)
    except DamagedEnvelope:
        return None


def _is_known(envelope: Envelope) -> bool:
    return envelope.format == FORMAT and len(envelope.journal) == 16 and envelope.seq >= 1


_KEEP = "Keep the bytes; look at the journal with `pishkhan agent journal verify`."
