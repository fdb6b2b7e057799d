"""Custody: journals of kiosks kept as received, acknowledged after the commit."""

from central.ingest.changes import Changes, Subscription
from central.ingest.facts import Fact, Projection
from central.ingest.models import (
    MAIN,
    Backup,
    Branch,
    HubState,
    Journal,
    ParkedEvent,
    Quarantined,
    StoredEvent,
)
from central.ingest.reading import main_facts

__all__ = [
    "MAIN",
    "Backup",
    "Branch",
    "Changes",
    "Fact",
    "HubState",
    "Journal",
    "ParkedEvent",
    "Projection",
    "Quarantined",
    "StoredEvent",
    "Subscription",
    "main_facts",
]
