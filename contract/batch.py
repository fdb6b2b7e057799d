"""Consecutive events of one journal on their way to the hub.

[signed header, compressed entries]. The signature covers the header alone; its `head_hash` binds
every envelope through the chain and every sealed part through the hash in its envelope.
"""

from collections.abc import Sequence

import msgspec
import zstandard
from nacl.signing import SigningKey

from contract.errors import PishkhanError
from contract.signature import FindKey, open_signed, sign
from contract.unreadable import UNREADABLE

FORMAT = 1
MAX_EVENTS = 300
MAX_BYTES = 512 * 1024
"""Of entries before compression; what does not fit waits for the next batch."""
LARGEST_MESSAGE = 2 * MAX_BYTES
ZSTD_LEVEL = 1


class BadBatch(PishkhanError):
    """Authentic or not, this is not a batch of the form agreed on."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    envelope: bytes
    sealed: bytes | None = None


class BatchHeader(msgspec.Struct, frozen=True, array_like=True):
    city: str
    journal: bytes
    first_seq: int
    last_seq: int
    head_hash: bytes


class Batch(msgspec.Struct, frozen=True):
    """`head_hash` is the chain's hash at `last_seq`."""

    journal: bytes
    first_seq: int
    last_seq: int
    head_hash: bytes
    entries: Sequence[Entry]


class EventsMessage(msgspec.Struct, frozen=True, array_like=True):
    format: int
    header: bytes
    entries: bytes


_frames = msgspec.msgpack.Decoder(EventsMessage)
_headers = msgspec.msgpack.Decoder(BatchHeader)
_entries = msgspec.msgpack.Decoder(list[Entry])
_compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL)


def encode_batch(batch: Batch, city: str, key: SigningKey) -> bytes:
    header = BatchHeader(city, batch.journal, batch.first_seq, batch.last_seq, batch.head_hash)
    signed = sign("events", key, msgspec.msgpack.encode(header))
    packed = _compressor.compress(msgspec.msgpack.encode(batch.entries))
    return msgspec.msgpack.encode(EventsMessage(FORMAT, signed, packed))


def open_batch(data: bytes, city: str, find_key: FindKey) -> Batch:
    """Verifies signature, city, counts and sizes; the chain is the caller's to check.

    Raises BadSignature or BadBatch.
    """
    if len(data) > LARGEST_MESSAGE:
        raise BadBatch(f"A batch of {len(data)} bytes is too large.", _ASK)
    try:
        frame = _frames.decode(data)
        header = _headers.decode(open_signed(frame.header, "events", find_key))
        entries = _entries.decode(_decompressed(frame.entries))
    except (*UNREADABLE, zstandard.ZstdError) as error:
        raise BadBatch(f"A batch that cannot be read: {error}.", _ASK) from error
    count = header.last_seq - header.first_seq + 1
    if frame.format != FORMAT or header.city != city:
        raise BadBatch("A batch of another format or city.", _ASK)
    if header.first_seq < 1 or count != len(entries) or not 1 <= count <= MAX_EVENTS:
        raise BadBatch("A batch whose count does not fit its seqs.", _ASK)
    return Batch(header.journal, header.first_seq, header.last_seq, header.head_hash, entries)


def _decompressed(packed: bytes) -> bytes:
    # A frame that does not name its size, or names a large one, is refused before it is unpacked.
    size = zstandard.frame_content_size(packed)
    if not 0 <= size <= 2 * MAX_BYTES:
        raise BadBatch(f"A batch that unpacks to {size} bytes.", _ASK)
    return zstandard.ZstdDecompressor().decompress(packed, max_output_size=2 * MAX_BYTES)


_ASK = "It was not taken; the device sends again from the hub's last word."
