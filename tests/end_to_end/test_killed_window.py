"""SIGKILL to the kiosk's window on every screen of a payment: a new one goes on where it was."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from provisioning.demo.citizen import BILL, Journey
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling
from tests.end_to_end.ports import free_base
from tests.support.ready_interpreter import launch_ready
from tests.support.waiting import eventually


@pytest.fixture
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="pishkhan-test-") as name:
        ports = DemoPorts(free_base())
        telling = Telling(as_json=True)
        with set_stage(ports, telling, Path(name), windowed=False, launch=launch_ready) as started:
            yield started


def _windows() -> list[int]:
    """The interfaces' process numbers, the one that was started first at the front."""
    found: list[psutil.Process] = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if "kiosk.interface" in child.cmdline():
                found.append(child)
    return [child.pid for child in sorted(found, key=psutil.Process.create_time)]


def _kill_window_on(stage: Stage, screen: str) -> None:
    """Kills it there, and waits until another window shows the same screen."""
    dock = stage.kiosk.dock
    eventually(lambda: dock.screen() == screen, f"screen {screen}")
    before = eventually(_windows, "a window")[0]
    os.kill(before, signal.SIGKILL)
    eventually(lambda: (now := _windows()) and before not in now, "another window")
    eventually(lambda: dock.screen() == screen, f"screen {screen} again")


@pytest.mark.timeout(180)
def test_a_payment_survives_a_killed_window_on_every_screen(stage: Stage) -> None:
    dock, devices = stage.kiosk.dock, stage.kiosk.devices
    journey = Journey(
        stage.city, stage.kiosk, stage.line, stage.programs, stage.telling, stage.output
    )
    slips = journey.counts().paper
    _kill_window_on(stage, "attract")
    dock.tap("start")
    _kill_window_on(stage, "home")
    dock.tap("tile_pay")
    _kill_window_on(stage, "bill_entry")
    devices.tell("scanner", do="scan", text=BILL.barcode())
    _kill_window_on(stage, "bill_review")
    dock.tap("primary")
    eventually(stage.kiosk.terminal_waits, "the terminal waits for a card")
    _kill_window_on(stage, "paying")
    devices.tell("terminal", do="present_card")
    _kill_window_on(stage, "done")

    def all_have_one() -> bool:
        counts = journey.counts()
        return (counts.terminal, counts.journal, counts.paper - slips, counts.hub) == (1, 1, 1, 1)

    eventually(all_have_one, "one payment at terminal, journal, paper and hub")
