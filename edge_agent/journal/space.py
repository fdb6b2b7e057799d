"""A reserve of disk space, so that a transaction that was begun can always be finished.

A file of blocks that the file system has really given. When a commit finds the disk full the file
is removed and the commit tried again; until it can be made anew, no transaction is begun.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edge_agent.device import remove_durably
from edge_agent.journal.errors import DiskNearlyFull

MIB = 1 << 20


def free_bytes(folder: Path) -> int:
    """What an ordinary user may still write on the file system of a folder. Raises OSError."""
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize


@dataclass(frozen=True, slots=True)
class SpaceLimits:
    """`reserve_bytes` lie ready for open transactions; new ones need `minimum_free_bytes` more."""

    reserve_bytes: int = 4 * MIB
    minimum_free_bytes: int = 64 * MIB
    measure: Callable[[Path], int] = free_bytes


class SpaceReserve:
    """The reserve of one writer."""

    def __init__(self, path: Path, limits: SpaceLimits) -> None:
        self._path = path
        self._limits = limits

    def require_room(self) -> None:
        """Before a new transaction. Raises DiskNearlyFull."""
        free = self._limits.measure(self._path.parent)
        whole = self._is_whole()
        needed = self._limits.minimum_free_bytes + (0 if whole else self._limits.reserve_bytes)
        if free < needed or not (whole or self._allocated()):
            raise DiskNearlyFull(self._path.parent, free, needed)

    def release(self) -> bool:
        """Gives the reserve to whoever writes next; False when it had been given already."""
        if not self._path.exists():
            return False
        remove_durably(self._path)
        return True

    def _is_whole(self) -> bool:
        try:
            return self._path.stat().st_size >= self._limits.reserve_bytes
        except FileNotFoundError:
            return False

    def _allocated(self) -> bool:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, max(1, self._limits.reserve_bytes))
        except OSError:
            # The space went to someone else meanwhile: the caller reports the disk as full.
            self._path.unlink(missing_ok=True)
            return False
        finally:
            os.close(descriptor)
        return True
