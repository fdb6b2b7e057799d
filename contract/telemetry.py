"""How a device is: sent often, kept only as the last word, never a transaction.

A kiosk may be newer than its hub. Fields and parts that the hub does not know cost nothing else
of the message: a component without a name here is `OTHER`, a reason or a measurement keeps its
own name.
"""

import math
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from contract.hello import BadMessage, require_format
from contract.unreadable import UNREADABLE

FORMAT = 1


class Component(StrEnum):
    COUNTER = "counter"
    PRINTER = "printer"
    PAPER = "paper"
    TERMINAL = "terminal"
    SCANNER = "scanner"
    READER = "reader"
    UPS = "ups"
    DOOR = "door"
    TEMPERATURE = "temperature"
    DISK = "disk"
    CLOCK = "clock"
    SCREEN = "screen"
    MACHINE = "machine"
    """The computer itself: its memory and its processor."""
    OTHER = "other"
    """A part that only a newer kiosk knows."""

    @classmethod
    def _missing_(cls, value: object) -> "Component | None":
        return cls.OTHER if isinstance(value, str) else None


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


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a device has measured. `name` ends with its unit ("battery_runtime_s",
    "temperature_celsius"); `place` says which of several sensors, as the machine names it."""

    component: Component
    name: Annotated[str, Meta(max_length=40)]
    value: float
    place: Annotated[str, Meta(max_length=80)] = ""

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError("a measurement is a finite number")


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
    measurements: tuple[Measurement, ...] = ()
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
        telemetry = _telemetry.decode(data)
    except UNREADABLE as error:
        raise BadMessage(f"Not telemetry: {error}.", "Check the device's version.") from error
    require_format(telemetry.format, FORMAT, "Telemetry")
    return telemetry


def encode_status(status: DeviceStatus) -> bytes:
    return msgspec.msgpack.encode(status)


def decode_status(data: bytes) -> DeviceStatus:
    """Raises BadMessage."""
    try:
        status = _status.decode(data)
    except UNREADABLE as error:
        raise BadMessage(f"Not a status: {error}.", "Check the device's version.") from error
    require_format(status.format, FORMAT, "A status")
    return status
