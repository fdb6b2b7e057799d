"""Single values of sysfs: small text files, and links to a subsystem or a driver."""

import os
from pathlib import Path


def text_of(path: Path) -> str:
    """The attribute without its line end; empty when there is none or the device has just gone."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def hex_of(path: Path) -> int:
    """An attribute such as idVendor; 0 when there is none."""
    try:
        return int(text_of(path) or "0", 16)
    except ValueError:
        return 0


def link_name(path: Path) -> str:
    """The last part of where a link such as `driver` or `subsystem` leads; empty without one."""
    try:
        return os.path.basename(os.readlink(path))
    except OSError:
        return ""


def event_values(folder: Path) -> dict[str, str]:
    """What the kernel says of a device in its `uevent` file: DEVNAME, MAJOR, DRIVER, ..."""
    pairs = (line.partition("=") for line in text_of(folder / "uevent").splitlines())
    return {key: value for key, _, value in pairs}
