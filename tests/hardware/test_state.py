"""Reports of devices."""

from hardware.state import Component, DeviceState, ReportHolder


def test_since_moves_only_when_state_or_reason_change() -> None:
    clock = iter(range(100, 200))
    holder = ReportHolder(Component.PRINTER, lambda: next(clock))
    holder.set(DeviceState.FAILED, "paper_end")
    since = holder.current().since_ms
    holder.set(DeviceState.FAILED, "paper_end", 0)
    assert (holder.current().since_ms, holder.current().level) == (since, 0)
    holder.set(DeviceState.READY)
    assert holder.current().since_ms > since
