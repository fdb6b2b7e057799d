"""The counter is killed at every step of a payment and started again: no money without a journaled
request, no bill paid twice, no paper twice, and the citizen always sees what became of it."""

import signal
from pathlib import Path

import pytest

from contract.events import PaymentRequested
from tests.kiosk.counter.kiosk_room import (
    BILL,
    BOTH,
    OTHER_BILL,
    OTHER_PAYMENT_ID,
    KioskRoom,
)
from tests.support.waiting import eventually

FAMILIES = ("zvt", "iran_tlv")
BEFORE_MONEY = (
    "before-append-payment.started",
    "after-append-payment.started",
    "before-prepare-terminal",
    "after-prepare-terminal",
    "before-append-payment.requested",
)
MONEY_UNCERTAIN = (
    "after-append-payment.requested",
    "before-ask-terminal",
    "after-ask-terminal",
    "terminal-answered:2",
    "before-append-payment.approved",
)
APPROVED_NOT_BEGUN = ("after-append-payment.approved", "before-append-receipt.requested")
PAPER_BEGUN = (
    "after-append-receipt.requested",
    "before-print",
    "after-print",
    "paper-answered",
    "before-append-receipt.printed",
)
CLOSED = ("after-append-receipt.printed",)


def cut_at(room: KioskRoom, point: str) -> None:
    """Pays until the power goes at `point`; lets the terminal end what it had begun."""
    room.start(halt_at=point)
    room.arrive()
    room.pay_until_cut_off()
    room.leave()
    if "payment.requested" in room.kinds:
        eventually(lambda: room.terminal.obey({"do": "state"})["phase"] == "idle", "the bank")


def assert_nothing_twice(room: KioskRoom) -> None:
    requested = [event for event in room.events if isinstance(event, PaymentRequested)]
    assert len(room.charges) <= len(requested) <= 1
    assert len(room.papers) <= 1
    assert room.kinds.count("payment.closed") == 1
    assert room.kinds[-1] == "payment.closed"


def paid_again(room: KioskRoom) -> str:
    """Tries the same bill once more; the screen on which that ends."""
    room.type_bill()
    return str(room.until_screen("bill_review", "message")["screen"])


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("point", BEFORE_MONEY)
def test_cut_before_money_was_asked_for_nothing_is_owed(
    tmp_path: Path, point: str, family: str
) -> None:
    with KioskRoom(tmp_path, family) as room:
        cut_at(room, point)
        room.start()
        room.arrive()
        room.at_home()
        assert room.charges == []
        assert room.kinds in ([], ["payment.started", "payment.closed"])
        assert room.pay()["outcome"] == "paid"
        assert len(room.charges) == len(room.papers) == 1


@pytest.mark.parametrize("point", [*MONEY_UNCERTAIN, "terminal-progress"])
def test_cut_after_the_request_the_terminal_is_asked_what_became_of_it(
    tmp_path: Path, point: str
) -> None:
    with KioskRoom(tmp_path) as room:
        cut_at(room, point)
        room.start()
        room.arrive()
        recovery = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        assert_nothing_twice(room)
        if room.charges:
            assert "ثبت شد" in recovery["lines"][0]
            assert len(room.papers) == 1
            room.touch("ok")
            assert paid_again(room) == "message"
        else:
            assert "مبلغی کم نشد" in recovery["lines"][0]
            room.touch("ok")
            assert paid_again(room) == "bill_review"
        assert len(room.charges) <= 1


@pytest.mark.parametrize("point", MONEY_UNCERTAIN)
def test_cut_after_the_request_silence_of_an_iranian_terminal_stays_unknown(
    tmp_path: Path, point: str
) -> None:
    with KioskRoom(tmp_path, "iran_tlv") as room:
        cut_at(room, point)
        room.start()
        room.arrive()
        recovery = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        assert_nothing_twice(room)
        assert "معلوم نیست" in recovery["lines"][0]
        assert [hold.state for hold in room.holds] == ["unknown"]
        room.touch("ok")
        assert paid_again(room) == "message"
        assert len(room.charges) <= 1


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("point", APPROVED_NOT_BEGUN)
def test_cut_before_the_receipt_was_begun_it_is_printed_for_the_first_time(
    tmp_path: Path, point: str, family: str
) -> None:
    with KioskRoom(tmp_path, family) as room:
        cut_at(room, point)
        assert room.papers == []
        room.start()
        room.arrive()
        recovery = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        assert "رسید آن چاپ شد" in recovery["lines"][0]
        assert len(room.charges) == len(room.papers) == 1
        assert_nothing_twice(room)


@pytest.mark.parametrize("point", PAPER_BEGUN)
def test_cut_after_the_receipt_was_begun_it_is_never_printed_again(
    tmp_path: Path, point: str
) -> None:
    with KioskRoom(tmp_path) as room:
        cut_at(room, point)
        papers = len(room.papers)
        room.start()
        room.arrive()
        recovery = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        assert "معلوم نیست" in recovery["lines"][0]
        assert "receipt.uncertain" in room.kinds
        assert len(room.papers) in (papers, 1)
        assert len(room.charges) == 1
        assert_nothing_twice(room)


@pytest.mark.parametrize("point", CLOSED)
def test_cut_after_the_closing_nothing_is_left_to_do(tmp_path: Path, point: str) -> None:
    with KioskRoom(tmp_path) as room:
        cut_at(room, point)
        kinds = room.kinds
        room.start()
        room.arrive()
        room.at_home()
        assert room.kinds == kinds
        assert paid_again(room) == "message"
        assert_nothing_twice(room)


def test_cut_again_in_the_recovery_it_is_recovered_all_the_same(tmp_path: Path) -> None:
    with KioskRoom(tmp_path) as room:
        cut_at(room, "terminal-progress")
        for point in ("before-ask-result", "terminal-answered", "after-append-payment.approved"):
            assert room.start(halt_at=point).wait() == -signal.SIGKILL
        room.start()
        room.arrive()
        recovery = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        assert "رسید آن چاپ شد" in recovery["lines"][0]
        assert len(room.charges) == len(room.papers) == 1
        assert room.kinds.count("payment.unknown") == 1
        assert_nothing_twice(room)


def test_the_next_person_sees_neither_whose_bill_it_was_nor_its_code(tmp_path: Path) -> None:
    with KioskRoom(tmp_path) as room:
        cut_at(room, "after-append-payment.approved")
        room.start()
        room.arrive()
        recovery = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        said = str(recovery)
        assert BILL not in said
        assert "3056" not in said
        assert "۳۰۵۶" not in said
        assert "۱٬۲۵۰٬۰۰۰" not in said


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("point", [*MONEY_UNCERTAIN, *APPROVED_NOT_BEGUN, *PAPER_BEGUN])
def test_cut_anywhere_with_two_bills_both_stay_held_and_are_paid_at_most_once(
    tmp_path: Path, point: str, family: str
) -> None:
    with KioskRoom(tmp_path, family) as room:
        room.start(halt_at=point)
        room.arrive()
        room.pay_two_until_cut_off()
        room.leave()
        eventually(lambda: room.terminal.obey({"do": "state"})["phase"] == "idle", "the bank")
        room.start()
        room.arrive()
        room.until(lambda m: bool(m.get("lines")), "the recovery's outcome", within_s=120)
        assert_nothing_twice(room)
        states = {hold.state for hold in room.holds}
        assert len(room.holds) == 2
        assert len(states) == 1
        assert states <= ({"approved", "unknown"} if room.charges else {"free", "unknown"})
        assert all(charge.amount == BOTH for charge in room.charges)
        room.touch("ok")
        if states != {"free"}:
            room.type_bill(OTHER_BILL, OTHER_PAYMENT_ID)
            room.until_screen("message")
