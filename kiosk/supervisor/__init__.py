"""Starts the kiosk's programs and keeps them running."""

from kiosk.supervisor.watch import KioskOptions, Supervisor

__all__ = ["KioskOptions", "Supervisor"]
