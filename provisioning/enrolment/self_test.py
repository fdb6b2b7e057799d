"""Trying each device of the profile once: does it answer, and is it ready for citizens?

Nothing is printed and no money is asked for; the status slip that follows is the printer's proof.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hardware.device_set import DeviceSet
from hardware.profile import DeviceProfile, load_profile
from hardware.state import Component, DeviceReport, DeviceState

SETTLE_S = 8.0
"""A terminal registers, a printer tells its status: seconds at most. Longer is a failure."""

COUNTER_PARTS = (
    Component.PRINTER,
    Component.PAPER,
    Component.TERMINAL,
    Component.SCANNER,
    Component.READER,
)


class SelfTestOutcome(StrEnum):
    """The words of the journal's `device.self_test`."""

    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True)
class ComponentResult:
    """How one component did; `detail` is the driver's reason, empty when all is well."""

    component: str
    outcome: SelfTestOutcome
    detail: str


def try_components(profile_path: Path) -> tuple[ComponentResult, ...]:
    """Each component's result, also of those at the counter that the kiosk doesn't have; what a
    cabinet may lack is not told.

    Raises InvalidValue when the profile is wrong.
    """
    profile = load_profile(profile_path) if profile_path.exists() else DeviceProfile()
    devices = DeviceSet.open(profile)
    try:
        reports = devices.settled(SETTLE_S)
    finally:
        devices.close()
    return tuple(
        _result(component, report)
        for component, report in reports.items()
        if component in COUNTER_PARTS or report.state is not DeviceState.ABSENT
    )


def _result(component: Component, report: DeviceReport) -> ComponentResult:
    match report.state:
        case DeviceState.ABSENT:
            return ComponentResult(component, SelfTestOutcome.ABSENT, "")
        case DeviceState.READY:
            return ComponentResult(component, SelfTestOutcome.PASSED, "")
        case DeviceState.DEGRADED:
            return ComponentResult(component, SelfTestOutcome.PASSED, report.reason or "degraded")
        case DeviceState.FAILED:
            return ComponentResult(component, SelfTestOutcome.FAILED, report.reason or "failed")
        case DeviceState.STARTING:
            return ComponentResult(component, SelfTestOutcome.FAILED, "no_answer")
