"""Reports of devices."""

from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder


def test_since_moves_only_when_state_or_reason_change() -> None:
    clock = iter(range(100, 200))
    holder = ReportHolder(Component.PRINTER, now_ms=lambda: next(clock))
    holder.set(DeviceState.FAILED, Reason.PAPER_END)
    since = holder.current().since_ms
    holder.set(DeviceState.FAILED, Reason.PAPER_END, 0)
    assert (holder.current().since_ms, holder.current().level) == (since, 0)
    holder.set(DeviceState.READY)
    assert holder.current().since_ms > since


def test_a_listener_hears_of_changes_only() -> None:
    heard: list[DeviceReport] = []
    holder = ReportHolder(Component.READER, heard.append)
    for _ in range(3):
        holder.set(DeviceState.FAILED, Reason.UNPLUGGED)
    holder.set(DeviceState.READY)
    assert [(report.state, report.reason) for report in heard] == [
        (DeviceState.FAILED, Reason.UNPLUGGED),
        (DeviceState.READY, None),
    ]
