"""Several bills at a counter that stays up: one charge, one paper, a limit to looking up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from contract.events import PaymentStarted
from contract.receipt_record import decode_receipt_record
from contract.signature import key_id
from contract.values import BillId, Rial, make_payment_id
from tests.kiosk.counter.kiosk_room import (
    BILL,
    BOTH,
    OTHER_BILL,
    OTHER_PAYMENT_ID,
    PAYMENT_ID,
    KioskRoom,
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        yield room


def test_two_bills_are_one_charge_one_paper_and_one_transaction(room: KioskRoom) -> None:
    assert room.pay_two()["outcome"] == "paid"
    (started,) = [event for event in room.events if isinstance(event, PaymentStarted)]
    assert [bill.bill_id for bill in started.bills] == [BILL, OTHER_BILL]
    assert started.amount == BOTH
    assert [charge.amount for charge in room.charges] == [BOTH]
    assert [hold.state for hold in room.holds] == ["approved", "approved"]
    (paper,) = room.papers
    with Image.open(paper) as image:
        (code,) = zxingcpp.read_barcodes(image.convert("L"))
    public = room.directory.signing_key().verify_key
    record = decode_receipt_record(code.text, {key_id(bytes(public)): public}.get)
    assert [bill.bill_id for bill in record.bills] == [BILL, OTHER_BILL]
    assert record.amount == BOTH


def test_a_bill_taken_out_again_is_not_paid(room: KioskRoom) -> None:
    review = room.review_two()
    room.touch("remove", id=review["bills"][0]["id"])
    room.until(lambda m: m["screen"] == "bill_review" and not m["bills"], "one bill")
    room.touch("pay")
    room.until_screen("done")
    assert [charge.amount for charge in room.charges] == [4_870_000]
    assert [hold.state for hold in room.holds] == ["approved"]


def test_the_same_bill_twice_is_refused_and_the_others_are_kept(room: KioskRoom) -> None:
    room.review_two()
    room.touch("add")
    room.until_screen("bill_entry")
    room.type_the_numbers(OTHER_BILL, OTHER_PAYMENT_ID)
    assert "پیش‌تر افزوده‌اید" in room.until_screen("message")["headline"]
    room.touch("ok")
    assert len(room.until_screen("bill_review")["bills"]) == 2


def test_without_paper_the_question_comes_before_several_are_paid_too(room: KioskRoom) -> None:
    room.at_home()
    room.until(lambda m: m["status"]["printer"] == "ready", "the printer")
    room.printer.obey({"do": "paper", "value": "out"})
    room.until(lambda m: any("کاغذ رسید تمام" in n["text"] for n in m["notices"]), "the notice")
    room.review_two()
    room.touch("pay")
    assert "بدون رسید" in room.until_screen("message")["headline"]
    assert room.charges == []
    room.touch("pay")
    done = room.until_screen("done")
    assert (done["outcome"], bool(done["qr"])) == ("paid", True)
    assert [charge.amount for charge in room.charges] == [BOTH]


def test_a_sixth_bill_is_not_looked_up_also_after_a_cancel_but_by_the_next_person(
    room: KioskRoom,
) -> None:
    bill = BillId.parse(BILL)
    for period in range(11, 16):
        room.type_bill(BILL, make_payment_id(bill, Rial(7_000), 5, period).text)
        room.until_screen("bill_review")
        room.touch("cancel")
        room.until_screen("home")
    room.type_bill(BILL, PAYMENT_ID)
    assert "جست‌وجو نمی‌شود" in room.until_screen("message")["headline"]
    room.touch("close")
    room.until_screen("attract")
    room.type_bill(BILL, PAYMENT_ID)
    room.until_screen("bill_review")
