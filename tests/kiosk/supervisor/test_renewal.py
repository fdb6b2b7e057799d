"""After a visit nothing of it is in the memory of any process of the kiosk."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from contract.logs import log_files
from contract.reference import BillRecord
from kiosk.interface.connection import TOUCH_WAITS_MS
from kiosk.processes import RENEW_VARIABLE
from provisioning.demo.dock import DockRefused
from tests.kiosk.counter.kiosk_room import BILL, PAYMENT_ID, KioskRoom
from tests.kiosk.supervisor.supervised import Kiosk
from tests.support.memory import CAN_LOOK, copies_in_memory, files_with
from tests.support.waiting import eventually

OWNER, TYPED = "زرنگارِ قناری", "9876501234567"
KNOWN = BillRecord(
    bill_id=BILL,
    payment_id=PAYMENT_ID,
    amount=1_250_000,
    kind="renovation",
    title="عوارض نوسازی",
    year=1405,
    period=1,
    property_code="2-14-108-23-1-6-0",
    owner_masked=OWNER,
    address="خیابان نوروزیان",
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        room.know(KNOWN)
        yield room


@pytest.fixture
def kiosk(room: KioskRoom) -> Iterator[Kiosk]:
    kiosk = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    eventually(kiosk.has_spare, "a spare")
    yield kiosk
    assert kiosk.process.stop() == 0


def processes(kiosk: Kiosk) -> list[int]:
    supervisor = psutil.Process(kiosk.process.pid)
    return [supervisor.pid, *(child.pid for child in supervisor.children())]


def copies(kiosk: Kiosk, text: str) -> int:
    return sum(copies_in_memory(pid, text) for pid in processes(kiosk))


def type_what_is_no_bill(room: KioskRoom) -> None:
    room.begin()
    room.until(lambda m: bool(m["tiles"][0]["enabled"]), "the tile of payments")
    room.touch("tile", id="pay")
    room.until_screen("bill_entry")
    for digit in TYPED:
        room.touch("key", digit=digit)
    room.until(lambda m: bool(m["fields"][0]["value"]), "what was typed")


def look_at_a_bill(room: KioskRoom) -> None:
    """In place of what was typed, the bill's numbers; stands before the bill then."""
    room.touch("clear")
    room.until(lambda m: not m["fields"][0]["value"], "an empty field")
    room.type_the_numbers()
    room.until_screen("bill_review")


def go_away(room: KioskRoom) -> None:
    room.touch("cancel")
    room.until_screen("home")
    room.touch("close")
    room.leave()


def until_renewed(kiosk: Kiosk, counter: int, windows: list[psutil.Process]) -> None:
    eventually(lambda: not psutil.pid_exists(windows[0].pid), "the used window's end")
    eventually(lambda: not psutil.pid_exists(counter), "the used counter's end")
    kiosk.pid_of("kiosk.counter", other_than=counter)


@pytest.mark.skipif(not CAN_LOOK, reason="only root may look into another process's memory")
def test_nothing_of_a_visit_is_left_in_any_process(room: KioskRoom, kiosk: Kiosk) -> None:
    counter = kiosk.pid_of("kiosk.counter")
    type_what_is_no_bill(room)
    eventually(lambda: copies(kiosk, TYPED) > 0, "what was typed, in memory")
    look_at_a_bill(room)
    eventually(lambda: kiosk.dock.screen() == "bill_review", "the bill on the glass")
    eventually(kiosk.has_spare, "a spare")  # on a machine without time for it, a new one
    windows = kiosk.windows()
    assert copies_in_memory(counter, OWNER) > 0
    assert copies_in_memory(windows[0].pid, OWNER) > 0
    assert copies_in_memory(windows[1].pid, OWNER) == 0
    go_away(room)
    until_renewed(kiosk, counter, windows)
    eventually(lambda: kiosk.dock.screen() == "attract", "the attract screen")
    assert copies(kiosk, TYPED) == 0
    # The counter may hold what the city's data on its disk says of the district; no window may.
    assert all(copies_in_memory(window.pid, OWNER) == 0 for window in kiosk.windows())
    assert OWNER not in " ".join(kiosk.dock.texts())
    assert files_with(room.folder, TYPED) == []
    assert {path.parent for path in files_with(room.folder, OWNER)} == {
        room.directory.reference_path
    }


@pytest.mark.skipif(not CAN_LOOK, reason="only root may look into another process's memory")
def test_nothing_of_a_paid_bill_is_left_but_its_sealed_payment(
    room: KioskRoom, kiosk: Kiosk
) -> None:
    counter, windows = kiosk.pid_of("kiosk.counter"), kiosk.windows()
    assert room.pay()["outcome"] == "paid"
    eventually(lambda: kiosk.dock.screen() == "done", "the result on the glass")
    room.touch("finish")
    room.leave()
    until_renewed(kiosk, counter, windows)
    eventually(lambda: kiosk.dock.screen() == "attract", "the attract screen")
    assert "payment.closed" in room.kinds
    assert all(copies_in_memory(window.pid, OWNER) == 0 for window in kiosk.windows())
    assert {path.parent for path in files_with(room.folder, OWNER)} == {
        room.directory.reference_path
    }
    logs = log_files(room.directory.logs_path)
    assert "supervisor.log" in {path.name for path in logs}  # a counter that is well is silent
    said = "".join(path.read_text() for path in logs)
    assert all(canary not in said for canary in (OWNER, BILL, PAYMENT_ID))


def touches_start(kiosk: Kiosk) -> bool:
    """False where no window is there yet to be touched."""
    try:
        kiosk.dock.tap("start")
    except (DockRefused, OSError):
        return False
    return True


def counter_is_late(room: KioskRoom, touched_s: float) -> bool:
    """Whether the next counter came too late for a touch that waits for it so long."""
    room.arrive()
    room.until_screen("attract", "home")
    return time.monotonic() - touched_s > TOUCH_WAITS_MS / 1000


def test_a_touch_while_the_counter_is_renewed_is_heard_by_the_next(
    room: KioskRoom, kiosk: Kiosk
) -> None:
    counter, windows = kiosk.pid_of("kiosk.counter"), kiosk.windows()
    type_what_is_no_bill(room)
    look_at_a_bill(room)
    eventually(lambda: kiosk.dock.screen() == "bill_review", "the bill on the glass")
    go_away(room)
    eventually(lambda: not psutil.pid_exists(windows[0].pid), "the used window's end")
    eventually(lambda: not psutil.pid_exists(counter), "the used counter's end")
    following = kiosk.pid_of("kiosk.counter", other_than=counter)
    os.kill(following, signal.SIGSTOP)  # it is not there before the touch
    eventually(lambda: touches_start(kiosk), "the next window")
    touched_s = time.monotonic()
    os.kill(following, signal.SIGCONT)
    if counter_is_late(room, touched_s) and kiosk.dock.screen() != "home":
        pytest.skip("this machine is too busy to start a counter in three seconds")
    eventually(lambda: kiosk.dock.screen() == "home", "the home screen, by that one touch")


def test_a_visit_without_anything_personal_keeps_its_counter(
    room: KioskRoom, kiosk: Kiosk
) -> None:
    counter = kiosk.pid_of("kiosk.counter")
    room.begin()
    room.touch("close")
    room.until_screen("attract")
    room.begin()
    assert kiosk.pid_of("kiosk.counter") == counter


def test_a_counter_that_nobody_would_start_again_goes_on(
    room: KioskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(RENEW_VARIABLE, raising=False)
    counter = room.start()
    room.arrive()
    assert room.pay()["outcome"] == "paid"
    room.touch("finish")
    room.until_screen("attract")
    room.begin()
    assert counter.exit_code is None
