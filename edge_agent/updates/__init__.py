"""Releases of the application: taken from the hub or a stick, tried between visits, taken back."""

from edge_agent.updates import launching
from edge_agent.updates.launching import Application, DamagedUpdate, Phase, Reason, Update

__all__ = ["REASONS", "Application", "DamagedUpdate", "Phase", "Reason", "Update"]

REASONS = {
    None: "",
    Reason.NOT_WELL: "not everything was well in its time",
    Reason.ENDED_OFTEN: f"its agent ended {launching.MOST_STARTS} times",
    Reason.NOT_STARTABLE: "its program was not there",
}
"""For people at the kiosk."""
