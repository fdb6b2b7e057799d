"""What a device says by itself. Events come on the driver's thread; a listener only hands on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from hardware.state import Component, DeviceReport


@dataclass(frozen=True, slots=True)
class StateChanged:
    """State, reason or level of one component is another than before."""

    report: DeviceReport


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """One code off a scanner. It may hold a bill's ids: never log it."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardPresented:
    """A card's number, upper case. It says which card, not who holds it; never log it."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """The card that was presented last has gone, on readers that can tell."""


@dataclass(frozen=True, slots=True)
class CardRefused:
    """A bank card was swiped. Its number was dropped unread: only the terminal takes those."""


class Measurement(StrEnum):
    """What the cabinet measures, the unit at the end."""

    BATTERY_PERCENT = "battery_percent"
    BATTERY_RUNTIME_S = "battery_runtime_s"
    LOAD_PERCENT = "load_percent"
    MAINS_VOLT = "mains_volt"
    TEMPERATURE_CELSIUS = "temperature_celsius"
    DISK_FREE_PERCENT = "disk_free_percent"
    DISK_WORN_PERCENT = "disk_worn_percent"


@dataclass(frozen=True, slots=True)
class Measured:
    """`place`: which sensor, as the machine names it ("cpu", "printer bay"); may be empty."""

    component: Component
    measurement: Measurement
    value: float
    place: str = ""


DeviceEvent = StateChanged | CodeScanned | CardPresented | CardRemoved | CardRefused | Measured
Listener = Callable[[DeviceEvent], None]


def ignore_events(_event: DeviceEvent) -> None:
    """For callers that only ask."""
