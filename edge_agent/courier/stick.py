"""The stick that stands in the machine now: a folder made for it while it is mounted.

The machine's own units mount a stick below one folder and take its place away again with it
(provisioning.services.sticks), so a folder there is a stick. Whatever else goes wrong with it, the
file that is written says.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edge_agent.device import Stick

UDEV = Path("/run/udev/data")
LONGEST_NAME = 32
MOST_ANSWERS = 40
_NAMES = ("E:ID_FS_LABEL=", "E:ID_MODEL=")


@dataclass(frozen=True)
class MountedStick:
    """`path` is where it is mounted."""

    path: Path
    seen: Stick


def find_stick(sticks: Path, udev: Path = UDEV) -> MountedStick | None:
    """The first by its folder's name; None while there is none."""
    for folder in _folders(sticks):
        try:
            status, space = folder.stat(), os.statvfs(folder)
        except OSError:
            continue  # being pulled out
        device = f"b{os.major(status.st_dev)}:{os.minor(status.st_dev)}"
        free = space.f_bavail * space.f_frsize
        return MountedStick(folder, Stick(name=_name(udev / device), free=free))
    return None


def answers_on(folder: Path, ending: str) -> list[Path]:
    """On top of a stick, and one folder below. Raises OSError."""
    found = [*folder.glob(f"*.{ending}"), *folder.glob(f"*/*.{ending}")]
    return sorted(path for path in found if not path.name.startswith("."))[:MOST_ANSWERS]


def clear_half_written(folder: Path, device: str) -> None:
    """What a power cut left of files for this kiosk; they never got their names."""
    for path in folder.glob(f".{device}-*.part"):
        try:
            path.unlink()
        except OSError:
            return  # a stick that can't be written says so with its next file


def _folders(sticks: Path) -> Iterator[Path]:
    try:
        found = sorted(sticks.iterdir())
    except OSError:
        return
    yield from (path for path in found if path.is_dir() and not path.is_symlink())


def _name(known: Path) -> str:
    """As udev has read it from the stick: what a stranger wrote there is shortened and cleaned."""
    try:
        lines = known.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    for start in _NAMES:
        for line in lines:
            if line.startswith(start):
                name = line.removeprefix(start).replace("_", " ").strip()
                return "".join(c for c in name if c.isprintable())[:LONGEST_NAME]
    return ""
