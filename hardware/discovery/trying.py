"""Parts of the cabinet that need no settings are tried: what works here is written down."""

import msgspec

from hardware.device import Table
from hardware.device_set import DeviceSet
from hardware.discovery.finding import Certainty, Finding
from hardware.kinds import AnyKind, kinds_of
from hardware.profile import DeviceEntry, DeviceProfile
from hardware.state import DeviceReport, DeviceState

_SETTLE_S = 3.0
_WORKING = (DeviceState.READY, DeviceState.DEGRADED)


def parts_that_work() -> list[Finding]:
    """Of a thermometer, a UPS service on this machine and the like; each is opened, looked at
    and closed, three seconds at most."""
    return [found for kind in kinds_of(Table.CABINET) if (found := _tried(kind)) is not None]


def _tried(kind: AnyKind) -> Finding | None:
    if any(field.required for field in msgspec.structs.fields(kind.settings)):
        return None
    entry = DeviceEntry(kind.table, kind, kind.settings())
    devices = DeviceSet.open(DeviceProfile((entry,)))
    try:
        reports = devices.settled(_SETTLE_S).values()
    finally:
        devices.close()
    told = [report for report in reports if report.state is not DeviceState.ABSENT]
    if not told or any(report.state not in _WORKING for report in told):
        return None
    return Finding(
        name=kind.summary,
        ids="",
        port="",
        files=(),
        address=None,
        certainty=Certainty.SURE,
        table=kind.table,
        driver=kind.driver,
        why=(f"it was tried as it is, and told {_states(told)}",),
    )


def _states(reports: list[DeviceReport]) -> str:
    return ", ".join(f"{report.component} {report.state}" for report in reports)
