"""One window is shown and one waits: what was used, ended or hangs is followed by the other."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.kiosk.supervisor.supervised import Kiosk
from tests.support.waiting import eventually

BACK_WITHIN_S = 3.0
READY_WITHIN_S = 1.0
CARD = "waiting_for_card"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path, auto_approve_ms=None) as room:
        yield room


@pytest.fixture
def kiosk(room: KioskRoom) -> Iterator[Kiosk]:
    kiosk = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    yield kiosk
    assert kiosk.process.stop() == 0


def replaced_after(kiosk: Kiosk, sign: signal.Signals, screen: str) -> float:
    """How long nobody saw `screen` when the window that shows it got `sign`."""
    eventually(lambda: kiosk.dock.screen() == screen, f"screen {screen}")
    eventually(kiosk.has_spare, "a spare")
    shown, spare = kiosk.windows()
    began = time.monotonic()
    shown.send_signal(sign)
    eventually(lambda: spare.pid == kiosk.windows()[0].pid, "the end of the first window")
    eventually(lambda: kiosk.dock.screen() == screen, f"screen {screen} again")
    return time.monotonic() - began


@pytest.mark.timeout(180)
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_a_window_is_replaced_on_every_screen_of_a_payment(
    room: KioskRoom, kiosk: Kiosk, sign: signal.Signals
) -> None:
    counter = kiosk.pid_of("kiosk.counter")
    assert replaced_after(kiosk, sign, "attract") < BACK_WITHIN_S
    room.begin()
    assert replaced_after(kiosk, sign, "home") < BACK_WITHIN_S
    room.touch("tile", id="pay")
    room.until_screen("bill_entry")
    assert replaced_after(kiosk, sign, "bill_entry") < BACK_WITHIN_S
    room.type_the_numbers()
    room.until_screen("bill_review")
    assert replaced_after(kiosk, sign, "bill_review") < BACK_WITHIN_S
    room.touch("pay")
    eventually(lambda: room.terminal.obey({"do": "state"})["phase"] == CARD, "the terminal waits")
    assert replaced_after(kiosk, sign, "paying") < BACK_WITHIN_S
    room.terminal.obey({"do": "present_card"})
    assert room.until_screen("done")["outcome"] == "paid"
    assert replaced_after(kiosk, sign, "done") < BACK_WITHIN_S
    assert kiosk.pid_of("kiosk.counter") == counter
    assert len(room.charges) == len(room.papers) == 1


def test_a_visit_with_a_bill_costs_its_window_and_the_next_is_there_within_a_second(
    room: KioskRoom, kiosk: Kiosk
) -> None:
    eventually(kiosk.has_spare, "a spare")
    used, spare = kiosk.windows()
    room.type_bill()
    room.until_screen("bill_review")
    eventually(lambda: kiosk.dock.screen() == "bill_review", "the bill on the glass")
    room.touch("cancel")
    room.until_screen("home")
    ended = time.monotonic()
    room.touch("close")
    eventually(lambda: kiosk.windows()[0].pid == spare.pid, "the used window's end")
    eventually(lambda: kiosk.dock.screen() == "attract", "the attract screen")
    assert time.monotonic() - ended < READY_WITHIN_S
    eventually(lambda: not psutil.pid_exists(used.pid), "nothing left of it")
    room.leave()
    eventually(kiosk.has_spare, "a new spare")


def test_a_visit_without_anything_personal_costs_nothing(room: KioskRoom, kiosk: Kiosk) -> None:
    eventually(kiosk.has_spare, "a spare")
    before = [window.pid for window in kiosk.windows()]
    room.begin()
    room.touch("close")
    room.until_screen("attract")
    eventually(lambda: kiosk.dock.screen() == "attract", "the attract screen")
    assert [window.pid for window in kiosk.windows()] == before


def test_a_spare_that_dies_is_replaced_and_nobody_sees_it(room: KioskRoom, kiosk: Kiosk) -> None:
    eventually(kiosk.has_spare, "a spare")
    shown, spare = kiosk.windows()
    spare.kill()
    eventually(lambda: not spare.is_running(), "its end")
    eventually(kiosk.has_spare, "a new spare")
    assert kiosk.windows()[0].pid == shown.pid
