"""All devices of one kiosk, opened from its profile: one place to ask, to wake and to close."""

import time
from collections.abc import Callable, Iterable
from typing import Self, cast

from hardware.device import (
    Device,
    Fitness,
    Listener,
    Measured,
    Readings,
    Table,
    fitness_of,
    ignore_events,
)
from hardware.printers.port import ReceiptPrinter
from hardware.profile import DeviceProfile
from hardware.reasons import NOT_HEARD
from hardware.scanners.port import TypingScanner
from hardware.state import Component, DeviceReport, DeviceState, wall_ms
from hardware.terminals.port import PaymentTerminal

_LOOK_S = 0.05
_BADNESS = {
    DeviceState.ABSENT: 0,
    DeviceState.READY: 1,
    DeviceState.STARTING: 2,
    DeviceState.DEGRADED: 3,
    DeviceState.FAILED: 4,
}

OpenBuiltIn = Callable[[Listener], tuple[Device, ...]]
"""Opens what a kiosk has without its profile naming it; see hardware.cabinet.built_in."""


def _nothing_built_in(_listener: Listener) -> tuple[Device, ...]:
    return ()


class DeviceSet:
    """`printer` and `terminal` have ports of their own; all others only report and tell."""

    def __init__(
        self,
        printer: ReceiptPrinter | None = None,
        terminal: PaymentTerminal | None = None,
        others: tuple[Device, ...] = (),
        readings: Readings | None = None,
    ) -> None:
        self.printer = printer
        self.terminal = terminal
        self._devices: tuple[Device, ...] = tuple(
            device for device in (*others, terminal, printer) if device is not None
        )
        self._readings = readings or Readings(ignore_events)
        self._absent_since_ms = wall_ms()

    @classmethod
    def open(
        cls,
        profile: DeviceProfile,
        listener: Listener = ignore_events,
        built_in: OpenBuiltIn = _nothing_built_in,
    ) -> Self:
        """Starts every driver; a device that does not answer shows in its reports. `listener`
        is called on the drivers' threads."""
        readings = Readings(listener)
        opened = [
            (entry.table, entry.kind.open(entry.settings, readings)) for entry in profile.entries
        ]
        opened += [(Table.CABINET, device) for device in built_in(readings)]
        printers = [device for table, device in opened if table is Table.PRINTER]
        terminals = [device for table, device in opened if table is Table.TERMINAL]
        return cls(
            # A table's folder decides which port its kinds have; the profile allows one of each.
            printer=cast(ReceiptPrinter, printers[0]) if printers else None,
            terminal=cast(PaymentTerminal, terminals[0]) if terminals else None,
            others=tuple(
                device for table, device in opened if table not in (Table.PRINTER, Table.TERMINAL)
            ),
            readings=readings,
        )

    def reports(self) -> dict[Component, DeviceReport]:
        """Every component; of several devices of one kind the one in the worst state."""
        worst: dict[Component, DeviceReport] = {}
        for report in self._all_reports():
            before = worst.get(report.component)
            if before is None or _BADNESS[report.state] > _BADNESS[before.state]:
                worst[report.component] = report
        return {
            component: worst.get(component) or self._absent(component) for component in Component
        }

    def measurements(self) -> tuple[Measured, ...]:
        """What was measured last, of the components that are still heard."""
        heard = {
            component
            for component, report in self.reports().items()
            if report.state not in (DeviceState.ABSENT, DeviceState.STARTING)
            and report.reason not in NOT_HEARD
        }
        return tuple(read for read in self._readings.latest() if read.component in heard)

    def fitness(self, *needed: Component) -> Fitness:
        """May a transaction that needs these components start now? Asks no device."""
        reports = self.reports()
        return fitness_of(reports[component] for component in needed)

    def settled(self, within_s: float) -> dict[Component, DeviceReport]:
        """The reports once no device is starting any more, or time is up."""
        deadline = time.monotonic() + within_s
        while True:
            reports = self.reports()
            starting = any(report.state is DeviceState.STARTING for report in reports.values())
            if not starting or time.monotonic() > deadline:
                return reports
            time.sleep(_LOOK_S)

    def typed(self, text: str) -> None:
        """The window took a burst of keys for a scan: heard where a scanner of this kiosk types
        into the window, and nowhere else."""
        for device in self._devices:
            if isinstance(device, TypingScanner):
                device.typed(text)

    def wake(self) -> None:
        """Something was plugged in or out."""
        for device in self._devices:
            device.wake()

    def close(self) -> None:
        for device in self._devices:
            device.close()

    def _all_reports(self) -> Iterable[DeviceReport]:
        for device in self._devices:
            yield from device.reports()

    def _absent(self, component: Component) -> DeviceReport:
        return DeviceReport(component, DeviceState.ABSENT, None, self._absent_since_ms)
