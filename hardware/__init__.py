"""Drivers for a kiosk's printers, payment terminals, scanners and readers; paper layout;
and, beside each driver, an emulator that speaks the same bytes."""

from hardware.address import (
    DeviceAddress,
    FileAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
)
from hardware.profile import DeviceProfile, load_profile, parse_profile
from hardware.state import Component, DeviceReport, DeviceState

__all__ = [
    "Component",
    "DeviceAddress",
    "DeviceProfile",
    "DeviceReport",
    "DeviceState",
    "FileAddress",
    "SerialAddress",
    "TcpAddress",
    "UsbAddress",
    "load_profile",
    "parse_profile",
]
