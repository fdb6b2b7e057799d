"""Hears from the kernel that something was plugged in or out, and says so at once.

Where udevd runs its own messages are taken: they come once a device's file has its permissions
and its links. Without it (a container, a small system) the kernel's are; both through libudev.
"""

import logging
import os
import select
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyudev

log = logging.getLogger(__name__)

_UDEVD = Path("/run/udev/control")
_SUBSYSTEMS = ("tty", "usbmisc", "input", "hidraw", "usb")
_PLUGGING = ("add", "remove")
_AGAIN_S = 5.0


@dataclass(frozen=True, slots=True)
class PlugChange:
    """`action`: "add" or "remove". `path`: in /sys. `file`: under /dev, where it has one."""

    action: str
    subsystem: str
    path: str
    file: str = ""


class PlugSource(Protocol):
    """Where the news come from."""

    def fileno(self) -> int:
        """Readable when there is something to take."""

    def take(self) -> PlugChange | None:
        """None when it was nothing of interest. Raises OSError: news were lost, or it ended."""


class UdevSource:
    """udev's own messages, or the kernel's. Raises OSError when neither may be heard."""

    def __init__(self, udevd: Path = _UDEVD) -> None:
        source = "udev" if udevd.exists() else "kernel"
        self._monitor = pyudev.Monitor.from_netlink(pyudev.Context(), source=source)
        for subsystem in _SUBSYSTEMS:
            self._monitor.filter_by(subsystem)
        self._monitor.start()

    def fileno(self) -> int:
        descriptor: int = self._monitor.fileno()
        return descriptor

    def take(self) -> PlugChange | None:
        device = self._monitor.poll(timeout=0)
        if device is None or device.action not in _PLUGGING:
            return None
        return PlugChange(
            device.action, device.subsystem or "", device.device_path, device.device_node or ""
        )


class HotPlug:
    """Calls `changed` on a thread of its own, soon after each change.

    The thread survives whatever `changed` raises, and a source that breaks: news were lost then,
    so `changed` is called, and a new source is opened. Where no source can be had, drivers still
    look by themselves every two seconds. `changed` gets None when nobody knows what changed.
    """

    def __init__(
        self,
        changed: Callable[[PlugChange | None], None],
        open_source: Callable[[], PlugSource] = UdevSource,
    ) -> None:
        self._changed = changed
        self._open_source = open_source
        self._closing = os.eventfd(0, os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._run, name="hot-plug", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Within a second; may be called twice."""
        if self._closing >= 0:
            os.eventfd_write(self._closing, 1)
            self._thread.join(timeout=1.0)
            os.close(self._closing)
            self._closing = -1

    def _run(self) -> None:
        while True:
            try:
                source = self._open_source()
            except (OSError, ImportError) as trouble:
                log.warning("plugging in and out is not heard of: %s", trouble)
                if self._is_closing(None, _AGAIN_S):
                    return
                continue
            try:
                self._hear(source)
            except OSError as trouble:
                log.warning("news of plugging in and out were lost: %s", trouble)
                self._tell(None)
            else:
                return

    def _hear(self, source: PlugSource) -> None:
        """Until closed. Raises OSError."""
        while not self._is_closing(source, None):
            change = source.take()
            if change is not None:
                self._tell(change)

    def _is_closing(self, source: PlugSource | None, wait_s: float | None) -> bool:
        """Waits for news or the end."""
        waited = [self._closing] if source is None else [self._closing, source.fileno()]
        ready, _, _ = select.select(waited, [], [], wait_s)
        return self._closing in ready

    def _tell(self, change: PlugChange | None) -> None:
        try:
            self._changed(change)
        except Exception:
            log.exception("a change of what is plugged in could not be handed on")
