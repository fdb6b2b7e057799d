"""One window is shown and one waits: what was used, ended or hangs is followed by the other."""

import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.kiosk.supervisor.supervised import Kiosk
from tests.support.waiting import eventually

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


def assert_replaced(kiosk: Kiosk, sign: signal.Signals, screen: str) -> None:
    """The spare shows `screen` when the window that showed it got `sign`. How soon is measured by
    `pishkhan bench kiosk`."""
    eventually(lambda: kiosk.dock.screen() == screen, f"screen {screen}")
    eventually(kiosk.has_spare, "a spare")
    shown, spare = kiosk.windows()
    shown.send_signal(sign)
    eventually(lambda: spare.pid == kiosk.windows()[0].pid, "the end of the first window")
    eventually(lambda: kiosk.dock.screen() == screen, f"screen {screen} again")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_a_window_is_replaced_on_every_screen_of_a_payment(
    room: KioskRoom, kiosk: Kiosk, sign: signal.Signals
) -> None:
    counter = kiosk.pid_of("kiosk.counter")
    assert_replaced(kiosk, sign, "attract")
    room.begin()
    assert_replaced(kiosk, sign, "home")
    room.touch("tile", id="pay")
    room.until_screen("bill_entry")
    assert_replaced(kiosk, sign, "bill_entry")
    room.type_the_numbers()
    room.until_screen("bill_review")
    assert_replaced(kiosk, sign, "bill_review")
    room.touch("pay")
    eventually(lambda: room.terminal.obey({"do": "state"})["phase"] == CARD, "the terminal waits")
    assert_replaced(kiosk, sign, "paying")
    room.terminal.obey({"do": "present_card"})
    assert room.until_screen("done")["outcome"] == "paid"
    assert_replaced(kiosk, sign, "done")
    assert kiosk.pid_of("kiosk.counter") == counter
    assert len(room.charges) == len(room.papers) == 1


def test_a_visit_with_a_bill_costs_its_window_and_the_spare_takes_its_place(
    room: KioskRoom, kiosk: Kiosk
) -> None:
    eventually(kiosk.has_spare, "a spare")
    used, spare = kiosk.windows()
    room.type_bill()
    room.until_screen("bill_review")
    eventually(lambda: kiosk.dock.screen() == "bill_review", "the bill on the glass")
    room.touch("cancel")
    room.until_screen("home")
    room.touch("close")
    eventually(lambda: kiosk.windows()[0].pid == spare.pid, "the used window's end")
    eventually(lambda: kiosk.dock.screen() == "attract", "the attract screen")
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
