"""Devices: register, keys, link and health, and why one is not well."""

from central.fleet.health import Finding, Health, KioskFacts, Severity, assess, paper_unknown
from central.fleet.history import samples_of, take_history
from central.fleet.models import Device, DeviceKey, KioskReport, KioskSample
from central.fleet.registry import (
    DeviceRegistration,
    DeviceTaken,
    DeviceUnknown,
    RegisteredCertificate,
    Signer,
    find_device,
    find_verify_key,
    is_active,
    move_device,
    place_of,
    record_certificate,
    register_device,
    revoke,
    signer_of,
)
from central.fleet.reports import note_seen, take_status, take_telemetry
from central.fleet.repository import KioskView, MoneyTrouble, kiosk, kiosks, unwell

__all__ = [
    "Device",
    "DeviceKey",
    "DeviceRegistration",
    "DeviceTaken",
    "DeviceUnknown",
    "Finding",
    "Health",
    "KioskFacts",
    "KioskReport",
    "KioskSample",
    "KioskView",
    "MoneyTrouble",
    "RegisteredCertificate",
    "Signer",
    "Severity",
    "assess",
    "find_device",
    "find_verify_key",
    "is_active",
    "kiosk",
    "kiosks",
    "move_device",
    "note_seen",
    "paper_unknown",
    "place_of",
    "record_certificate",
    "register_device",
    "revoke",
    "samples_of",
    "signer_of",
    "take_history",
    "take_status",
    "take_telemetry",
    "unwell",
]
