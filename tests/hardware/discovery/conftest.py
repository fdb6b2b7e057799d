"""A machine for discovery: a fake /sys, a /dev whose files are pseudo terminals."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hardware.discovery.emulators import EmulatedProcess
from tests.hardware.discovery.serial_device import SerialDevice
from tests.hardware.sysfs.tree import SysTree

Emulate = Callable[..., EmulatedProcess]
Attach = Callable[..., SerialDevice]


class Machine:
    """`options`: for commands that look at it instead of at the machine of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tree = SysTree(folder / "sys")
        self.dev = folder / "dev"
        (self.dev / "usb").mkdir(parents=True)
        self.options = ("--sys", str(self.tree.root), "--dev", str(self.dev))

    def link_by_path(self, name: str, file: str) -> Path:
        """As udev does for a serial port."""
        link = self.dev / "serial/by-path" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(self.dev / file)
        return link


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def emulate(tmp_path: Path) -> Iterator[Emulate]:
    with contextlib.ExitStack() as stack:

        def start(device: str, *arguments: str) -> EmulatedProcess:
            emulated = EmulatedProcess(tmp_path, device, *arguments)
            stack.callback(emulated.end)
            return emulated

        yield start


@pytest.fixture
def attach() -> Iterator[Attach]:
    """Puts a device that answers only at one speed at a path."""
    with contextlib.ExitStack() as stack:

        def start(path: Path, **what: Any) -> SerialDevice:
            device = SerialDevice(path, **what)
            stack.callback(device.close)
            return device

        yield start
