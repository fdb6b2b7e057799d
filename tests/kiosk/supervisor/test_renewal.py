"""After a visit nothing of it is in the memory of any process of the kiosk."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from contract.reference import BillRecord
from kiosk.processes import RENEW_VARIABLE
from provisioning.demo.dock import DockRefused
from tests.kiosk.counter.kiosk_room import BILL, PAYMENT_ID, KioskRoom
from tests.kiosk.supervisor.supervised import Kiosk
from tests.support.memory import CAN_LOOK, copies_in_memory, files_with
from tests.support.waiting import comes_true, eventually

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
    counter, windows = kiosk.pid_of("kiosk.counter"), kiosk.windows()
    type_what_is_no_bill(room)
    eventually(lambda: copies(kiosk, TYPED) > 0, "what was typed, in memory")
    look_at_a_bill(room)
    eventually(lambda: kiosk.dock.screen() == "bill_review", "the bill on the glass")
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


def is_home_after_a_touch(kiosk: Kiosk) -> bool:
    """A touch waits three seconds for its counter; whoever sees nothing happen touches again."""
    with suppress(DockRefused, OSError):  # nothing there to touch, or no window just now
        kiosk.dock.tap("start")
    return comes_true(lambda: kiosk.dock.screen() == "home", 4.0)


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
    assert kiosk.dock.screen() != "one_moment"
    eventually(lambda: is_home_after_a_touch(kiosk), "the home screen")


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
