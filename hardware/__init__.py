"""Drivers for a kiosk's printers, payment terminals, scanners and readers; paper layout;
and, beside each driver, an emulator that speaks the same bytes."""

from hardware.address import (
    DeviceAddress,
    FileAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
)
from hardware.state import Component, DeviceReport, DeviceState

__all__ = [
    "Component",
    "DeviceAddress",
    "DeviceReport",
    "DeviceState",
    "FileAddress",
    "SerialAddress",
    "TcpAddress",
    "UsbAddress",
]
