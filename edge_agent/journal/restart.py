"""Ending a journal on purpose: after damage, a repair, or a disk put back from a copy."""

from pathlib import Path

from edge_agent.journal.errors import NoSuchJournal
from edge_agent.journal.folder import WriterFiles
from edge_agent.journal.lock import WriterLock
from edge_agent.journal.records import JournalFile


def restart(folder: Path, writer: str, reason: str) -> JournalFile:
    """Retires the writer's journal; its next `open_journal` goes on in a successor.

    The file stays and is still sent to the hub. `reason` stands in the successor's genesis.
    Returns the retired journal. Raises NoSuchJournal, JournalLocked (end the kiosk first),
    JournalDamaged or OSError.
    """
    lock = WriterLock(folder, writer)
    try:
        files = WriterFiles(folder, writer)
        active = files.active()
        if active is None:
            raise NoSuchJournal(folder, writer)
        files.retire(active, reason)
        return JournalFile(files.journal_path(active), active, writer, active=False)
    finally:
        lock.release()
