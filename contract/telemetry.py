"""How a device is: sent often, kept only as the last word, never a transaction."""

from enum import StrEnum

import msgspec

from contract.hello import BadMessage
from contract.unreadable import UNREADABLE

FORMAT = 1


class Component(StrEnum):
    COUNTER = "counter"
    PRINTER = "printer"
    PAPER = "paper"
    TERMINAL = "terminal"
    SCANNER = "scanner"
    READER = "reader"
    DISK = "disk"
    CLOCK = "clock"
    UPS = "ups"
    DOOR = "door"
    TEMPERATURE = "temperature"
    SCREEN = "screen"


class State(StrEnum):
    ABSENT = "absent"
    STARTING = "starting"
    READY = "ready"
    DEGRADED = "degraded"
    FAILED = "failed"


class ComponentState(msgspec.Struct, frozen=True, kw_only=True):
    """`reason` is a stable key ("paper_end"); `level` is per cent left of paper or disk."""

    component: Component
    state: State
    reason: str | None = None
    since_ms: int
    level: int | None = None


class JournalQueue(msgspec.Struct, frozen=True, kw_only=True):
    journal: bytes
    writer: str
    head_seq: int
    acked_seq: int
    oldest_unsent_ms: int | None = None


class DatasetAge(msgspec.Struct, frozen=True, kw_only=True):
    dataset: str
    version: int
    as_of_ms: int


class Telemetry(msgspec.Struct, frozen=True, kw_only=True):
    """Three truths: link (that this arrived), lag (oldest_unsent_ms), depth (head - acked)."""

    format: int = FORMAT
    device: str
    boot: bytes
    utc_ms: int
    software: str
    uptime_ms: int
    queue: tuple[JournalQueue, ...] = ()
    components: tuple[ComponentState, ...] = ()
    reference: tuple[DatasetAge, ...] = ()
    diverged: tuple[bytes, ...] = ()
    last_payment_ms: int | None = None
    last_print_ms: int | None = None


class DeviceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Retained; the broker publishes the one with `online` false when the device falls silent."""

    format: int = FORMAT
    device: str
    online: bool
    boot: bytes
    utc_ms: int


_telemetry = msgspec.msgpack.Decoder(Telemetry)
_status = msgspec.msgpack.Decoder(DeviceStatus)


def encode_telemetry(telemetry: Telemetry) -> bytes:
    return msgspec.msgpack.encode(telemetry)


def decode_telemetry(data: bytes) -> Telemetry:
    """Raises BadMessage."""
    try:
        return _telemetry.decode(data)
    except UNREADABLE as error:
        raise BadMessage(f"Not telemetry: {error}.", "Check the device's version.") from error


def encode_status(status: DeviceStatus) -> bytes:
    return msgspec.msgpack.encode(status)


def decode_status(data: bytes) -> DeviceStatus:
    """Raises BadMessage."""
    try:
        return _status.decode(data)
    except UNREADABLE as error:
        raise BadMessage(f"Not a status: {error}.", "Check the device's version.") from error
