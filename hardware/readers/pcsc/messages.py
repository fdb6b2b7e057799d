"""What the monitor tells, a JSON object a line."""

from typing import Literal

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

_LONGEST_LINE = 1000


class State(Struct, frozen=True, tag_field="is", tag="state"):
    state: Literal["ready", "no_reader", "service_down"]


class Card(Struct, frozen=True, tag_field="is", tag="card"):
    number: str

    def __repr__(self) -> str:
        return "Card()"  # its number is nobody's business


class Gone(Struct, frozen=True, tag_field="is", tag="gone"):
    pass


class Unreadable(Struct, frozen=True, tag_field="is", tag="unreadable"):
    pass


Message = State | Card | Gone | Unreadable
_decoder: Decoder[Message] = Decoder(Message)


class MessageReader:
    """Bytes in, messages out; what is none counts as unreadable."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        self._waiting += data
        *lines, rest = self._waiting.split(b"\n")
        self._waiting = rest if len(rest) <= _LONGEST_LINE else bytearray()
        return [_message(bytes(line)) for line in lines if line]


def _message(line: bytes) -> Message:
    try:
        return _decoder.decode(line)
    except (DecodeError, UnicodeDecodeError):
        return Unreadable()
