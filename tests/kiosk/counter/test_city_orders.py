"""What the city decides about a kiosk, at a real counter: between visits alone, and journaled."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from contract.city_closing import CityReason
from contract.clock import SystemClock, boot_id
from contract.closing import ClosingReason
from contract.events import ResumedByCity, StoppedByCity
from contract.update_hold import HOLD_MS, holds
from edge_agent.device import (
    ClosedByCity,
    ClosedByClerk,
    KioskOrder,
    OrderAnswer,
    OrderName,
    read_order,
    read_order_answer,
    write_city_closing,
    write_closing,
    write_order,
    write_order_answer,
)
from kiosk.boundary import BoundaryClient, BrokenFrame, Hello, Pictured, Role
from kiosk.counter.city_orders import PICTURE_WITHIN_MS
from kiosk.processes import AGAIN, RENEW_VARIABLE, RENEWED
from tests.edge_agent.support import HandClock
from tests.kiosk.counter.counter_here import CounterHere
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.kiosk.counter.test_help import beats_twice, wait_at_the_terminal
from tests.kiosk.interface.program import docked
from tests.support.waiting import eventually


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        yield room


def service(room: KioskRoom) -> list[str]:
    return [event.KIND for event in room.events if event.KIND.startswith("service.")]


def closed(order: str = "1.2", until_ms: int | None = None) -> ClosedByCity:
    reason = CityReason.CLOSED if until_ms is None else CityReason.MAINTENANCE
    return ClosedByCity(order=order, reason=reason, from_ms=0, until_ms=until_ms)


def ask(room: KioskRoom, name: OrderName, boot: str = boot_id().hex()) -> None:
    write_order(room.directory.order_path, KioskOrder(order="1.3", name=name, boot=boot))


def answer(room: KioskRoom) -> OrderAnswer:
    def ended() -> OrderAnswer | None:
        said = read_order_answer(room.directory.order_answer_path)
        return said if said is not None and said.word != "begun" else None

    return eventually(ended, "the order's end")


def test_the_city_closes_and_opens_and_both_name_the_command(room: KioskRoom) -> None:
    with CounterHere(room):
        room.until_screen("attract")
        write_city_closing(room.directory.city_closing_path, closed())
        out = room.until_screen("out_of_service")
        assert out["reason"] == "شهرداری این دستگاه را موقتاً از خدمت خارج کرده است."
        write_city_closing(room.directory.city_closing_path, None)
        room.until_screen("attract")
        eventually(lambda: service(room)[-1:] == ["service.resumed_by_city"], "journaled")
    stopped, resumed = (e for e in room.events if isinstance(e, StoppedByCity | ResumedByCity))
    assert (stopped.order, resumed.order) == ("1.2", "1.2")


def test_whoever_is_at_the_home_screen_keeps_no_kiosk_open_whose_memory_must_go_first(
    room: KioskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(RENEW_VARIABLE, "1")
    with CounterHere(room) as counter:
        room.type_bill()
        room.until_screen("bill_review")
        room.touch("cancel")
        room.until_screen("home")
        write_city_closing(room.directory.city_closing_path, closed())
        eventually(lambda: counter.exit_code == RENEWED, "the used counter's end")
    with CounterHere(room):
        room.until_screen("out_of_service")


def test_a_window_ends_by_itself(room: KioskRoom) -> None:
    clock = HandClock(boot=boot_id())
    with CounterHere(room, clock):
        room.until_screen("attract")
        until_ms = clock.utc_ms + 60_000
        write_city_closing(room.directory.city_closing_path, closed(until_ms=until_ms))
        out = room.until_screen("out_of_service")
        assert out["reason"] == "این دستگاه در حال سرویس دوره‌ای است."
        assert out["back"].endswith("بازمی‌گردد.")
        longer_ms = until_ms + 24 * 3_600_000
        write_city_closing(
            room.directory.city_closing_path, closed(until_ms=longer_ms, order="1.3")
        )
        room.until(lambda m: m.get("back") not in ("", out["back"]), "the later end")
        clock.advance(60_000 + 24 * 3_600_000)
        room.until_screen("attract")


def test_what_the_clerk_closed_stays_closed_when_the_city_opens(room: KioskRoom) -> None:
    by_clerk = ClosedByClerk(mark="m", reason=ClosingReason.CLEANING, since_ms=1)
    with CounterHere(room):
        room.until_screen("attract")
        write_closing(room.directory.closing_path, by_clerk)
        room.until_screen("out_of_service")
        write_city_closing(room.directory.city_closing_path, closed())
        room.until(lambda m: "شهرداری" in m.get("reason", ""), "the city's word")
        write_city_closing(room.directory.city_closing_path, None)
        room.until(lambda m: "تمیز" in m.get("reason", ""), "the clerk's word again")
        write_closing(room.directory.closing_path, None)
        room.until_screen("attract")
    assert service(room) == [
        "service.stopped",
        "service.stopped_by_city",
        "service.stopped",
        "service.resumed",
    ]


def test_a_test_slip_waits_for_the_visit_to_end_and_costs_it_nothing(room: KioskRoom) -> None:
    with CounterHere(room):
        wait_at_the_terminal(room)
        ask(room, "test_print")
        beats_twice(room)
        assert read_order(room.directory.order_path) is not None
        room.terminal.obey({"do": "present_card"})
        room.until_screen("done")
        assert len(room.papers) == 1
        room.touch("finish")
        said = answer(room)
        assert (said.word, said.code, said.figures) == ("done", "printed", {"proof": "process_id"})
    assert len(room.papers) == 2
    assert len(room.charges) == 1


def test_a_restart_ends_the_counter_and_is_done_by_the_next(room: KioskRoom) -> None:
    with CounterHere(room) as counter:
        room.until_screen("attract")
        ask(room, "restart")
        eventually(lambda: counter.exit_code == AGAIN, "the counter ended")
    said = read_order_answer(room.directory.order_answer_path)
    assert said is not None
    assert said.word == "begun"
    with CounterHere(room):
        room.until_screen("attract")
        assert answer(room).word == "done"


def test_a_slip_that_was_begun_when_the_power_went_is_not_called_printed(room: KioskRoom) -> None:
    begun = OrderAnswer(order="1.3", name="test_print", word="begun", detail="")
    write_order_answer(room.directory.order_answer_path, begun)
    with CounterHere(room):
        room.until_screen("attract")
        said = answer(room)
    assert (said.word, said.code, len(room.papers)) == ("failed", "kiosk_ended", 0)


def test_an_order_of_before_a_power_cut_is_not_carried_out(room: KioskRoom) -> None:
    ask(room, "test_print", boot="00" * 16)
    with CounterHere(room):
        room.until_screen("attract")
        eventually(lambda: read_order(room.directory.order_path) is None, "it is put aside")
        beats_twice(room)
    assert len(room.papers) == 0
    assert read_order_answer(room.directory.order_answer_path) is None


def test_a_picture_is_taken_of_the_screen_that_stands_while_nobody_is_served(
    room: KioskRoom, tmp_path: Path
) -> None:
    with CounterHere(room), docked(room.directory.run_path) as dock:
        dock.until_screen("attract")
        ask(room, "screenshot")
        said = answer(room)
        assert (said.word, said.detail) == ("done", "")
        dock(do="grab", path=str(tmp_path / "shown.png"))
        picture = Image.open(room.directory.picture_path).convert("RGB")
        shown = Image.open(tmp_path / "shown.png").convert("RGB")
        assert picture.size == (1080, 1920)
        assert ImageChops.difference(picture, shown).getbbox() is None


def test_no_picture_is_taken_of_somebodys_visit(room: KioskRoom) -> None:
    with CounterHere(room), docked(room.directory.run_path) as dock:
        dock.until_screen("attract")
        room.at_home()
        ask(room, "screenshot")
        beats_twice(room)
        assert read_order(room.directory.order_path) is not None
        assert not room.directory.picture_path.exists()


def test_without_a_window_the_city_is_told_so(room: KioskRoom) -> None:
    with CounterHere(room):
        room.until_screen("attract")
        ask(room, "screenshot")
        said = answer(room)
    assert (said.word, said.code, said.detail) == ("failed", "no_picture", "no window is shown")


def test_a_window_that_hangs_costs_the_picture_and_not_the_next_order(room: KioskRoom) -> None:
    clock = HandClock(boot=boot_id())
    with CounterHere(room, clock):
        room.until_screen("attract")
        path = room.directory.interface_socket_path
        window = BoundaryClient.connect(path, hello=Hello(Role.SHOWN))
        ask(room, "screenshot")
        with pytest.raises(BrokenFrame, match="picture"):  # this window can't, and never says so
            until_refused(window)
        clock.advance(PICTURE_WITHIN_MS + 1)
        said = answer(room)
        assert (said.word, said.detail) == ("failed", "the window did not answer")
        window.send(Pictured(order="1.3", failure=None))  # too late to count
        write_order(
            room.directory.order_path,
            KioskOrder(order="1.4", name="test_print", boot=boot_id().hex()),
        )
        eventually(lambda: answer(room).order == "1.4", "the next order's end")
        window.close()


def until_refused(window: BoundaryClient) -> None:
    while True:
        window.receive(20)


def test_a_damaged_order_file_disturbs_nobody(room: KioskRoom) -> None:
    room.directory.order_path.write_bytes(b"{half")
    room.directory.city_closing_path.write_bytes(b"{half")
    with CounterHere(room):
        room.until_screen("attract")
        beats_twice(room)
        ask(room, "test_print")
        assert answer(room).word == "done"


def test_room_for_another_version_is_made_between_visits_and_for_a_minute_alone(
    room: KioskRoom,
) -> None:
    with CounterHere(room) as counter:
        wait_at_the_terminal(room)
        ask(room, "update")
        beats_twice(room)
        assert read_order(room.directory.order_path) is not None
        assert not room.directory.update_hold_path.exists()
        room.terminal.obey({"do": "present_card"})
        room.until_screen("done")
        room.touch("finish")
        eventually(lambda: counter.exit_code == AGAIN, "the counter ended")
    hold, now = room.directory.update_hold_path, SystemClock().now()
    assert holds(hold, now)
    assert not holds(hold, replace(now, monotonic_ms=now.monotonic_ms + HOLD_MS))
    assert not holds(hold, replace(now, boot=b"another!"))
