"""What all events share. An event type is (kind, version); its meaning never changes."""

from typing import ClassVar

import msgspec


class EventBody(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A body is encoded as a MessagePack map by field name. A field that this version does not
    name is passed over, so none may ever change what the others mean: that takes a new version."""

    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1
