"""A fault asked of an emulator: `NAME[@WHEN][=VALUE]`, as in `paper-end@row=300`.

WHEN is `UNIT=N`: after N rows of paper, after N bytes on the wire (both ways together), after N
seconds. Without it the fault is there at once. The same text goes after `--fault` and into
{"do": "fault", "fault": "paper-end@row=300"} on the control socket.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from contract.errors import InvalidValue
from hardware.emulation.control import Command

_FORM = re.compile(
    r"(?P<name>[a-z][a-z0-9-]*)(?:@(?P<unit>[a-z]+)=(?P<count>\d+))?(?:=(?P<value>\d+(?:\.\d+)?))?"
)


class Unit(StrEnum):
    """What is counted until the fault begins."""

    ROW = "row"
    BYTE = "byte"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class When:
    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Fault:
    """`value`: in the unit that the kind of fault says; None for its usual one."""

    name: str
    when: When | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A fault by name. `value`: what the number behind `=` means; None when there is none.

    `units`: what it can wait for, besides seconds, which every fault can.
    """

    name: str
    summary: str
    value: str | None = None
    units: tuple[Unit, ...] = ()

    @property
    def form(self) -> str:
        """How it is written, for a list of all."""
        when = "".join(f"[@{unit.value}=N]" for unit in self.units)
        return f"{self.name}{when}{'' if self.value is None else f'[={self.value}]'}"


@dataclass(frozen=True, slots=True)
class DeviceFault:
    """A fault of one device, told to it in its own control commands."""

    kind: FaultKind
    cause: Callable[[Fault], Command]
    mend: Command


def parse_fault(text: str, known: Iterable[FaultKind]) -> Fault:
    """Raises InvalidValue "fault"; what it says next names all faults that are known."""
    kinds = {kind.name: kind for kind in known}
    found = _FORM.fullmatch(text)
    if found is None or found["name"] not in kinds:
        forms = ", ".join(kind.form for kind in kinds.values())
        raise InvalidValue("fault", f"“{text}” is not a fault of this device.", f"Known: {forms}.")
    kind = kinds[found["name"]]
    if found["value"] is not None and kind.value is None:
        raise InvalidValue("fault", f"{kind.name} takes no value.", f"Write {kind.form}.")
    value = None if found["value"] is None else float(found["value"])
    return Fault(kind.name, _when(kind, found["unit"], found["count"]), value)


def _when(kind: FaultKind, unit: str | None, count: str | None) -> When | None:
    if unit is None or count is None:
        return None
    allowed = (*kind.units, Unit.SECOND)
    if unit not in allowed:
        names = " or ".join(f"@{one.value}=N" for one in allowed)
        raise InvalidValue("fault", f"{kind.name} can't wait for a {unit}.", f"Use {names}.")
    return When(Unit(unit), int(count))
