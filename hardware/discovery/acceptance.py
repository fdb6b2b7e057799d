"""A technician's test of each device of a kiosk: does it do its work, now, with a person there?

No money is asked for; the printer's test slip is the only paper. Each device is opened alone,
in the order of the work: the slip comes first, for the scanner to read.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from queue import Empty, SimpleQueue
from typing import assert_never

from hardware.device import (
    CardPresented,
    CardRefused,
    CodeScanned,
    DeviceEvent,
    Table,
)
from hardware.device_set import DeviceSet
from hardware.discovery.masking import masked
from hardware.faults import Language, fault_words
from hardware.link import LinkError
from hardware.paper import render, sample_page
from hardware.printers import NotPrinted, Printed, ReceiptPrinter
from hardware.profile import DeviceEntry, DeviceProfile
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState
from hardware.terminals import PaymentTerminal

_SETTLE_S = 8.0
_ORDER = (Table.PRINTER, Table.TERMINAL, Table.SCANNER, Table.READER, Table.CABINET)
_WORKING = (DeviceState.READY, DeviceState.DEGRADED)


class Verdict(StrEnum):
    """`warning`: it works, and a person should do something about it soon."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AcceptanceResult:
    """`what` was seen; `action`: what to do now, empty when nothing is."""

    table: Table
    driver: str
    verdict: Verdict
    what: str
    action: str = ""


Say = Callable[[str], None]


def accept(
    profile: DeviceProfile, only: Table | None, wait_s: float, say: Say
) -> Iterator[AcceptanceResult]:
    """A result for each device. `say` is told what a person must do, while it is waited for, at
    most `wait_s` a device."""
    for table in _ORDER:
        if only in (None, table):
            for entry in profile.entries:
                if entry.table is table:
                    yield _tested(entry, wait_s, say)


def _tested(entry: DeviceEntry, wait_s: float, say: Say) -> AcceptanceResult:
    heard: SimpleQueue[DeviceEvent] = SimpleQueue()
    devices = DeviceSet.open(DeviceProfile((entry,)), heard.put)
    try:
        reports = devices.settled(_SETTLE_S).values()
        mine = [report for report in reports if report.state is not DeviceState.ABSENT]
        bad = next((report for report in mine if report.state not in _WORKING), None)
        if bad is not None:
            return _faulty(entry, bad)
        result = _at_work(entry, devices, heard, wait_s, say)
        weak = next((report for report in mine if report.state is DeviceState.DEGRADED), None)
        if result.verdict is Verdict.PASSED and weak is not None:
            return _faulty(entry, weak)
        return result
    finally:
        devices.close()


def _at_work(
    entry: DeviceEntry,
    devices: DeviceSet,
    heard: SimpleQueue[DeviceEvent],
    wait_s: float,
    say: Say,
) -> AcceptanceResult:
    match entry.table:
        case Table.PRINTER:
            assert devices.printer is not None
            return _prints(entry, devices.printer)
        case Table.TERMINAL:
            assert devices.terminal is not None
            return _answers(entry, devices.terminal)
        case Table.SCANNER:
            say(f"Scan the code on the test slip, within {wait_s:g} seconds.")
            return _scans(entry, heard, wait_s)
        case Table.READER:
            say(f"Hold a staff card at the reader, within {wait_s:g} seconds. No bank card.")
            return _reads(entry, heard, wait_s)
        case Table.CABINET:
            return _result(entry, Verdict.PASSED, "It is well.")
        case _:
            assert_never(entry.table)


def _prints(entry: DeviceEntry, printer: ReceiptPrinter) -> AcceptanceResult:
    outcome = printer.print(render(sample_page(printer.columns_dots)), os.urandom(4))
    if isinstance(outcome, Printed):
        how = outcome.proof.value.replace("_", " ")
        return _result(entry, Verdict.PASSED, f"The test slip is on paper, proven by {how}.")
    certain = "No slip came out" if isinstance(outcome, NotPrinted) else "It may or may not print"
    what, action = _words(Component.PRINTER, outcome.reason.value)
    return _result(entry, Verdict.FAILED, f"{certain}: {what}", action)


def _answers(entry: DeviceEntry, terminal: PaymentTerminal) -> AcceptanceResult:
    """Registered it is already, else its report would say so; here it tells its last receipt."""
    try:
        last = terminal.last_receipt()
    except LinkError as error:
        return _result(entry, Verdict.FAILED, error.what, error.next_step)
    receipt = "It is on the line" if last is None else f"It answers; its last receipt is {last}"
    what = f"{receipt}. Terminal {terminal.terminal_id}; no money was asked for."
    return _result(entry, Verdict.PASSED, what)


def _scans(entry: DeviceEntry, heard: SimpleQueue[DeviceEvent], wait_s: float) -> AcceptanceResult:
    for event in _until(heard, wait_s):
        if isinstance(event, CodeScanned):
            what = f"A code of {len(event.text)} characters was read: {masked(event.text)}"
            return _result(entry, Verdict.PASSED, what)
    return _result(
        entry,
        Verdict.FAILED,
        "No code was read.",
        "See that the scanner lights up; set it to end each code with Enter; clean its window.",
    )


def _reads(entry: DeviceEntry, heard: SimpleQueue[DeviceEvent], wait_s: float) -> AcceptanceResult:
    refused = False
    for event in _until(heard, wait_s):
        if isinstance(event, CardPresented):
            what = f"A card was read: {masked(event.number)}"
            return _result(entry, Verdict.PASSED, what)
        refused |= isinstance(event, CardRefused)
    if refused:
        return _result(
            entry,
            Verdict.PASSED,
            "A bank card was refused unread, as it must be; no other card was shown.",
        )
    return _result(
        entry,
        Verdict.FAILED,
        "No card was read.",
        "Hold the card flat on the reader; check that card and reader are of one kind.",
    )


def _until(heard: SimpleQueue[DeviceEvent], wait_s: float) -> Iterator[DeviceEvent]:
    deadline = time.monotonic() + wait_s
    while (left_s := deadline - time.monotonic()) > 0:
        try:
            yield heard.get(timeout=left_s)
        except Empty:
            return


def _faulty(entry: DeviceEntry, report: DeviceReport) -> AcceptanceResult:
    """For a report that is not ready."""
    verdict = Verdict.WARNING if report.state is DeviceState.DEGRADED else Verdict.FAILED
    if report.reason is None:
        return _result(
            entry,
            verdict,
            f"It has not told how it is within {_SETTLE_S:g} seconds.",
            "Switch it off and on, and test again.",
        )
    what, action = _words(report.component, report.reason.value)
    return _result(entry, verdict, what, action)


def _words(component: Component, reason: str) -> tuple[str, str]:
    """The catalogue's, for reasons in it; what only an outcome can say is said by its name."""
    if reason in tuple(Reason):
        known = Reason(reason)
        paper = known in (Reason.PAPER_END, Reason.PAPER_NEAR_END)
        words = fault_words(Component.PAPER if paper else component, known, Language.ENGLISH)
        return words.what, words.action
    return reason.replace("_", " ") + ".", "Test again; if it stays so, change the device."


def _result(entry: DeviceEntry, verdict: Verdict, what: str, action: str = "") -> AcceptanceResult:
    return AcceptanceResult(entry.table, entry.kind.driver, verdict, what, action)
