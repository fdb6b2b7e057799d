"""Where a Caisse-AP message begins and ends, though nothing on the line says so.

CZ begins it. It has come when the fields are there without which it makes no sense; that the rest
came with them is heard by the silence behind.
"""

from hardware.terminals.caisse_ap.messages import FIRST
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.text_tlv import Field, Fields, each_once, whole_fields


class MessageReader:
    """Bytes in, messages out; a field that follows one, until the next CZ, is still part of it.

    `needs`: the tags without which a message has not come.
    """

    def __init__(self, needs: frozenset[str]) -> None:
        self._needs = needs
        self._waiting = b""
        self._messages: list[Fields] = []

    @property
    def messages(self) -> list[Fields]:
        return [message for message in self._messages if self._has_come(message)]

    @property
    def is_whole(self) -> bool:
        """No part of a field, nor of a message, is waiting."""
        return not self._waiting and len(self.messages) == len(self._messages)

    def feed(self, data: bytes) -> None:
        """Raises MalformedFrame: "version_first", "cut_short", "repeated", and what fields
        raise; what was waiting is dropped then."""
        waiting, self._waiting = self._waiting + data, b""
        try:
            fields, taken = whole_fields(waiting)
            for field in fields:
                self._add(field)
        except MalformedFrame:
            self._messages = self.messages
            raise
        self._waiting = waiting[taken:]

    def _add(self, field: Field) -> None:
        if field.tag == FIRST:
            if not self.is_whole:
                raise MalformedFrame("cut_short", "a message begins within another")
            self._messages.append((field,))
        elif not self._messages:
            raise MalformedFrame("version_first", "the message does not begin with CZ")
        else:
            self._messages[-1] = each_once((*self._messages[-1], field))

    def _has_come(self, message: Fields) -> bool:
        return self._needs <= {field.tag for field in message}
