"""What the city sets for a kiosk holds from the next visitor on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.configuration import ConfigurationRecord
from tests.kiosk.counter.kiosk_room import (
    OTHER_BILL,
    OTHER_PAYMENT_ID,
    KioskRoom,
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        yield room


def one_bill_at_once(origin: str = "device") -> ConfigurationRecord:
    return ConfigurationRecord(key="bills_per_payment", value=1, origin=origin)


def test_who_is_served_keeps_what_was_offered_and_the_next_gets_what_is_set(
    room: KioskRoom,
) -> None:
    room.type_bill()
    assert room.until_screen("bill_review")["add"]
    room.set_by_the_city(1, one_bill_at_once())
    room.touch("add")
    room.until_screen("bill_entry")
    room.type_the_numbers(OTHER_BILL, OTHER_PAYMENT_ID)
    review = room.until(lambda m: len(m.get("bills", ())) == 2, "the review of both")
    assert review["add"]
    room.touch("remove", id=review["bills"][0]["id"])
    room.until(lambda m: m["screen"] == "bill_review" and not m["bills"], "the other bill alone")
    room.touch("pay")
    room.until_screen("done")
    room.finish()

    room.type_bill()
    assert not room.until_screen("bill_review")["add"]


def test_a_key_of_a_newer_hub_is_passed_over(room: KioskRoom) -> None:
    newer = ConfigurationRecord(key="colour_of_the_door", value=["green", 3], origin="city")
    room.until_screen("attract")
    room.set_by_the_city(1, newer, one_bill_at_once())
    room.until_looked_around()
    room.type_bill()
    assert not room.until_screen("bill_review")["add"]
