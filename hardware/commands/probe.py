"""`pishkhan hardware probe`: what each device of a kiosk answers, now."""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from hardware.commands.subparsers import Subparsers, add_command
from hardware.printers import EscPosPrinter
from hardware.profile import DeviceProfile, load_profile
from hardware.readers import Rdm6300Reader
from hardware.scanners import SerialScanner
from hardware.state import Component, DeviceReport, DeviceState
from hardware.terminals import open_terminal

_SETTLE_S = 8.0  # a terminal registers, a printer tells its status: seconds at most
_LOOK_S = 0.05


class _Device(Protocol):
    def close(self) -> None: ...


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "probe",
        "ask each device of a kiosk how it is; nothing is printed, no money is asked for",
        "pishkhan hardware probe --devices devices.toml --json",
    )
    parser.add_argument(
        "--devices", type=Path, required=True, metavar="FILE", help="the kiosk's devices.toml"
    )
    parser.add_argument("--json", action="store_true", help="the reports as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: all that are there work; 1: at least one has failed."""
    reports = probe(load_profile(options.devices))
    if options.json:
        print(json.dumps([_facts(report) for report in reports], ensure_ascii=False))
    else:
        for report in reports:
            reason = f"  {report.reason}" if report.reason else ""
            print(f"{report.component:<9}{report.state}{reason}")
    failed = (DeviceState.FAILED, DeviceState.STARTING)
    return 1 if any(report.state in failed for report in reports) else 0


def probe(profile: DeviceProfile) -> list[DeviceReport]:
    """A report of every component, those that the kiosk lacks too."""
    devices: list[_Device] = []
    asks: list[Callable[[], Iterable[DeviceReport]]] = []
    if profile.printer is not None:
        printer = EscPosPrinter(profile.printer.address, profile.printer.columns)
        devices.append(printer)
        asks.append(printer.report)
    if profile.terminal is not None:
        terminal = open_terminal(profile.terminal)
        devices.append(terminal)
        asks.append(lambda: (terminal.report(),))
    if profile.scanner is not None:
        scanner = SerialScanner(profile.scanner.address, _heed_nothing)
        devices.append(scanner)
        asks.append(lambda: (scanner.report(),))
    if profile.reader is not None:
        reader = Rdm6300Reader(profile.reader.address, _heed_nothing)
        devices.append(reader)
        asks.append(lambda: (reader.report(),))
    try:
        found = _settled(asks)
    finally:
        for device in devices:
            device.close()
    absent = (component for component in Component if component not in found)
    return [*found.values(), *(_absent(component) for component in absent)]


def _heed_nothing(_read: object) -> None:
    """Whatever is read during a probe is nobody's."""


def _settled(
    asks: list[Callable[[], Iterable[DeviceReport]]],
) -> dict[Component, DeviceReport]:
    """The reports once no device is starting any more, or time is up."""
    deadline = time.monotonic() + _SETTLE_S
    while True:
        reports = {report.component: report for ask in asks for report in ask()}
        starting = any(report.state is DeviceState.STARTING for report in reports.values())
        if not starting or time.monotonic() > deadline:
            return reports
        time.sleep(_LOOK_S)


def _absent(component: Component) -> DeviceReport:
    return DeviceReport(component, DeviceState.ABSENT, None, 0)


def _facts(report: DeviceReport) -> dict[str, Any]:
    return {
        "component": report.component.value,
        "state": report.state.value,
        "reason": report.reason,
        "since_ms": report.since_ms,
        "level": report.level,
    }
