"""Trying each device of the profile once: does it answer, and is it ready for citizens?

Nothing is printed and no money is asked for; the status slip that follows is the printer's proof.
"""

import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from hardware.printers import EscPosPrinter
from hardware.profile import DeviceProfile, load_profile
from hardware.readers import Rdm6300Reader
from hardware.scanners import SerialScanner
from hardware.state import Component, DeviceReport, DeviceState
from hardware.terminals import open_terminal

SETTLE_S = 8.0
"""A terminal registers, a printer tells its status: seconds at most. Longer is a failure."""
POLL_S = 0.05


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


class _Device(Protocol):
    def close(self) -> None: ...


def try_components(profile_path: Path) -> tuple[ComponentResult, ...]:
    """Each component's result, also of those that the kiosk doesn't have.

    Raises InvalidValue when the profile is wrong.
    """
    profile = load_profile(profile_path) if profile_path.exists() else DeviceProfile()
    with contextlib.ExitStack() as opened:
        reports = dict(_settled(_open(profile, opened)))
    return tuple(_result(component, reports.get(component)) for component in Component)


Ask = Callable[[], Iterable[DeviceReport]]


def _open(profile: DeviceProfile, opened: contextlib.ExitStack) -> list[Ask]:
    """Start the drivers of the profile; they are closed with `opened`."""

    def keep(device: _Device) -> None:
        opened.callback(device.close)

    asks: list[Ask] = []
    if profile.printer is not None:
        printer = EscPosPrinter(profile.printer.address, profile.printer.columns)
        keep(printer)
        asks.append(printer.report)
    if profile.terminal is not None:
        terminal = open_terminal(profile.terminal)
        keep(terminal)
        asks.append(lambda: (terminal.report(),))
    if profile.scanner is not None:
        scanner = SerialScanner(profile.scanner.address, _heed_nothing)
        keep(scanner)
        asks.append(lambda: (scanner.report(),))
    if profile.reader is not None:
        reader = Rdm6300Reader(profile.reader.address, _heed_nothing)
        keep(reader)
        asks.append(lambda: (reader.report(),))
    return asks


def _heed_nothing(_read: object) -> None:
    """Whatever is scanned during the test is nobody's."""


def _settled(asks: list[Ask]) -> Iterable[tuple[Component, DeviceReport]]:
    """The reports once no device is starting any more, or time is up."""
    deadline = time.monotonic() + SETTLE_S
    while True:
        reports = [report for ask in asks for report in ask()]
        starting = any(report.state is DeviceState.STARTING for report in reports)
        if not starting or time.monotonic() > deadline:
            return [(report.component, report) for report in reports]
        time.sleep(POLL_S)


def _result(component: Component, report: DeviceReport | None) -> ComponentResult:
    if report is None or report.state is DeviceState.ABSENT:
        return ComponentResult(component, SelfTestOutcome.ABSENT, "")
    match report.state:
        case DeviceState.READY:
            return ComponentResult(component, SelfTestOutcome.PASSED, "")
        case DeviceState.DEGRADED:
            return ComponentResult(component, SelfTestOutcome.PASSED, report.reason or "degraded")
        case DeviceState.FAILED:
            return ComponentResult(component, SelfTestOutcome.FAILED, report.reason or "failed")
        case DeviceState.STARTING:
            return ComponentResult(component, SelfTestOutcome.FAILED, "no_answer")
