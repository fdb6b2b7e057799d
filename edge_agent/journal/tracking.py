"""Tracking codes made offline: a prefix that no other journal here uses, and a serial.

DIR/journals/prefixes.json says which journal took which prefix, before its first code is made.
A prefix is never given back: its codes stand on paper.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from contract.values import JournalId, TrackingCode
from contract.values.tracking_code import LAST_SERIAL
from edge_agent.device import write_durably
from edge_agent.journal.errors import JournalDamaged, NoTrackingPrefix

_takers = msgspec.json.Decoder(dict[int, str])


def take_prefix(folder: Path, journal: JournalId, allotted: Sequence[int]) -> int:
    """The first allotted prefix not yet taken in this folder, noted as taken on disk.

    Raises NoTrackingPrefix, JournalDamaged or OSError.
    """
    path = folder / "prefixes.json"
    with _alone(folder):
        takers = _read(path)
        free = [prefix for prefix in allotted if prefix not in takers]
        if not free:
            raise NoTrackingPrefix
        write_durably(path, msgspec.json.encode({**takers, free[0]: journal.hex}))
        return free[0]


class CodeSeries:
    """The codes of one journal: its prefix, and the serial last given (0 when none was)."""

    def __init__(self, prefix: int | None, serial: int) -> None:
        self.prefix = prefix
        self.serial = serial

    @property
    def exhausted(self) -> bool:
        return self.prefix is None or self.serial >= LAST_SERIAL

    def next(self) -> TrackingCode:
        """Raises NoTrackingPrefix when the series is exhausted."""
        if self.prefix is None or self.exhausted:
            raise NoTrackingPrefix
        self.serial += 1
        return TrackingCode.make(self.prefix, self.serial)

    def go_on_with(self, prefix: int) -> None:
        self.prefix, self.serial = prefix, 0


def _read(path: Path) -> dict[int, str]:
    try:
        return _takers.decode(path.read_bytes())
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise JournalDamaged(path, str(error)) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Kiosk and technician may take their prefixes at the same moment."""
    descriptor = os.open(folder / "prefixes.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
