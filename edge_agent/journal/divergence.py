"""Marks on journals that the hub knows otherwise: a copy, or a disk put back to an older state.

The uplink sets a mark; the writer takes no payment on such a journal and goes on in a successor
at its next start. DIR/run/diverged/<journal>, where DIR/journals is the folder of journals.
"""

from pathlib import Path

from contract.values import JournalId
from edge_agent.device import sync_folder, write_durably


def mark_diverged(folder: Path, journal: JournalId, detail: str) -> None:
    """Raises OSError."""
    path = _mark(folder, journal)
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
        sync_folder(path.parent.parent)
    write_durably(path, detail.encode())


def divergence(folder: Path, journal: JournalId) -> str | None:
    """What the uplink found; None for a journal on which both sides agree."""
    try:
        return _mark(folder, journal).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def is_diverged(folder: Path, journal: JournalId) -> bool:
    return _mark(folder, journal).exists()


def _mark(folder: Path, journal: JournalId) -> Path:
    return folder.parent / "run" / "diverged" / journal.hex
