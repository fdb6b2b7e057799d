"""The floor of the clock: the latest hub time ever seen, kept over restarts, moved by it alone."""

from pathlib import Path

from edge_agent.device.errors import DamagedDeviceFile
from edge_agent.device.files import write_durably

WRITE_EVERY_MS = 60_000


class ClockFloor:
    """Milliseconds UTC, 0 while no hub time is known; only ever increases."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written_ms = self._value_ms = read_clock_floor(path)

    def __call__(self) -> int:
        return self._value_ms

    def raise_to(self, hub_time_ms: int) -> None:
        """`hub_time_ms` from an acknowledgement whose signature held."""
        self._value_ms = max(self._value_ms, hub_time_ms)

    def keep(self) -> None:
        """Writes it, at most once a minute of hub time. Raises OSError."""
        if self._value_ms - self._written_ms >= WRITE_EVERY_MS:
            write_durably(self._path, str(self._value_ms).encode())
            self._written_ms = self._value_ms


def read_clock_floor(path: Path) -> int:
    """0 when the hub's time was never known. Raises DamagedDeviceFile."""
    try:
        text = path.read_text(encoding="ascii")
        return int(text)
    except FileNotFoundError:
        return 0
    except ValueError as error:
        raise DamagedDeviceFile(path, str(error)) from error
