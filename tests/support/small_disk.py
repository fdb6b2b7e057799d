"""A disk that is really full: a small file system in memory, mounted where a folder was wanted."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20
BALLAST = "ballast"


@dataclass(frozen=True)
class SmallDisk:
    """`path` is the mount point."""

    path: Path

    def fill(self) -> None:
        """Gives every block that is left to one file."""
        descriptor = os.open(self.path / BALLAST, os.O_RDWR | os.O_CREAT)
        try:
            size = 0
            for step in (16 * MIB, MIB, 4096):
                size = _grown(descriptor, size, step)
        finally:
            os.close(descriptor)

    def empty(self) -> None:
        """Takes the ballast away."""
        (self.path / BALLAST).unlink()


@contextmanager
def small_disk(path: Path, mib: int) -> Iterator[SmallDisk | None]:
    """None where this user may not mount one (only root may); then `path` is a plain folder."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = ["mount", "-t", "tmpfs", "-o", f"size={mib}m,mode=0700", "tmpfs", str(path)]
    if subprocess.run(wanted, capture_output=True, check=False).returncode != 0:
        yield None
        return
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


def _grown(descriptor: int, size: int, step: int) -> int:
    """The size that the file has once no further step finds room."""
    while True:
        try:
            os.posix_fallocate(descriptor, size, step)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            return size
        size += step
