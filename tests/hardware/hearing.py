"""A listener that keeps what drivers tell, a clock moved by hand, and waiting for a state."""

from collections import deque
from dataclasses import dataclass, field
from typing import TypeVar

from hardware.device import Device, DeviceEvent
from hardware.emulation import Emulation
from hardware.reasons import Reason
from hardware.state import DeviceReport, DeviceState
from tests.support.waiting import eventually

E = TypeVar("E", bound=DeviceEvent)


@dataclass
class Seconds:
    """A monotonic clock that stands until it is moved."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Heard:
    """Events in the order of their coming."""

    events: deque[DeviceEvent] = field(default_factory=deque)

    def __call__(self, event: DeviceEvent) -> None:
        self.events.append(event)

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in tuple(self.events) if isinstance(event, kind)]


def until(device: Device, state: DeviceState, reason: Reason | None = None) -> DeviceReport:
    """The device's first report once it is this."""

    def seen() -> DeviceReport | None:
        report = device.reports()[0]
        return report if (report.state, report.reason) == (state, reason) else None

    return eventually(seen, f"{state} for {reason}")


def say(emulation: Emulation, **command: object) -> None:
    """Has a device that only talks say something, once it is on its wire."""
    eventually(lambda: emulation.obey(command)["sent"], f"{command['do']} to be sent")
