"""Text of tag, length and value: tag two characters, length three digits, values may nest.

Spoken by most Iranian PC-POS terminals and by Caisse-AP; how a message begins and ends is each
family's own. Strict: many frames printed on the web have wrong lengths, and a guess about money
is worse than a refusal. Values are bytes (slip texts come in windows-1256), and no `repr` shows
them.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from hardware.terminals.errors import MalformedFrame
from hardware.terminals.masking import masked_pan, without_numbers

HEADER = 5
LONGEST_VALUE = 999
# What a header may look like while it arrives: a letter, a letter or digit, three digits.
_HEADER = re.compile(rb"[A-Z](?:[A-Z0-9][0-9]{0,3})?")
_TAG = re.compile(rb"[A-Z](?:[A-Z0-9].*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Field:
    tag: str
    value: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """Codes and numbers. Raises MalformedFrame("not_ascii")."""
        try:
            return self.value.decode("ascii")
        except UnicodeDecodeError:
            # Without the cause: its text would show the value.
            raise MalformedFrame("not_ascii", f"{self.tag} is not ASCII") from None

    def encode(self) -> bytes:
        """Raises ValueError for a value longer than three digits can say."""
        if len(self.value) > LONGEST_VALUE:
            raise ValueError(f"{self.tag} has {len(self.value)} bytes, at most 999 fit")
        return f"{self.tag}{len(self.value):03d}".encode("ascii") + self.value


Fields = tuple[Field, ...]


def whole_fields(data: bytes) -> tuple[Fields, int]:
    """The fields that are there whole, and how many bytes they take; the rest is yet to come.

    Raises MalformedFrame: "tag", "length_digits", as soon as no field can begin there.
    """
    fields: list[Field] = []
    place = 0
    while place < len(data):
        header = data[place : place + HEADER]
        if not _HEADER.fullmatch(header):
            if not _TAG.fullmatch(header):
                raise MalformedFrame("tag", f"no tag at byte {place}")
            raise MalformedFrame("length_digits", f"no three-digit length at byte {place + 2}")
        if len(header) < HEADER:
            break
        end = place + HEADER + int(header[2:])
        if end > len(data):
            break
        fields.append(Field(header[:2].decode("ascii"), data[place + HEADER : end]))
        place = end
    return tuple(fields), place


def parse_fields(data: bytes) -> Fields:
    """All fields, which must fill the data exactly.

    Raises MalformedFrame: "tag", "length_digits", "short".
    """
    fields, taken = whole_fields(data)
    if taken < len(data):
        raise MalformedFrame("short", f"the field at byte {taken} is longer than what is there")
    return fields


def encode_fields(fields: Iterable[Field]) -> bytes:
    return b"".join(field.encode() for field in fields)


def each_once(fields: Fields) -> Fields:
    """The same fields. Raises MalformedFrame("repeated") when a tag stands there twice."""
    tags = [field.tag for field in fields]
    if len(set(tags)) != len(tags):
        raise MalformedFrame("repeated", "a field stands there twice")
    return fields


def text_of(fields: Fields, tag: str) -> str | None:
    """The field's text; None when it is not there. Raises MalformedFrame("not_ascii")."""
    return next((field.text for field in fields if field.tag == tag), None)


def fields_of(values: dict[str, str]) -> Fields:
    """Fields from ASCII texts, in their order."""
    return tuple(Field(tag, value.encode("ascii")) for tag, value in values.items())


def without_secrets(fields: Fields, cards: Collection[str], texts: Collection[str]) -> Fields:
    """Card numbers masked, or emptied where they are none; long numbers cut in free texts."""
    return tuple(_masked(field, cards, texts) for field in fields)


def _masked(field: Field, cards: Collection[str], texts: Collection[str]) -> Field:
    if field.tag in cards:
        pan = masked_pan(field.value.decode("ascii", "replace"))
        return Field(field.tag, b"" if pan is None else pan.text.encode("ascii", "replace"))
    if field.tag in texts:
        return Field(field.tag, without_numbers(field.value))
    return field
