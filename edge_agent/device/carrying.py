"""What counter and agent tell each other while a technician is at the screen: two small files.

The counter says each second that a technician is there, and what is wished (run/technician.json);
the agent what it sees of a stick and how far the wish is (run/carriage.json). Both are words of
the moment: they mean nothing once their writer has been silent for a few seconds. A wish is
carried out once by its random name, and again only when the agent ended over it; what can be
wished is harmless twice.
"""

from pathlib import Path
from typing import Literal

import msgspec

from contract.clock import Moment
from edge_agent.device.files import write_atomically
from edge_agent.device.state_files import read_state

STICKS = Path("/run/pishkhan-sticks")
"""Where the machine mounts a stick, in a folder of its own that is gone with it."""
SILENT_AFTER_MS = 10_000

CarryingWork = Literal["export", "import"]


class TechnicianThere(msgspec.Struct, frozen=True, kw_only=True):
    """`boot` in hexadecimal, `monotonic_ms` of that boot. `wish` is a random name, empty before
    the first; `work` what is wished by it."""

    boot: str
    monotonic_ms: int
    wish: str = ""
    work: CarryingWork | None = None


class Stick(msgspec.Struct, frozen=True, kw_only=True):
    """A mounted one. `name` is its label or its maker's, often empty; `free` in bytes."""

    name: str
    free: int


class Written(msgspec.Struct, frozen=True, kw_only=True, tag="written"):
    """The queue is on the stick, synced. `size` in bytes; `damaged` journals could not be read to
    their end."""

    file: str
    events: int
    payments: int
    size: int
    damaged: int = 0


class Answered(msgspec.Struct, frozen=True, kw_only=True, tag="answered"):
    """The hub's word was taken. `news`: how many events more it is now known to have; `made_ms`
    is of the newest answer, by the hub's clock."""

    answers: int
    news: int
    made_ms: int


class NotDone(msgspec.Struct, frozen=True, kw_only=True, tag="not_done"):
    """`reason` is a stable key."""

    reason: str


Outcome = Written | Answered | NotDone


class Carriage(msgspec.Struct, frozen=True, kw_only=True):
    """`oldest_ms` (UTC): since when the oldest event has waited for the hub. `done` of `total`
    events are in the file of `wish`; `outcome` once it has ended."""

    boot: str
    monotonic_ms: int
    stick: Stick | None = None
    oldest_ms: int | None = None
    wish: str = ""
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None


_there = msgspec.json.Decoder(TechnicianThere)
_carriages = msgspec.json.Decoder(Carriage)


def write_technician_there(path: Path, there: TechnicianThere) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(there))


def read_technician_there(path: Path) -> TechnicianThere | None:
    """None when none was there in this boot or before. Raises DamagedDeviceFile."""
    return read_state(path, _there)


def write_carriage(path: Path, carriage: Carriage) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(carriage))


def read_carriage(path: Path) -> Carriage | None:
    """Raises DamagedDeviceFile."""
    return read_state(path, _carriages)


def is_heard(said: TechnicianThere | Carriage, now: Moment) -> bool:
    """Whether its writer said it a moment ago."""
    age_ms = now.monotonic_ms - said.monotonic_ms
    return said.boot == now.boot.hex() and 0 <= age_ms <= SILENT_AFTER_MS
