"""Frames of Iranian PC-POS terminals: four digits of length before one container, RQ or RS."""

from dataclasses import dataclass

from hardware.terminals.errors import MalformedFrame
from hardware.terminals.text_tlv import (
    Field,
    Fields,
    each_once,
    encode_fields,
    parse_fields,
    text_of,
    without_secrets,
)

REQUEST, RESPONSE = "RQ", "RS"
CARD_NUMBER, SLIP = "PN", "R4"
_DIGITS = 4
_LARGEST = 10**_DIGITS - 1 + _DIGITS


@dataclass(frozen=True, slots=True)
class Message:
    """One container and the fields in it; a tag stands at most once."""

    kind: str
    fields: Fields

    def get(self, tag: str) -> str | None:
        """The field's text; None when it is not there. Raises MalformedFrame("not_ascii")."""
        return text_of(self.fields, tag)

    def encode(self) -> bytes:
        """The whole frame."""
        body = Field(self.kind, encode_fields(self.fields)).encode()
        return f"{len(body):0{_DIGITS}d}".encode("ascii") + body


def parse_message(frame: bytes) -> Message:
    """A whole frame, card numbers masked.

    Raises MalformedFrame: "frame_length", "container", and what fields raise.
    """
    digits, body = frame[:_DIGITS], frame[_DIGITS:]
    if len(digits) != _DIGITS or not digits.isdigit():
        raise MalformedFrame("frame_length", "the frame does not begin with four digits")
    if int(digits) != len(body):
        raise MalformedFrame("frame_length", f"{int(digits)} bytes announced, {len(body)} there")
    outer = parse_fields(body)
    if len(outer) != 1 or outer[0].tag not in (REQUEST, RESPONSE):
        raise MalformedFrame("container", "the frame is not one RQ or RS")
    fields = each_once(parse_fields(outer[0].value))
    return Message(outer[0].tag, without_secrets(fields, (CARD_NUMBER,), (SLIP,)))


class FrameReader:
    """Bytes in, messages out; keeps a frame that has not wholly arrived, never more than that."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    @property
    def is_whole(self) -> bool:
        """Nothing half is waiting."""
        return not self._waiting

    def feed(self, data: bytes) -> list[Message]:
        """Raises MalformedFrame; what was waiting is dropped then."""
        self._waiting += data
        messages: list[Message] = []
        try:
            while self._waiting:
                digits = bytes(self._waiting[:_DIGITS])
                if not digits.isdigit():
                    raise MalformedFrame("frame_length", "no frame begins with four digits")
                end = _DIGITS + int(digits) if len(digits) == _DIGITS else _LARGEST
                if len(self._waiting) < end:
                    break
                frame = bytes(self._waiting[:end])
                del self._waiting[:end]
                messages.append(parse_message(frame))
        except MalformedFrame:
            self._waiting.clear()
            raise
        return messages
