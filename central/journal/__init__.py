"""The hub's own journal: what is born at the hub, in the same chained envelopes."""

from central.journal.hub_journal import HubJournal

__all__ = ["HubJournal"]
