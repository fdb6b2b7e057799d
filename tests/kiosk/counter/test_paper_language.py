"""Papers speak the language in which their payer used the kiosk, whenever they are printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from contract.events import PaymentStarted
from kiosk.boundary import CounterGone
from kiosk.texts import Texts
from tests.kiosk.counter.kiosk_room import OTHER_BILL, OTHER_PAYMENT_ID, KioskRoom
from tests.kiosk.counter.test_receipts_again import card_end, search
from tests.support.waiting import eventually

MARK_DOTS = 100


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        yield room


def choose_english(room: KioskRoom) -> None:
    room.until_screen("attract")
    room.touch("language", code="en")
    room.until(lambda m: m["preferences"]["language"] == "en", "English")


def languages_journaled(room: KioskRoom) -> list[str]:
    return [event.language for event in room.events if isinstance(event, PaymentStarted)]


def reads_from_the_left(paper: Path) -> bool:
    """The city's mark, the blackest thing of the head, stands where lines begin."""
    with Image.open(paper) as picture:
        head = picture.convert("L").crop((0, 0, picture.width, 2 * MARK_DOTS))
        left = head.crop((0, 0, MARK_DOTS, head.height)).histogram()[0]
        right = head.crop((head.width - MARK_DOTS, 0, head.width, head.height)).histogram()[0]
    return left > right


def test_a_visitor_in_english_gets_an_english_receipt_and_the_next_a_persian_one(
    room: KioskRoom,
) -> None:
    room.start()
    room.arrive()
    choose_english(room)
    assert room.pay()["outcome"] == "paid"
    room.finish()
    room.type_bill(OTHER_BILL, OTHER_PAYMENT_ID)
    room.until_screen("bill_review")
    room.touch("pay")
    room.until_screen("done")
    assert languages_journaled(room) == ["en", "fa"]
    eventually(lambda: len(room.papers) == 2, "both receipts")
    assert [reads_from_the_left(paper) for paper in room.papers] == [True, False]


def test_a_copy_speaks_the_language_of_its_first(room: KioskRoom) -> None:
    room.start()
    room.arrive()
    choose_english(room)
    room.pay()
    room.finish()
    search(room, card_end(room))
    room.until_screen("receipt_found")
    room.touch("copy")
    eventually(lambda: len(room.papers) == 2, "the copy")
    assert [reads_from_the_left(paper) for paper in room.papers] == [True, True]


def test_after_a_power_cut_the_receipt_is_still_in_the_payers_language(room: KioskRoom) -> None:
    cut = room.start(halt_at="terminal-progress")
    room.arrive()
    choose_english(room)
    with pytest.raises(CounterGone):
        room.pay()
    cut.wait()
    room.leave()
    room.start()
    room.arrive()
    recovery = room.until_screen("recovery")
    assert recovery["title"] == Texts("en")("recovering-title"), "the payer may still be there"
    eventually(lambda: len(room.papers) == 1, "the receipt")
    assert reads_from_the_left(room.papers[0])
    room.until_nobody_is_served()
    assert room.until_screen("attract")["preferences"]["language"] == "fa"
