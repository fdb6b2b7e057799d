"""One writer to a journal: a lock that falls with the process that holds it."""

import fcntl
import os
from pathlib import Path

from edge_agent.journal.errors import JournalLocked


class WriterLock:
    """Held from creation to `release`. Raises JournalLocked when another process holds it."""

    def __init__(self, folder: Path, writer: str) -> None:
        path = folder / f"{writer}.lock"
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise JournalLocked(folder, writer) from error

    def release(self) -> None:
        """The file stays: removing it would let two writers lock two different files."""
        os.close(self._descriptor)
