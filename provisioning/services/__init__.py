"""systemd units for a kiosk and for a hub, generated for where things lie on this machine."""

from provisioning.services.units import HubPlaces, KioskPlaces, Unit, hub_units, kiosk_units

__all__ = ["HubPlaces", "KioskPlaces", "Unit", "hub_units", "kiosk_units"]
