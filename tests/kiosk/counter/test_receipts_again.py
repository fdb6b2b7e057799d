"""A receipt again, and a receipt checked, at a counter that stays up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from contract.events import CopyClosed, CopyStarted, ReceiptSearched
from kiosk.boundary import CounterGone
from tests.kiosk.counter.kiosk_room import KioskRoom, Model
from tests.support.waiting import eventually

AMOUNT = "1250000"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        yield room


def search(room: KioskRoom, last_four: str, amount: str = AMOUNT) -> None:
    """From attract or home."""
    room.at_home()
    room.touch("tile", id="receipts")
    room.until_screen("receipt_menu")
    room.touch("reprint")
    ask(room, last_four, amount)


def ask(room: KioskRoom, last_four: str, amount: str = AMOUNT) -> None:
    room.until_screen("receipt_entry")
    for field, digits in (("card", last_four), ("amount", amount)):
        room.touch("field", id=field)
        room.touch("clear")
        for digit in digits:
            room.touch("key", digit=digit)
    room.touch("next")


def card_end(room: KioskRoom) -> str:
    return room.charges[0].pan[-4:]


def code_on(paper: Path) -> str:
    with Image.open(paper) as picture:
        (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    return str(code.text)


def test_who_knows_card_and_amount_gets_one_marked_copy(room: KioskRoom) -> None:
    room.pay()
    room.finish()
    search(room, card_end(room))
    found = room.until_screen("receipt_found")
    assert "۱٬۲۵۰٬۰۰۰" in found["amount"]["grouped"]
    room.touch("copy")
    room.until(lambda m: m["screen"] == "message" and m["tone"] == "good", "the copy is printed")
    assert len(room.papers) == 2
    first, copy = room.papers
    assert code_on(copy)[:40] == code_on(first)[:40]
    started, closed = (e for e in room.events if isinstance(e, CopyStarted | CopyClosed))
    assert isinstance(started, CopyStarted)
    assert isinstance(closed, CopyClosed)
    assert closed.outcome == "printed"
    assert len(room.charges) == 1


def test_a_wrong_card_finds_nothing_and_three_close_the_search(room: KioskRoom) -> None:
    room.pay()
    room.finish()
    wrong = "0000" if card_end(room) != "0000" else "1111"
    search(room, wrong)
    for left in ("۲", "۱", "۰"):
        room.until(says(left), f"{left} left")
        room.touch("retry")
        ask(room, wrong)
    room.until(lambda m: m["screen"] == "message" and m["secondary"] is None, "a closed search")
    assert [e.tracking for e in room.events if isinstance(e, ReceiptSearched)] == [None] * 3


def test_the_pause_outlives_a_restart_of_the_counter(room: KioskRoom) -> None:
    test_a_wrong_card_finds_nothing_and_three_close_the_search(room)
    room.stop()
    room.start()
    room.arrive()
    search(room, card_end(room))
    closed = room.until(
        lambda m: m["screen"] == "message" and m["secondary"] is None, "a closed search"
    )
    assert closed["primary"]["intent"] == "ok"


def test_power_lost_while_a_copy_is_printed_is_not_printed_again(tmp_path: Path) -> None:
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        room.pay()
        room.finish()
        room.stop()
        counter = room.start("after-print-copy")
        room.arrive()
        search(room, card_end(room))
        room.until_screen("receipt_found")
        room.touch("copy")
        with pytest.raises(CounterGone):
            room.until(lambda m: False, "the power fails")
        assert counter.wait() != 0
        room.leave()
        room.start()
        room.arrive()
        room.until_screen("attract")
        closed = eventually(
            lambda: [e for e in room.events if isinstance(e, CopyClosed)], "the copy is closed"
        )
        assert [(e.outcome, e.reason) for e in closed] == [("uncertain", "restart")]
        assert len(room.charges) == 1


def test_a_receipt_held_to_the_reader_is_vouched_for_without_any_line(room: KioskRoom) -> None:
    room.pay()
    room.finish()
    room.scan(code_on(room.papers[0]))
    checked = room.until(has_marks, "the receipt is checked")
    assert [mark["state"] for mark in checked["marks"]] == ["done", "waiting", "open"]
    assert checked["tone"] == "good"


def test_a_forged_receipt_is_called_one(room: KioskRoom) -> None:
    room.pay()
    room.finish()
    text = code_on(room.papers[0])
    forged = text[:60] + ("A" if text[60] != "A" else "B") + text[61:]
    room.scan(forged)
    refused = room.until_screen("message")
    assert refused["tone"] == "danger"


def says(text: str) -> Callable[[Model], bool]:
    return lambda model: model["screen"] == "message" and text in model["body"]


def has_marks(model: Model) -> bool:
    return bool(model.get("marks"))
