"""Time as a kiosk can know it. Order never comes from here: it comes from seq."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Kiosks without a battery-backed clock wake up in 1970: nothing before this release is believed.
BUILD_TIME_MS = 1_790_000_000_000


class ClockQuality(IntEnum):
    """How far a moment's UTC may be believed."""

    UNKNOWN = 0
    FLOOR = 1
    """The system clock was behind the floor: the floor was used."""
    SYSTEM = 2
    HUB = 3
    """The hub's signed time stands behind the system clock."""


@dataclass(frozen=True, slots=True)
class Moment:
    """UTC in milliseconds, this boot's id (8 bytes), milliseconds since boot, and the quality."""

    utc_ms: int
    boot: bytes
    monotonic_ms: int
    quality: ClockQuality


class Clock(Protocol):
    def now(self) -> Moment: ...


@cache
def boot_id() -> bytes:
    """The first eight bytes of the kernel's boot id, which no process outlives."""
    return bytes.fromhex(_BOOT_ID.read_text().strip().replace("-", ""))[:8]


class SystemClock:
    """The machine's clock, never before the floor (UTC ms) that the hub's signed time has set."""

    def __init__(self, floor_ms: Callable[[], int] = lambda: 0) -> None:
        self._floor_ms = floor_ms
        self._boot = boot_id()

    def now(self) -> Moment:
        system_ms = time.time_ns() // 1_000_000
        hub_floor_ms = self._floor_ms()
        floor_ms = max(hub_floor_ms, BUILD_TIME_MS)
        if system_ms < floor_ms:
            quality = ClockQuality.FLOOR
        else:
            quality = ClockQuality.HUB if hub_floor_ms else ClockQuality.SYSTEM
        return Moment(
            utc_ms=max(system_ms, floor_ms),
            boot=self._boot,
            monotonic_ms=time.monotonic_ns() // 1_000_000,
            quality=quality,
        )
