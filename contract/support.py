"""A support bundle: a sealed file (contract.sealed_file) of kind support; its messages are parts.

What is in it is for people and may change with each release; the frame is not: parts of one name
that follow one another are one file.
"""

import re
from collections.abc import Iterator

import msgspec

from contract.errors import DamagedData
from contract.unreadable import UNREADABLE

ENDING = "support"
PART_BYTES = 256 * 1024
LARGEST_BUNDLE = 64 * 1024 * 1024
"""Of all its files together, as they are written at the hub."""
CONTENTS = "contents.json"
"""What is in it, and what could not be read and why."""
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}\.(json|jsonl|txt)")


class BadPart(DamagedData):
    """A part that is none, or that names a place where nothing may be written."""


class SupportPart(msgspec.Struct, frozen=True, array_like=True):
    """Of one file; `name` has no folder in it."""

    name: str
    content: bytes


_parts = msgspec.msgpack.Decoder(SupportPart)


def encode_parts(name: str, content: bytes) -> Iterator[bytes]:
    """At least one, also of an empty file."""
    for first in range(0, max(1, len(content)), PART_BYTES):
        yield msgspec.msgpack.encode(SupportPart(name, content[first : first + PART_BYTES]))


def decode_part(data: bytes) -> SupportPart:
    """Raises BadPart."""
    try:
        part = _parts.decode(data)
    except UNREADABLE as error:
        raise BadPart(f"A part cannot be read: {error}.", "Upgrade the hub.") from error
    if not _NAME.fullmatch(part.name):
        raise BadPart(
            f"A part with the name {part.name!r}.", "It was not written: ask who made it."
        )
    return part
