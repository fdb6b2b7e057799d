"""Between two visits the counter ends and gives the agent a minute to switch versions, in which no
counter is started. The lock ends by itself: an agent that dies over it costs a citizen that minute
and no more."""

from pathlib import Path

from contract.clock import Moment

HOLD_MS = 60_000


def write_hold(path: Path, now: Moment) -> None:
    """From now on for HOLD_MS. Raises OSError."""
    beside = path.with_suffix(".new")
    beside.write_text(f"{now.boot.hex()} {now.monotonic_ms + HOLD_MS}", encoding="ascii")
    beside.replace(path)


def holds(path: Path, now: Moment) -> bool:
    """A hold of another boot is none, nor is one that can't be read."""
    try:
        boot, until_ms = path.read_text(encoding="ascii").split()
        return boot == now.boot.hex() and 0 < int(until_ms) - now.monotonic_ms <= HOLD_MS
    except (OSError, ValueError):
        return False


def end_hold(path: Path) -> None:
    """Raises OSError."""
    path.unlink(missing_ok=True)
