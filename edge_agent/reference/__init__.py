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
from edge_agent.reference.standing import DatasetStanding, VersionStanding, standings
from edge_agent.reference.store import ReferenceStore
from edge_agent.reference.versions import Way

__all__ = [
    "Applied",
    "BadReference",
    "DamagedReference",
    "DatasetStanding",
    "HubApi",
    "HubRefused",
    "HubUnreachable",
    "NotStored",
    "Note",
    "ReferenceRefresh",
    "ReferenceStore",
    "Refreshed",
    "VersionStanding",
    "Way",
    "standings",
]
