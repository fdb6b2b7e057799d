"""Disk, clock and hub in trouble: no money is asked for that can't be journaled, and whoever paid
reads a code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edge_agent.journal import SpaceLimits, active_journal, mark_diverged
from kiosk.counter.idle import ASK_AFTER_MS, CLOSE_AFTER_MS
from kiosk.counter.loop import EXIT_AGAIN
from tests.edge_agent.support import HandClock
from tests.kiosk.counter.counter_here import CounterHere, DyingDisk
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.support.waiting import eventually


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        yield room


def confirm(room: KioskRoom) -> None:
    room.type_bill()
    room.until_screen("bill_review")
    room.touch("pay")


@pytest.mark.parametrize("kind", ["payment.started", "payment.requested"])
def test_a_request_that_cannot_be_journaled_asks_for_no_money(room: KioskRoom, kind: str) -> None:
    with CounterHere(room, connect=DyingDisk(kind).connect):
        confirm(room)
        room.until_screen("out_of_service")
    assert room.charges == []


def test_an_approval_that_cannot_be_journaled_leaves_its_code_and_is_recovered(
    room: KioskRoom,
) -> None:
    with CounterHere(room, connect=DyingDisk("payment.approved").connect):
        confirm(room)
        out = room.until_screen("out_of_service")
        assert "۳۰۵۶ ۰۰۰ ۰۱۰" in out["body"]
        assert "دوباره پرداخت نکنید" in out["body"]
        assert room.papers == []
    assert room.kinds == ["payment.started", "payment.requested"]
    with CounterHere(room):
        room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
    assert room.kinds[-3:] == ["receipt.requested", "receipt.printed", "payment.closed"]
    assert len(room.charges) == len(room.papers) == 1


def test_a_result_that_cannot_be_closed_leaves_its_code(room: KioskRoom) -> None:
    with CounterHere(room, connect=DyingDisk("receipt.printed").connect):
        confirm(room)
        assert "۳۰۵۶ ۰۰۰ ۰۱۰" in room.until_screen("out_of_service")["body"]
    assert len(room.charges) == len(room.papers) == 1


def test_a_disk_nearly_full_begins_no_payment(room: KioskRoom) -> None:
    free = [10**12]
    space = SpaceLimits(reserve_bytes=4096, minimum_free_bytes=10**6, measure=lambda _: free[0])
    with CounterHere(room, space=space):
        room.type_bill()
        room.until_screen("bill_review")
        free[0] = 0
        room.touch("pay")
        out = room.until_screen("out_of_service")
        assert "حافظه" in out["reason"]
    assert room.kinds == []
    assert room.charges == []


def test_a_diverged_journal_takes_no_payment_and_is_followed_by_a_successor(
    room: KioskRoom,
) -> None:
    with CounterHere(room):
        assert room.pay()["outcome"] == "paid"
    folder = room.directory.journals_path
    before = active_journal(folder, "kiosk").journal
    with CounterHere(room) as counter:
        room.at_home()
        mark_diverged(folder, before, "the hub has another event at 3")
        eventually(lambda: counter.exit_code == EXIT_AGAIN, "the counter's end")
    with CounterHere(room):
        assert active_journal(folder, "kiosk").journal != before
        room.type_bill()
        assert room.until_screen("message")["screen"] == "message"  # the hold was kept
    assert len(room.charges) == 1


def test_divergence_never_cuts_a_payment_off(room: KioskRoom) -> None:
    room.terminal.obey({"do": "auto", "after_ms": None})
    with CounterHere(room) as counter:
        confirm(room)
        room.until_screen("paying")
        journal = active_journal(room.directory.journals_path, "kiosk").journal
        mark_diverged(room.directory.journals_path, journal, "a copy")
        eventually(
            lambda: room.terminal.obey({"do": "state"})["phase"] == "waiting_for_card", "the card"
        )
        room.terminal.obey({"do": "present_card"})
        assert room.until_screen("done")["outcome"] == "paid"
        room.touch("finish")
        eventually(lambda: counter.exit_code == EXIT_AGAIN, "the counter's end")


def test_an_untouched_screen_asks_then_waits_for_the_next_person(room: KioskRoom) -> None:
    clock = HandClock()
    with CounterHere(room, clock):
        room.can_pay()
        room.touch("tile", id="pay")
        room.until_screen("bill_entry")
        room.touch("key", digit="7")
        room.until(lambda m: bool(m["fields"][0]["value"]), "the digit")
        clock.advance(ASK_AFTER_MS)
        room.until(lambda m: m["idle"] is not None, "the question")
        room.touch("more")
        kept = room.until(lambda m: m["idle"] is None, "the question gone")
        assert kept["fields"][0]["value"]
        clock.advance(ASK_AFTER_MS)
        room.until(lambda m: m["idle"] is not None, "the question again")
        clock.advance(CLOSE_AFTER_MS)
        room.until_screen("attract")
        room.can_pay()
        room.touch("tile", id="pay")
        assert room.until_screen("bill_entry")["fields"][0]["value"] == ""


def test_a_payment_under_way_is_never_cleared(room: KioskRoom) -> None:
    clock = HandClock()
    room.terminal.obey({"do": "auto", "after_ms": None})
    with CounterHere(room, clock):
        confirm(room)
        room.until(lambda m: "کارت را" in m.get("headline", ""), "the terminal waits for a card")
        clock.advance(10 * ASK_AFTER_MS)
        waiting = room.until(lambda m: m.get("waiting_more") is not None, "more words")
        assert waiting["screen"] == "paying"
        assert waiting["idle"] is None
        room.terminal.obey({"do": "cancel"})
        assert room.until_screen("done")["outcome"] == "declined"


def test_found_hours_later_nothing_is_printed_for_a_stranger(room: KioskRoom) -> None:
    clock = HandClock()
    with CounterHere(room, clock, connect=DyingDisk("payment.approved").connect):
        confirm(room)
        room.until_screen("out_of_service")
    clock.advance(3 * 3600 * 1000)
    with CounterHere(room, clock):
        recovery = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        assert "ثبت شد" in recovery["lines"][0]
    assert room.papers == []
    assert room.kinds[-2:] == ["receipt.not_printed", "payment.closed"]
