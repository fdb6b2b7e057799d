"""The hash chain of a journal: hash = BLAKE2b-256(previous hash || envelope), personalised."""

from hashlib import blake2b

GENESIS_HASH = bytes(32)
_CHAIN = b"pishkhan.chain.1"
_SEALED = b"pishkhan.sealed1"


def link(previous: bytes, envelope: bytes) -> bytes:
    """The hash at an event, from the hash before it (GENESIS_HASH before seq 1)."""
    return blake2b(previous + envelope, digest_size=32, person=_CHAIN).digest()


def sealed_hash(sealed: bytes) -> bytes:
    """What an envelope holds of its sealed part."""
    return blake2b(sealed, digest_size=32, person=_SEALED).digest()
