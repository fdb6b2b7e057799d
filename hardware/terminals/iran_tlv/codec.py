"""Text of nested tag, length and value: tag two characters, length three digits.

Spoken by most Iranian PC-POS terminals (a frame is four digits of length before one container,
RQ or RS) and, without the frame, by Caisse-AP. Strict: many frames printed on the web have
wrong lengths, and a guess about money is worse than a refusal.

Values are bytes: slip texts (R4) come in windows-1256.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hardware.terminals.errors import MalformedFrame

REQUEST, RESPONSE = "RQ", "RS"
_TAG = re.compile(rb"[A-Z][A-Z0-9]")
_HEADER = 5
_FRAME_DIGITS = 4
_LARGEST_FRAME = 9999


@dataclass(frozen=True, slots=True)
class Field:
    tag: str
    value: bytes

    @property
    def text(self) -> str:
        """Codes and numbers. Raises MalformedFrame("not_ascii")."""
        try:
            return self.value.decode("ascii")
        except UnicodeDecodeError as error:
            raise MalformedFrame("not_ascii", f"{self.tag} is not ASCII") from error

    def encode(self) -> bytes:
        return f"{self.tag}{len(self.value):03d}".encode("ascii") + self.value


def parse_fields(data: bytes) -> tuple[Field, ...]:
    """All fields, which must fill the data exactly.

    Raises MalformedFrame: "tag", "length_digits", "short".
    """
    fields: list[Field] = []
    place = 0
    while place < len(data):
        header = data[place : place + _HEADER]
        if not _TAG.fullmatch(header[:2]):
            raise MalformedFrame("tag", f"no tag at byte {place}")
        digits = header[2:]
        if len(digits) != 3 or not digits.isdigit():
            raise MalformedFrame("length_digits", f"no three-digit length at byte {place + 2}")
        end = place + _HEADER + int(digits)
        if end > len(data):
            tag = header[:2].decode("ascii")
            raise MalformedFrame(
                "short", f"{tag} needs {end - len(data)} bytes more than there are"
            )
        fields.append(Field(header[:2].decode("ascii"), data[place + _HEADER : end]))
        place = end
    return tuple(fields)


def encode_fields(fields: Iterable[Field]) -> bytes:
    return b"".join(field.encode() for field in fields)


@dataclass(frozen=True, slots=True)
class Message:
    """One container and the fields in it; a tag stands at most once."""

    kind: str
    fields: tuple[Field, ...]

    def get(self, tag: str) -> str | None:
        """The field's text; None when it is not there."""
        return next((field.text for field in self.fields if field.tag == tag), None)

    def encode(self) -> bytes:
        """The whole frame."""
        body = Field(self.kind, encode_fields(self.fields)).encode()
        return f"{len(body):0{_FRAME_DIGITS}d}".encode("ascii") + body


def parse_message(frame: bytes) -> Message:
    """A whole frame. Raises MalformedFrame, also "frame_length", "container", "repeated"."""
    digits, body = frame[:_FRAME_DIGITS], frame[_FRAME_DIGITS:]
    if len(digits) != _FRAME_DIGITS or not digits.isdigit():
        raise MalformedFrame("frame_length", "the frame does not begin with four digits")
    if int(digits) != len(body):
        raise MalformedFrame("frame_length", f"{int(digits)} bytes announced, {len(body)} there")
    outer = parse_fields(body)
    if len(outer) != 1 or outer[0].tag not in (REQUEST, RESPONSE):
        raise MalformedFrame("container", "the frame is not one RQ or RS")
    fields = parse_fields(outer[0].value)
    tags = [field.tag for field in fields]
    if len(set(tags)) != len(tags):
        raise MalformedFrame("repeated", "a field stands there twice")
    return Message(outer[0].tag, fields)


class FrameReader:
    """Bytes in, whole frames out; keeps one that has not wholly arrived."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Raises MalformedFrame("frame_length") when no frame can begin here."""
        self._waiting += data
        frames: list[bytes] = []
        while self._waiting:
            digits = bytes(self._waiting[:_FRAME_DIGITS])
            if not digits.isdigit():
                raise MalformedFrame("frame_length", "the frame does not begin with four digits")
            end = _FRAME_DIGITS + int(digits) if len(digits) == _FRAME_DIGITS else _LARGEST_FRAME
            if len(self._waiting) < end:
                break
            frames.append(bytes(self._waiting[:end]))
            del self._waiting[:end]
        return frames
