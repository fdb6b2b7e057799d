"""A file on a stick: whole and synced under its name, or not there at all."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from contract.errors import PishkhanError
from edge_agent.device import sync_folder


class CannotWrite(PishkhanError):
    """`reason` is for programs: full, read_only, gone, folder, denied, or failed."""

    exit_code = 3

    def __init__(self, reason: str, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason


@contextmanager
def carried_file(folder: Path, name: str) -> Iterator[IO[bytes]]:
    """Write it inside the block; at its end it gets its name. An older one of the same name is
    replaced. When the block raises, nothing stays. Raises CannotWrite."""
    beside = folder / f".{name}.{os.getpid()}.part"
    try:
        with open(beside, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / name)
        _sync(folder)
    except OSError as error:
        _remove(beside)
        raise _told(folder, error) from error
    except BaseException:
        _remove(beside)
        raise


def _sync(folder: Path) -> None:
    try:
        sync_folder(folder)
    except OSError as error:
        # Some file systems of sticks (exFAT and NTFS through FUSE) cannot sync a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def _remove(path: Path) -> None:
    with suppress(OSError):  # the stick may have been pulled out: then nothing is to be removed
        path.unlink(missing_ok=True)


def _told(folder: Path, error: OSError) -> CannotWrite:
    reason, what, next_step = _TOLD.get(error.errno or 0, _FAILED)
    detail = error.strerror or str(error)
    return CannotWrite(reason, what.format(folder=folder, detail=detail), next_step)


_FULL = ("full", "{folder} is full: {detail}.", "Free space on it, or take another stick.")
_READ_ONLY = (
    "read_only",
    "{folder} can only be read.",
    "Look for the switch on the stick; a damaged one is read-only too. Else take another.",
)
_FOLDER = ("folder", "{folder} is no folder: {detail}.", "Name the folder of a mounted stick.")
_GONE = ("gone", "{folder} is gone: {detail}.", "Put the stick in again, and export once more.")
_DENIED = (
    "denied",
    "{folder} must not be written: {detail}.",
    "Run this as a user who may write there, or mount the stick for this one.",
)
_FAILED = ("failed", "{folder} refused: {detail}.", "Take another stick; nothing was lost.")
_TOLD: Mapping[int, tuple[str, str, str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _FOLDER,
    errno.ENOTDIR: _FOLDER,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.EIO: _GONE,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
}
