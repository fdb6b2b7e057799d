"""Local journals: append-only, hash-chained, one SQLite file and one writer each."""

from edge_agent.journal.connection import Connect, Connection, connect_writer
from edge_agent.journal.divergence import divergence, is_diverged, mark_diverged
from edge_agent.journal.errors import (
    DiskNearlyFull,
    JournalDamaged,
    JournalFailed,
    JournalLocked,
    NewerJournal,
    NoSealingKey,
    NoSuchJournal,
    NoTrackingPrefix,
    OldSqlite,
)
from edge_agent.journal.export import ExportExists, ExportFailed, ExportReport, export
from edge_agent.journal.folder import active_journal, journal_files
from edge_agent.journal.opening import open_journal
from edge_agent.journal.reader import JournalReader
from edge_agent.journal.records import (
    Appended,
    Draft,
    Extent,
    Head,
    Hold,
    JournalFile,
    Origin,
    StoredEvent,
)
from edge_agent.journal.restart import restart
from edge_agent.journal.rows import EventTooLarge
from edge_agent.journal.space import SpaceLimits
from edge_agent.journal.verify import Problem, VerifyReport, verify
from edge_agent.journal.writer import JournalWriter

__all__ = [
    "Appended",
    "Connect",
    "Connection",
    "DiskNearlyFull",
    "Draft",
    "EventTooLarge",
    "ExportExists",
    "ExportFailed",
    "ExportReport",
    "Extent",
    "Head",
    "Hold",
    "JournalDamaged",
    "JournalFailed",
    "JournalFile",
    "JournalLocked",
    "JournalReader",
    "JournalWriter",
    "NewerJournal",
    "NoSealingKey",
    "NoSuchJournal",
    "NoTrackingPrefix",
    "OldSqlite",
    "Origin",
    "Problem",
    "SpaceLimits",
    "StoredEvent",
    "VerifyReport",
    "active_journal",
    "connect_writer",
    "divergence",
    "export",
    "is_diverged",
    "journal_files",
    "mark_diverged",
    "open_journal",
    "restart",
    "verify",
]
