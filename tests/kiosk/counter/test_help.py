"""Help at a real counter: calls go out as files, the clerk's word comes in, the money is never
touched."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from contract.clock import boot_id
from contract.closing import ClosingReason
from contract.events import (
    HelpAnswered,
    HelpCalled,
    HelpUnanswered,
    ServiceResumed,
    ServiceStopped,
)
from edge_agent.device import (
    AgentState,
    ClerkAnswer,
    ClosedByClerk,
    HelpCall,
    read_counter_state,
    read_help_call,
    write_agent_state,
    write_clerk_answer,
    write_closing,
)
from kiosk.counter.idle import ASK_AFTER_MS, CLOSE_AFTER_MS
from tests.edge_agent.support import HandClock
from tests.kiosk.counter.counter_here import CounterHere
from tests.kiosk.counter.kiosk_room import KioskRoom, Model
from tests.support.waiting import eventually

ASSISTANCE = ("help.", "service.")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        yield room


def page_is_there(room: KioskRoom, *, office: bool = True) -> None:
    """As the agent says each second; here it is believed for ten."""
    state = AgentState(
        boot=boot_id().hex(),
        monotonic_ms=time.monotonic_ns() // 1_000_000,
        link="online",
        reason=None,
        since_ms=0,
        hub_time_ms=0,
        office=office,
    )
    write_agent_state(room.directory.agent_state_path, state)


def journaled(room: KioskRoom) -> list[str]:
    return [event.KIND for event in room.events if event.KIND.startswith(ASSISTANCE)]


def help_on(room: KioskRoom, phase: str) -> Model:
    def is_so(model: Model) -> bool:
        page_is_there(room)
        return model["help"] is not None and model["help"]["phase"] == phase

    return room.until(is_so, f"help: {phase}")["help"]  # type: ignore[no-any-return]


def call_the_clerk(room: KioskRoom) -> HelpCall:
    """From any screen to the call."""

    def offered(model: Model) -> bool:
        page_is_there(room)
        return bool(model["help"] and model["help"]["call"])

    room.touch("help")
    room.until(offered, "a call is offered")
    room.touch("call_clerk")
    help_on(room, "calling")
    return eventually(lambda: read_help_call(room.directory.help_call_path), "the call")


def clerk_says(room: KioskRoom, call: HelpCall, word: Literal["coming", "done"]) -> None:
    write_clerk_answer(room.directory.clerk_answer_path, ClerkAnswer(call=call.call, word=word))


def close(room: KioskRoom, reason: ClosingReason = ClosingReason.PAPER, mark: str = "m") -> None:
    write_closing(room.directory.closing_path, ClosedByClerk(mark=mark, reason=reason, since_ms=1))


def wait_at_the_terminal(room: KioskRoom) -> None:
    """A bill is to be paid, and the terminal waits for a card."""
    room.terminal.obey({"do": "auto", "after_ms": None})
    room.type_bill()
    room.until_screen("bill_review")
    room.touch("pay")
    room.until_screen("paying")
    waits = "waiting_for_card"
    eventually(lambda: room.terminal.obey({"do": "state"})["phase"] == waits, "the terminal")


def beats_twice(room: KioskRoom) -> None:
    """The counter has looked at what the clerk wants, and again."""
    path = room.directory.counter_state_path
    seen = {state.monotonic_ms for state in [read_counter_state(path)] if state}

    def twice() -> bool:
        state = read_counter_state(path)
        if state is not None:
            seen.add(state.monotonic_ms)
        return len(seen) >= 3

    eventually(twice, "two heartbeats")


def told(room: KioskRoom) -> str | None:
    call = read_help_call(room.directory.help_call_path)
    return None if call is None else call.state


def test_without_the_clerks_page_help_is_lines_and_the_citys_phone(room: KioskRoom) -> None:
    with CounterHere(room):
        room.at_home()
        room.touch("help")
        shown = room.until(lambda m: m["help"] is not None, "the help")["help"]
        assert shown["call"] is None
        assert "۱۳۷" in shown["lines"][-1]
        room.touch("call_clerk")
        room.touch("close_help")
        room.until(lambda m: m["help"] is None, "no help")
    assert told(room) is None
    assert journaled(room) == []


def test_a_call_is_answered_and_done(room: KioskRoom) -> None:
    with CounterHere(room):
        room.at_home()
        call = call_the_clerk(room)
        assert call.state == "calling"
        clerk_says(room, call, "coming")
        assert "راه" in help_on(room, "answered")["title"]
        eventually(lambda: told(room) == "answered", "the agent told")
        clerk_says(room, call, "done")
        room.until(lambda m: m["help"] is None, "no help")
        assert told(room) == "over"
    assert journaled(room) == ["help.called", "help.answered"]
    called, answered = (e for e in room.events if isinstance(e, HelpCalled | HelpAnswered))
    assert called.call == answered.call == call.call


def test_after_a_minute_the_screen_shows_the_phone_and_the_call_stands(room: KioskRoom) -> None:
    clock = HandClock(boot=boot_id())
    with CounterHere(room, clock):
        room.at_home()
        call = call_the_clerk(room)
        clock.advance(60_000)
        unanswered = help_on(room, "unanswered")
        assert unanswered["phone"] == "۱۳۷"
        assert unanswered["call"] is not None
        assert told(room) == "unanswered"
        clerk_says(room, call, "coming")
        help_on(room, "answered")
    assert journaled(room) == ["help.called", "help.unanswered", "help.answered"]
    assert any(isinstance(event, HelpUnanswered) for event in room.events)


def test_when_the_page_goes_while_somebody_waits_nobody_is_promised_a_clerk(
    room: KioskRoom,
) -> None:
    clock = HandClock(boot=boot_id())
    with CounterHere(room, clock):
        room.at_home()
        call_the_clerk(room)
        page_is_there(room, office=False)
        clock.advance(60_000)
        shown = room.until(
            lambda m: m["help"] and m["help"]["phase"] == "unanswered" and not m["help"]["call"],
            "another way",
        )["help"]
        assert shown["phone"] == "۱۳۷"
        assert shown["lines"][-1] == "یا به باجهٔ پیشخوان بروید."


def test_a_withdrawn_call_is_over_for_the_clerk_too_and_the_next_is_another(
    room: KioskRoom,
) -> None:
    with CounterHere(room):
        room.at_home()
        first = call_the_clerk(room)
        room.touch("withdraw_call")
        room.until(lambda m: m["help"] is None, "no help")
        assert told(room) == "over"
        second = call_the_clerk(room)
        clerk_says(room, first, "coming")
        beats_twice(room)
        assert told(room) == "calling"
        clerk_says(room, second, "coming")
        help_on(room, "answered")
    assert journaled(room) == ["help.called", "help.called", "help.answered"]


def test_a_call_ends_where_the_clerk_closes_the_kiosk(room: KioskRoom) -> None:
    with CounterHere(room):
        room.at_home()
        call_the_clerk(room)
        close(room)
        assert room.until_screen("out_of_service")["help"] is None
        assert told(room) == "over"


def test_a_citizen_who_goes_back_to_the_screen_is_still_waited_for(room: KioskRoom) -> None:
    with CounterHere(room):
        room.at_home()
        call = call_the_clerk(room)
        room.touch("close_help")
        behind = room.until(lambda m: m["help"] is None, "the screen")
        assert next(p["active"] for p in behind["pills"] if p["id"] == "help")
        assert told(room) == "calling"
        clerk_says(room, call, "coming")
        help_on(room, "answered")


def test_help_on_the_screen_that_waits_begins_a_visit_and_ends_with_it(room: KioskRoom) -> None:
    clock = HandClock(boot=boot_id())
    with CounterHere(room, clock):
        room.until_screen("attract")
        call_the_clerk(room)
        assert room.until_screen("home")["help"] is not None
        clock.advance(60_000)
        help_on(room, "unanswered")
        clock.advance(ASK_AFTER_MS)
        room.until(lambda m: m["idle"] is not None, "whether somebody is there")
        clock.advance(CLOSE_AFTER_MS)
        assert room.until_screen("attract")["help"] is None
        assert told(room) == "over"


def test_the_next_person_finds_no_call(room: KioskRoom) -> None:
    with CounterHere(room):
        room.at_home()
        call_the_clerk(room)
        room.touch("close")
        assert room.until_screen("attract")["help"] is None
        assert told(room) == "over"


def test_a_call_during_a_payment_touches_no_money(room: KioskRoom) -> None:
    with CounterHere(room):
        wait_at_the_terminal(room)
        call = call_the_clerk(room)
        clerk_says(room, call, "coming")
        assert help_on(room, "answered")["withdraw"]
        room.terminal.obey({"do": "present_card"})
        done = room.until_screen("done")
        assert (done["outcome"], done["help"]["phase"]) == ("paid", "answered")
        clerk_says(room, call, "done")
        room.until(lambda m: m["help"] is None, "no help")
        room.finish()
    assert len(room.charges) == len(room.papers) == 1
    assert room.kinds[-1] == "payment.closed"


def test_a_call_survives_the_counters_restart(room: KioskRoom) -> None:
    room.start()
    room.arrive()
    room.at_home()
    call = call_the_clerk(room)
    assert room.counter is not None
    room.leave()
    room.counter.kill()
    room.start()
    room.arrive()
    assert help_on(room, "calling")["ring"]["remaining_s"] > 0
    clerk_says(room, call, "coming")
    help_on(room, "answered")
    assert room.stop() == 0


def test_an_answer_that_is_half_written_is_no_answer(room: KioskRoom) -> None:
    with CounterHere(room):
        room.at_home()
        call = call_the_clerk(room)
        room.directory.clerk_answer_path.write_bytes(b"{half")
        clerk_says(room, call, "coming")
        assert help_on(room, "answered")["phase"] == "answered"


def test_the_clerk_closes_and_opens_the_kiosk_without_a_restart(room: KioskRoom) -> None:
    with CounterHere(room) as counter:
        room.until_screen("attract")
        close(room, ClosingReason.CLEANING)
        out = room.until_screen("out_of_service")
        assert out["reason"] == "این دستگاه را تمیز می‌کنند."
        eventually(lambda: room.component("counter") == "failed", "the agent told")
        write_closing(room.directory.closing_path, None)
        room.until_screen("attract")
        assert counter.exit_code is None
    assert journaled(room) == ["service.stopped", "service.resumed"]
    stopped = next(event for event in room.events if isinstance(event, ServiceStopped))
    assert (stopped.reason, stopped.by) == ("cleaning", "clerk")
    assert isinstance(room.events[-1], ServiceResumed)


def test_it_stays_closed_longer_than_any_other_stop_and_serves_nobody(room: KioskRoom) -> None:
    clock = HandClock(boot=boot_id())
    with CounterHere(room, clock) as counter:
        room.until_screen("attract")
        close(room)
        room.until_screen("out_of_service")
        clock.advance(3_600_000)
        room.touch("start")
        room.touch("tile", id="pay")
        call_the_clerk(room)
        assert room.until_screen("out_of_service")["help"] is not None
        assert counter.exit_code is None


def test_whoever_reads_it_in_another_language_leaves_it_as_it_was(room: KioskRoom) -> None:
    clock = HandClock(boot=boot_id())
    with CounterHere(room, clock):
        room.until_screen("attract")
        close(room)
        room.until_screen("out_of_service")
        room.touch("language", code="en")
        room.until(lambda m: m["preferences"]["language"] == "en", "English")
        clock.advance(ASK_AFTER_MS + 1)
        room.until(lambda m: m["preferences"]["language"] == "fa", "Persian again")


def test_a_payment_is_never_cut_off_by_the_clerk(room: KioskRoom) -> None:
    with CounterHere(room):
        wait_at_the_terminal(room)
        close(room)
        beats_twice(room)
        assert room.until_screen("paying")["screen"] == "paying"
        room.terminal.obey({"do": "present_card"})
        assert room.until_screen("done")["outcome"] == "paid"
        beats_twice(room)
        assert journaled(room) == []
        room.touch("finish")
        room.until_screen("out_of_service")
    assert room.kinds[-1] == "payment.closed"
    assert len(room.charges) == len(room.papers) == 1
    assert journaled(room) == ["service.stopped"]


def test_the_mark_stays_over_restarts_and_is_journaled_once(room: KioskRoom) -> None:
    close(room)
    for _ in range(2):
        with CounterHere(room):
            room.until_screen("out_of_service")
            eventually(lambda: journaled(room) == ["service.stopped"], "journaled once")
    write_closing(room.directory.closing_path, None)
    with CounterHere(room):
        room.until_screen("attract")
        eventually(lambda: journaled(room)[-1] == "service.resumed", "journaled")
    assert journaled(room) == ["service.stopped", "service.resumed"]


def test_a_mark_that_cannot_be_read_closes_nothing_and_opens_nothing(room: KioskRoom) -> None:
    with CounterHere(room):
        room.until_screen("attract")
        room.directory.closing_path.write_bytes(b"{half")
        assert room.at_home()["screen"] == "home"
        room.touch("close")
        close(room)
        room.until_screen("out_of_service")
        room.directory.closing_path.write_bytes(b"{half")
        room.touch("help")
        room.until(lambda m: m["help"] is not None, "still there")
        assert room.until_screen("out_of_service")["screen"] == "out_of_service"
