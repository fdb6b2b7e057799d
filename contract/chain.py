"""The hash chain of a journal: hash = BLAKE2b-256(previous hash || envelope), personalised."""

from hashlib import blake2b

GENESIS_HASH = bytes(32)
_CHAIN = b"pishkhan.chain.1"
_SEALED = b"pishkhan.sealed1"


_link = blake2b(digest_size=32, person=_CHAIN)
"""Copied for each event: a third less than making it anew."""


def link(previous: bytes, envelope: bytes) -> bytes:
    """The hash at an event, from the hash before it (GENESIS_HASH before seq 1)."""
    hasher = _link.copy()
    hasher.update(previous)
    hasher.update(envelope)
    return hasher.digest()


def sealed_hash(sealed: bytes) -> bytes:
    """What an envelope holds of its sealed part."""
    return blake2b(sealed, digest_size=32, person=_SEALED).digest()
