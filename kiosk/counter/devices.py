"""The kiosk's devices as the counter needs them: drivers, and what their reports allow."""

from dataclasses import dataclass
from typing import Protocol

from hardware.printers import ReceiptPrinter
from hardware.state import Component, DeviceReport, DeviceState, wall_ms
from hardware.terminals.port import Capability, PaymentTerminal
from kiosk.journeys.happenings import Conditions, PaperState, TerminalState
from kiosk.journeys.money import Inquiry

WORKING = frozenset({DeviceState.READY, DeviceState.DEGRADED})


class InputDevice(Protocol):
    """A scanner or reader: gives what it reads by itself, on a thread of its own."""

    def report(self) -> DeviceReport: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Devices:
    """Drivers of what this kiosk has; None for what it doesn't. `terminal_id` is the profile's."""

    printer: ReceiptPrinter | None = None
    terminal: PaymentTerminal | None = None
    terminal_id: str = ""
    scanner: InputDevice | None = None
    reader: InputDevice | None = None

    def reports(self) -> dict[Component, DeviceReport]:
        """What each driver knows at this moment; asks no device."""
        found: list[DeviceReport] = []
        if self.printer is not None:
            found += self.printer.report()
        if self.terminal is not None:
            found.append(self.terminal.report())
        found += [device.report() for device in (self.scanner, self.reader) if device is not None]
        reports = {report.component: report for report in found}
        return {component: reports.get(component) or _absent(component) for component in Component}

    @property
    def inquiry(self) -> Inquiry:
        terminal = self.terminal
        able = terminal is not None and Capability.INQUIRE in terminal.capabilities
        return Inquiry.POSSIBLE if able else Inquiry.IMPOSSIBLE

    def conditions(self) -> Conditions:
        reports = self.reports()
        terminal = reports[Component.TERMINAL].state in WORKING
        paper = all(
            reports[component].state in WORKING
            for component in (Component.PRINTER, Component.PAPER)
        )
        return Conditions(
            TerminalState.READY if terminal else TerminalState.NOT_READY,
            PaperState.READY if paper else PaperState.OUT,
            self.inquiry,
        )

    def close(self) -> None:
        """Ends every driver, whatever the others do."""
        for device in (self.scanner, self.reader, self.terminal, self.printer):
            if device is not None:
                device.close()


_ABSENT_SINCE_MS = wall_ms()


def _absent(component: Component) -> DeviceReport:
    return DeviceReport(component, DeviceState.ABSENT, None, _ABSENT_SINCE_MS)
