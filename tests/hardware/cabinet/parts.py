"""What tests of the cabinet share: what a part has told, and waiting for its report."""

from dataclasses import dataclass, field

from hardware.device import Device, DeviceEvent, Measured, Measurement
from hardware.reasons import Reason
from hardware.state import DeviceReport, DeviceState
from tests.support.waiting import eventually

LOOK_S = 0.02
"""How often parts look in tests."""


@dataclass
class Told:
    """A listener that keeps what it was told."""

    events: list[DeviceEvent] = field(default_factory=list)

    def __call__(self, event: DeviceEvent) -> None:
        self.events.append(event)

    def measured(self) -> dict[tuple[Measurement, str], float]:
        """The last word of each measurement."""
        return {
            (event.measurement, event.place): event.value
            for event in list(self.events)
            if isinstance(event, Measured)
        }


def until_reports(
    device: Device, state: DeviceState, reason: Reason | None = None
) -> DeviceReport:
    """The report, once it says so."""

    def report() -> DeviceReport | None:
        (found,) = device.reports()
        return found if (found.state, found.reason) == (state, reason) else None

    return eventually(report, f"{state.value} {reason}; it is {device.reports()}")
