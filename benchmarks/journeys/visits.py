"""Makes each visit once at a kiosk with emulated devices, and tells what it took.

Screens are all that were seen from the one that waits to the one with the outcome; the last touch
that clears it is not counted. Reading is not in the seconds. The machine's own time is that of the
same visit by a citizen who needs none: drawing, looking up, terminal, printer.
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.journeys.citizen import Citizen, Done, Errand
from benchmarks.journeys.errands import (
    check_receipt,
    find_an_office,
    pay_scanned,
    pay_typed,
    receipt_again,
    see_fees,
)
from benchmarks.journeys.paid import newest_payment
from contract.errors import PishkhanError
from provisioning.demo.desk.bills import Slot, sample_bills
from provisioning.demo.dock import Seen
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling

PORT_BASE = 19_760
WITHIN_S = 45.0
OFFICE = "office:felestin"


class NoCopy(PishkhanError):
    """The receipt that was asked for did not come out."""


def measure() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name,
        redirect_stdout(io.StringIO()),
        set_stage(
            DemoPorts(PORT_BASE), Telling(as_json=True), Path(name), windowed=False
        ) as stage,
    ):
        made = [(errand.name, _visit(stage, errand)) for errand in _errands(stage)]
    return [figure for name, done in made for figure in figures(name, done)]


def figures(name: str, done: Done) -> list[Figure]:
    """What is told of one errand. A typed digit is a touch too."""
    acts = done.acts
    return [
        Figure(name=f"{name}: screens", value=acts.screens, unit="screens"),
        Figure(name=f"{name}: touches", value=acts.touches + acts.digits, unit="touches"),
        Figure(name=f"{name}: practised", value=acts.practised_s, unit="s"),
        Figure(name=f"{name}: unpractised", value=acts.unpractised_s, unit="s"),
        Figure(name=f"{name}: machine's own", value=done.machine_s, unit="s"),
    ]


def _errands(stage: Stage) -> Iterator[Errand]:
    """One after the other: a receipt again wants a payment before it."""
    bills = [bill.pair for bill in sample_bills() if bill.slot is Slot.VALID]
    yield pay_scanned(bills[:1], "pay a scanned bill")
    yield pay_typed(bills[1])
    yield pay_scanned(bills[2:5], "pay three bills")
    payment = newest_payment(stage.kiosk.directory)
    papers = len(stage.kiosk.devices.papers())
    yield receipt_again(payment.last_four, payment.amount)
    if len(stage.kiosk.devices.papers()) == papers:
        raise NoCopy("No copy of the receipt came out.", "Read the counter's log.")
    yield check_receipt(payment.code)
    yield find_an_office(OFFICE)
    yield see_fees()


def _visit(stage: Stage, errand: Errand) -> Done:
    _until_nobody_is_there(stage)
    return Citizen(_Before(stage)).run(errand)


def _until_nobody_is_there(stage: Stage) -> None:
    """Whatever stands on the screen: the machine is started anew, so that each visit begins
    alike."""
    stage.kiosk.cut_power()
    stage.kiosk.start(stage.programs)
    dock = stage.kiosk.dock
    stage.programs.until("the first screen", lambda: dock.screen() == "attract", WITHIN_S)
    stage.programs.until("the city", stage.kiosk.online, WITHIN_S)


class _Before:
    """The stage as a citizen has it before them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def seen(self) -> Seen | None:
        self._stage.programs.refuse_ended()
        return self._stage.kiosk.dock.seen()

    def touch(self, target: str) -> None:
        self._stage.kiosk.dock.tap(target)

    def scan(self, text: str) -> None:
        self._stage.kiosk.devices.tell("scanner", do="scan", text=text)

    def terminal_waits(self) -> bool:
        return self._stage.kiosk.terminal_waits()

    def present_card(self) -> None:
        self._stage.kiosk.devices.tell("terminal", do="present_card")
