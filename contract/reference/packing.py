"""A dataset's bytes: zstd over a MessagePack list of records, and the hash that names such bytes.

Who passes records on keeps them as they came: fields that only a newer hub knows stay, and the
hash over the list comes out the same everywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import msgspec
import zstandard

from contract.hello import BadMessage
from contract.unreadable import UNREADABLE

LARGEST_PAYLOAD = 256 * 1024 * 1024
KEEP = "Keep the version in use; ask the city to publish again."
_PERSON = b"pishkhan.refdata"
_lists = msgspec.msgpack.Decoder(tuple[msgspec.Raw, ...])


def pack(raw: bytes) -> bytes:
    """A zstd frame that names its content size."""
    return zstandard.ZstdCompressor(level=6).compress(raw)


def unpack(payload: bytes) -> bytes:
    """Raises BadMessage, also for what would be larger than LARGEST_PAYLOAD."""
    try:
        size = zstandard.frame_content_size(payload)
        if not 0 <= size <= LARGEST_PAYLOAD:
            raise BadMessage(f"Reference data that unpacks to {size} bytes.", KEEP)
        return zstandard.ZstdDecompressor().decompress(payload, max_output_size=LARGEST_PAYLOAD)
    except zstandard.ZstdError as error:
        raise BadMessage(f"Reference data that cannot be unpacked: {error}.", KEEP) from error


def split_records(payload: bytes) -> Sequence[msgspec.Raw]:
    """The records of a payload, each in the bytes it came in. Raises BadMessage."""
    try:
        return _lists.decode(unpack(payload))
    except UNREADABLE as error:
        raise BadMessage(f"Reference data that are no list: {error}.", KEEP) from error


def payload_digest(payload: bytes) -> bytes:
    """The dataset hash: 32 bytes."""
    return blake2b(payload, digest_size=32, person=_PERSON).digest()


def records_digest(records: Sequence[msgspec.Raw]) -> bytes:
    """The dataset hash of the unpacked list."""
    return payload_digest(msgspec.msgpack.encode(records))


def verified(records: Iterable[msgspec.Raw], count: int, digest: bytes) -> Iterator[msgspec.Raw]:
    """The same `count` records; after the last raises BadMessage unless their list has that
    digest. Holds none of them, so what is larger than the memory can pass."""
    hashed = blake2b(_list_head(count), digest_size=32, person=_PERSON)
    size = 0
    for record in records:
        size += len(memoryview(record))
        if size > LARGEST_PAYLOAD:
            raise BadMessage(f"Reference data of more than {LARGEST_PAYLOAD} bytes.", KEEP)
        hashed.update(record)
        yield record
    if hashed.digest() != digest:
        raise BadMessage("The records are not those that were signed.", KEEP)


def _list_head(count: int) -> bytes:
    """How MessagePack begins a list of that many, in the shortest way."""
    if count < 0x10:
        return bytes([0x90 | count])
    if count <= 0xFFFF:
        return b"\xdc" + count.to_bytes(2, "big")
    return b"\xdd" + count.to_bytes(4, "big")
