"""Custody: journals of kiosks kept as received, acknowledged after the commit."""

from central.ingest.carried import CarriedIntake, CustodyUnavailable
from central.ingest.changes import Changes, Subject, Subscription
from central.ingest.counts import event_counts
from central.ingest.facts import Fact, Projection
from central.ingest.hub_events import fold_hub_events
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
from central.ingest.reading import journal_events, main_facts, newest_event, transaction_events

__all__ = [
    "MAIN",
    "Backup",
    "Branch",
    "CarriedIntake",
    "Changes",
    "CustodyUnavailable",
    "Fact",
    "HubState",
    "Journal",
    "ParkedEvent",
    "Projection",
    "Quarantined",
    "StoredEvent",
    "Subject",
    "Subscription",
    "event_counts",
    "fold_hub_events",
    "journal_events",
    "main_facts",
    "newest_event",
    "transaction_events",
]
