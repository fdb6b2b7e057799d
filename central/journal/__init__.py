"""The hub's own journal: what is born at the hub, in the same chained envelopes."""

from central.journal.hub_journal import HubJournal
from central.journal.second_store import KeptEvent, SecondStore, SecondStoreFailed, genesis_of

__all__ = ["HubJournal", "KeptEvent", "SecondStore", "SecondStoreFailed", "genesis_of"]
