"""The one shape of all devices: a life with reasons, events, fitness, and how a kind is made."""

from hardware.device.events import (
    CardPresented,
    CardRefused,
    CardRemoved,
    CodeScanned,
    DeviceEvent,
    Listener,
    Measured,
    Measurement,
    StateChanged,
    ignore_events,
)
from hardware.device.fitness import Fit, Fitness, Unfit, fitness_of
from hardware.device.kind import Device, DeviceKind, DeviceSettings, Table
from hardware.device.readings import Readings
from hardware.device.watch import Watch

__all__ = [
    "CardPresented",
    "CardRefused",
    "CardRemoved",
    "CodeScanned",
    "Device",
    "DeviceEvent",
    "DeviceKind",
    "DeviceSettings",
    "Fit",
    "Fitness",
    "Listener",
    "Measured",
    "Measurement",
    "Readings",
    "StateChanged",
    "Table",
    "Unfit",
    "Watch",
    "fitness_of",
    "ignore_events",
]
