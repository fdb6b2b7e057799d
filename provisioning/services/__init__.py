"""systemd units for a kiosk and for a hub, generated for where things lie on this machine."""

from provisioning.services.kiosk_mode import (
    MASKED,
    DisplayServer,
    SystemFile,
    Turned,
    kiosk_mode_files,
)
from provisioning.services.sticks import stick_files
from provisioning.services.units import HubPlaces, KioskPlaces, Unit, hub_units, kiosk_units

__all__ = [
    "MASKED",
    "DisplayServer",
    "HubPlaces",
    "KioskPlaces",
    "SystemFile",
    "Turned",
    "Unit",
    "hub_units",
    "kiosk_mode_files",
    "kiosk_units",
    "stick_files",
]
