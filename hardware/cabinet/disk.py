"""The disk that the journals lie on: room, wear, and whether it still takes what is written."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from hardware.cabinet.looking import CabinetPart, Seen
from hardware.cabinet.wear import UNKNOWN, WearGauge
from hardware.device import Listener, Measured, Measurement
from hardware.reasons import Reason
from hardware.state import Component, DeviceState

_EVERY_S = 10.0
_WEAR_EVERY_S = 3600.0
_NEARLY_FULL_PERCENT = 5
_WORN_PERCENT = 90


class DiskSight:
    """A file system that the kernel has turned read-only is a failing disk."""

    def __init__(
        self,
        folder: Path,
        gauge: WearGauge,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._gauge = gauge
        self._monotonic_s = monotonic_s
        self._wear = UNKNOWN
        self._ask_again_s = float("-inf")

    def look(self) -> Seen:
        now_s = self._monotonic_s()
        if now_s >= self._ask_again_s:
            self._wear = self._gauge.read()
            self._ask_again_s = now_s + _WEAR_EVERY_S
        status = os.statvfs(self._folder)
        free_percent = status.f_bavail * 100 // max(1, status.f_blocks)
        read_only = bool(status.f_flag & os.ST_RDONLY)
        state, reason = self._judged(free_percent, read_only=read_only)
        return Seen(state, reason, free_percent, tuple(self._measured(free_percent)))

    def interrupt(self) -> None:
        self._gauge.interrupt()

    def close(self) -> None:
        self._ask_again_s = float("-inf")

    def _judged(self, free_percent: int, *, read_only: bool) -> tuple[DeviceState, Reason | None]:
        worn = self._wear.worn_percent
        if self._wear.failing or read_only:
            return DeviceState.FAILED, Reason.DISK_FAILING
        if free_percent < _NEARLY_FULL_PERCENT:
            return DeviceState.DEGRADED, Reason.NEARLY_FULL
        if worn is not None and worn >= _WORN_PERCENT:
            return DeviceState.DEGRADED, Reason.WORN
        return DeviceState.READY, None

    def _measured(self, free_percent: int) -> list[Measured]:
        measured = [Measured(Component.DISK, Measurement.DISK_FREE_PERCENT, free_percent)]
        worn = self._wear.worn_percent
        if worn is not None:
            measured.append(Measured(Component.DISK, Measurement.DISK_WORN_PERCENT, worn))
        return measured


def open_disk(folder: Path, listener: Listener) -> CabinetPart:
    """`folder`: any folder on that disk."""
    return CabinetPart(Component.DISK, DiskSight(folder, WearGauge(folder)), _EVERY_S, listener)
