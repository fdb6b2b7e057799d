"""What an emulated printer understands, of whatever family, and what it must be able to answer."""

from dataclasses import dataclass
from typing import Protocol

from hardware.printers.status import PrinterStatus


@dataclass(frozen=True, slots=True)
class RealtimeQuery:
    """Answered when it arrives. `n`: which status, in families that have several."""

    n: int = 0


@dataclass(frozen=True, slots=True)
class ClearBuffers:
    """Obeyed when it arrives."""


@dataclass(frozen=True, slots=True)
class Initialise: ...


@dataclass(frozen=True, slots=True)
class AutoStatusSwitch:
    on: bool


@dataclass(frozen=True, slots=True)
class Raster:
    """Whole rows, the first byte at `left`; a long raster comes in several."""

    row_bytes: int
    rows: bytes
    left: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    dots: int


@dataclass(frozen=True, slots=True)
class Cut:
    feed_dots: int


@dataclass(frozen=True, slots=True)
class ProcessId:
    process_id: bytes


@dataclass(frozen=True, slots=True)
class BufferQuery: ...


@dataclass(frozen=True, slots=True)
class GraphicKeysQuery: ...


@dataclass(frozen=True, slots=True)
class StoreGraphic:
    key: bytes
    row_bytes: int
    rows: bytes


@dataclass(frozen=True, slots=True)
class DeleteGraphic:
    key: bytes


@dataclass(frozen=True, slots=True)
class PrintGraphic:
    key: bytes


@dataclass(frozen=True, slots=True)
class DocumentStart:
    """Until its end, a fault makes the printer throw away what it receives."""


@dataclass(frozen=True, slots=True)
class DocumentEnd: ...


@dataclass(frozen=True, slots=True)
class CounterQuery:
    """Counts one up once all before it is on paper. `echo`: two bytes that come back."""

    echo: bytes


@dataclass(frozen=True, slots=True)
class Style:
    """A command that changes no dots: texts, units, acknowledgements."""


@dataclass(frozen=True, slots=True)
class Garbage:
    """A byte that begins no command known here: a real printer would print it as text."""

    byte: int


PrinterCommand = (
    RealtimeQuery
    | ClearBuffers
    | Initialise
    | AutoStatusSwitch
    | Raster
    | Feed
    | Cut
    | ProcessId
    | BufferQuery
    | GraphicKeysQuery
    | StoreGraphic
    | DeleteGraphic
    | PrintGraphic
    | DocumentStart
    | DocumentEnd
    | CounterQuery
    | Style
    | Garbage
)


class Reader(Protocol):
    """Keeps a command that has not wholly arrived."""

    def feed(self, data: bytes) -> list[PrinterCommand]: ...


class Voice(Protocol):
    """What a printer of one family answers, as bytes."""

    def reader(self) -> Reader: ...

    def realtime(self, n: int, status: PrinterStatus) -> bytes: ...

    def auto_status(self, status: PrinterStatus) -> bytes: ...

    def process_done(self, process_id: bytes) -> bytes: ...

    def buffer_status(self, status: PrinterStatus) -> bytes: ...

    def graphic_keys(self, keys: tuple[bytes, ...]) -> bytes: ...

    def counter(self, echo: bytes, count: int) -> bytes: ...
