"""The city's data on this kiosk: versions that are verified, swapped whole and read by key."""

from edge_agent.reference.errors import (
    BadReference,
    DamagedReference,
    HubRefused,
    HubUnreachable,
    NotStored,
)
from edge_agent.reference.hub_api import HubApi
from edge_agent.reference.refresh import Applied, Note, ReferenceRefresh, Refreshed
from edge_agent.reference.store import ReferenceStore

__all__ = [
    "Applied",
    "BadReference",
    "DamagedReference",
    "HubApi",
    "HubRefused",
    "HubUnreachable",
    "NotStored",
    "Note",
    "ReferenceRefresh",
    "ReferenceStore",
    "Refreshed",
]
