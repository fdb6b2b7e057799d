"""Releases of the application: taken from the hub or a stick, tried between visits, taken back."""

from edge_agent.updates.launching import Application, DamagedUpdate, Phase, Update

__all__ = ["Application", "DamagedUpdate", "Phase", "Update"]
