"""What makes a kind of device: its settings, and how to open it.

A kind is one module (or package) named as the driver, in the folder of its table, with a
`KIND`. Naming that driver in a table of devices.toml is all that it takes to use it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

import msgspec

from hardware.device.events import Listener
from hardware.state import DeviceReport


class Table(StrEnum):
    """The tables of devices.toml; those but `printer` and `terminal` may stand several times."""

    PRINTER = "printer"
    TERMINAL = "terminal"
    SCANNER = "scanner"
    READER = "reader"
    CABINET = "cabinet"

    @property
    def package(self) -> str:
        """Where the modules of its kinds are."""
        return "hardware.cabinet" if self is Table.CABINET else f"hardware.{self.value}s"


class Device(Protocol):
    """A running driver. It starts by itself, on threads of its own, and comes back by itself
    after a fault; nothing it does blocks the caller."""

    def reports(self) -> tuple[DeviceReport, ...]:
        """From what is known, at once, from any thread: a report for each of its components."""

    def wake(self) -> None:
        """Something was plugged in or out: look now, not at the next turn."""

    def close(self) -> None:
        """Ends threads and line within a second; may be called twice."""


class DeviceSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of one table, `driver` aside. Subclasses describe each with `msgspec.Meta`."""


S = TypeVar("S", bound=DeviceSettings)


@dataclass(frozen=True, slots=True)
class DeviceKind(Generic[S]):
    """`driver` is the module's own name; `example` a table that may be copied into devices.toml.

    `open` starts the driver; a device that does not answer shows in its reports, never as an
    exception.
    """

    table: Table
    driver: str
    summary: str
    settings: type[S]
    example: str
    open: Callable[[S, Listener], Device]
