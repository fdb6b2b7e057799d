"""What all events share. An event type is (kind, version); its meaning never changes."""

from typing import ClassVar

import msgspec


class EventBody(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A body is encoded as a MessagePack map by field name; unknown fields are an error."""

    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1
