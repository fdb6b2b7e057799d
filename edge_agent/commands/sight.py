"""What can be seen of a kiosk from its files alone, however broken it is.

What can't be read is named, and all else is seen: a kiosk is looked at when something is wrong.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from cryptography import x509

from contract.errors import PishkhanError
from edge_agent.device import (
    AgentState,
    ClosedByClerk,
    CounterState,
    DeviceDirectory,
    is_fresh,
    read_agent_state,
    read_closing,
    read_counter_state,
)
from edge_agent.reference import DatasetStanding, standings
from edge_agent.updates import Application, DamagedUpdate, Update

_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Sight:
    """`agent` and `counter` are None when they don't run: never did, ended, or hang; `said` is the
    agent's last word also then. `unreadable` says of each file what is wrong with it. Times are
    UTC in milliseconds."""

    said: AgentState | None
    agent: AgentState | None
    counter: CounterState | None
    closed: ClosedByClerk | None
    data: tuple[DatasetStanding, ...]
    certificate_ends_ms: int | None
    release: Update | None
    unreadable: tuple[str, ...]
    now_ms: int


@dataclass
class _Eye:
    """Reads, and remembers what could not be read."""

    unreadable: list[str] = field(default_factory=list)

    def read(self, of: Callable[[], _Read]) -> _Read | None:
        try:
            return of()
        except PishkhanError as error:
            self.unreadable.append(error.what)
        except (DamagedUpdate, OSError, ValueError) as error:
            self.unreadable.append(f"{error}.")
        return None


def look(directory: DeviceDirectory) -> Sight:
    """Never fails."""
    eye = _Eye()
    said = eye.read(lambda: read_agent_state(directory.agent_state_path))
    counter = eye.read(lambda: read_counter_state(directory.counter_state_path))
    return Sight(
        said=said,
        agent=said if said is not None and is_fresh(said) else None,
        counter=counter if counter is not None and is_fresh(counter) else None,
        closed=eye.read(lambda: read_closing(directory.closing_path)),
        data=eye.read(lambda: standings(directory.reference_path)) or (),
        certificate_ends_ms=eye.read(lambda: _certificate_ends_ms(directory)),
        release=eye.read(lambda: Application(directory.application_path).read()),
        unreadable=tuple(eye.unreadable),
        now_ms=time.time_ns() // 1_000_000,
    )


def _certificate_ends_ms(directory: DeviceDirectory) -> int:
    """Raises OSError or ValueError."""
    path = directory.tls_certificate_path
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path} can't be read: {error}") from error
    return int(found.not_valid_after_utc.timestamp() * 1000)
