"""The journey of the demo: a citizen pays a bill, the line is cut, and the power fails on top.

Each step waits for what it can see from outside (screen, terminal, journal, paper, hub), so that
it is printed when it has happened and not when it should have.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from contract.values import BillPair
from provisioning.demo.city_side import CitySide
from provisioning.demo.counts import (
    Counts,
    hub_count,
    journal_count,
    paper_count,
    terminal_count,
)
from provisioning.demo.kiosk_side import KioskSide
from provisioning.demo.line import Line
from provisioning.demo.programs import Programs
from provisioning.demo.telling import Telling

BILL = BillPair.parse_barcode("10000127261670000119350285")
"""The second bill of the first property of the sample city's district 2: 1,193,000 rials."""

ONLINE = "ارتباط با مرکز برقرار است"
OFFLINE = "بدون ارتباط با مرکز"
"""What the foot of every screen says of the line."""

SCREEN_S = 45.0
HUB_S = 90.0


@dataclass
class Journey:
    """One citizen at one kiosk. `output` gets the pictures."""

    city: CitySide
    kiosk: KioskSide
    line: Line
    programs: Programs
    telling: Telling
    output: Path
    _papers_before: int = 0

    def play(self) -> Counts:
        """From the attract screen to the hub. Raises ProgramFailed when a step doesn't happen."""
        self._papers_before = paper_count(self.kiosk.devices.paper)
        self._cut_the_line()
        self._find_the_bill()
        self._ask_for_money()
        self._lose_power()
        self._recover()
        self._reach_the_hub()
        counts = self.counts()
        self.telling.step("counted", counts.line)
        return counts

    def counts(self) -> Counts:
        """From four sources that share no file."""
        return Counts(
            terminal=terminal_count(self.kiosk.devices.ledger),
            journal=journal_count(self.kiosk.directory),
            paper=paper_count(self.kiosk.devices.paper) - self._papers_before,
            hub=hub_count(self.city.administrator),
        )

    def _cut_the_line(self) -> None:
        self._until_screen("attract")
        self.kiosk.dock.tap("start")
        self._until_screen("home")
        self._until_text(ONLINE)
        self._picture("1-home-online")
        self.line.cut()
        self._until_text(OFFLINE)
        self.telling.step("line cut", "the kiosk goes on without the city")

    def _find_the_bill(self) -> None:
        dock = self.kiosk.dock
        dock.tap("tile_pay")
        self._until_screen("bill_entry")
        self.telling.step("tapped", "pay a bill")
        self._picture("2-entry")
        self.kiosk.devices.tell("scanner", do="scan", text=BILL.barcode())
        self._until_screen("bill_review")
        self.telling.step("scanned", f"bill {BILL.bill.text}, {BILL.amount.amount:,} rials")
        self._picture("3-review-offline")

    def _ask_for_money(self) -> None:
        self.kiosk.dock.tap("primary")
        self._until_screen("paying")
        self.programs.until("the terminal waits for a card", self.kiosk.terminal_waits, SCREEN_S)
        requested = journal_count(self.kiosk.directory, "payment.requested")
        self.telling.step("money asked for", f"journaled before: {requested} request")
        self._picture("4-paying")

    def _lose_power(self) -> None:
        self.kiosk.cut_power()
        self.telling.step("power cut", "counter, interface and agent are dead; the terminal not")
        self.kiosk.devices.tell("terminal", do="present_card")
        self.programs.until(
            "the terminal takes the money",
            lambda: terminal_count(self.kiosk.devices.ledger) == 1,
            SCREEN_S,
        )
        self.telling.step("card presented", "the terminal takes the money; nobody hears it")

    def _recover(self) -> None:
        self.kiosk.start(self.programs)
        self.programs.until(
            "the kiosk finds the payment",
            lambda: journal_count(self.kiosk.directory) == 1,
            SCREEN_S,
        )
        self.telling.step("recovered", "the terminal was asked what became of it")
        self.telling.step("approved", "found by inquiry; no second request")
        self.telling.step("journaled", "on the kiosk's disk")
        self.programs.until(
            "the receipt is cut",
            lambda: paper_count(self.kiosk.devices.paper) > self._papers_before,
            SCREEN_S,
        )
        self.programs.until(
            "the printer's word is journaled",
            lambda: journal_count(self.kiosk.directory, "payment.closed") == 1,
            SCREEN_S,
        )
        self.telling.step("printed", "the receipt is on paper, said the printer")
        self._until_screen("recovery")
        self._picture("5-recovered")
        shutil.copyfile(self.kiosk.devices.newest_paper(), self.output / "receipt.png")
        self.kiosk.dock.tap("ok")
        self._until_screen("home")
        self._picture("6-home-offline")

    def _reach_the_hub(self) -> None:
        self.line.mend()
        self.telling.step("line back")
        self.programs.until("everything is acknowledged", self.kiosk.acknowledged, HUB_S)
        self.telling.step("acknowledged", "signed by the hub, checked by the kiosk")
        self.programs.until(
            "the payment is on the hub", lambda: hub_count(self.city.administrator) == 1, HUB_S
        )
        self.telling.step("on the hub")
        self._until_text(ONLINE)
        self._picture("7-home-online-again")

    def _until_screen(self, name: str) -> None:
        self.programs.until(
            f"the screen {name}", lambda: self.kiosk.dock.screen() == name, SCREEN_S
        )

    def _until_text(self, text: str) -> None:
        """Until the citizen can read it somewhere on the screen."""
        self.programs.until(
            f"the screen says {text}",
            lambda: any(text in shown for shown in self.kiosk.dock.texts()),
            SCREEN_S,
        )

    def _picture(self, name: str) -> None:
        self.kiosk.dock.picture((self.output / f"{name}.png").absolute())
