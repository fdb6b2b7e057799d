"""Is a device fit to start this transaction? Answered from what is known, at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState


@dataclass(frozen=True, slots=True)
class Fit:
    """Ready, or degraded but working."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """`reason` is None for a device that is absent or has not told anything yet."""

    component: Component
    state: DeviceState
    reason: Reason | None


Fitness = Fit | Unfit

_WORKING = frozenset({DeviceState.READY, DeviceState.DEGRADED})


def fitness_of(reports: Iterable[DeviceReport]) -> Fitness:
    """The first report that stands in the way, or Fit."""
    for report in reports:
        if report.state not in _WORKING:
            return Unfit(report.component, report.state, report.reason)
    return Fit()
