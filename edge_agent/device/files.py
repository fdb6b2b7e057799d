"""Files that are whole or not there: written beside, synced, renamed, the folder synced."""

import os
from pathlib import Path


def write_durably(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Survives a power cut at any instant as the old or the new content. Raises OSError."""
    _replace(path, content, mode, durable=True)


def write_atomically(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Readers see the old or the new content; after a power cut the file may be gone or empty.

    For what is written again each second and means nothing after a restart.
    """
    _replace(path, content, mode, durable=False)


def remove_durably(path: Path) -> None:
    """Removes a file that may not be there. Raises OSError."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def names_in(folder: Path) -> list[str]:
    """In no order; none where there is no such folder, or it may not be read."""
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def sync_folder(folder: Path) -> None:
    """Makes created, renamed and removed names in a folder durable. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(path: Path, content: bytes, mode: int, durable: bool) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)
