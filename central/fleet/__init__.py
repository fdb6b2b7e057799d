"""Devices: register, keys, link and health, and why one is not well."""

from central.fleet.models import Device, DeviceKey, KioskReport
from central.fleet.registry import (
    DeviceRegistration,
    DeviceTaken,
    DeviceUnknown,
    find_device,
    find_verify_key,
    is_active,
    move_device,
    place_of,
    register_device,
    revoke,
)

__all__ = [
    "Device",
    "DeviceKey",
    "DeviceRegistration",
    "DeviceTaken",
    "DeviceUnknown",
    "KioskReport",
    "find_device",
    "find_verify_key",
    "is_active",
    "move_device",
    "place_of",
    "register_device",
    "revoke",
]
