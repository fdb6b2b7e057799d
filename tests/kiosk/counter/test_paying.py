"""Payments at a counter that stays up: what the citizen sees, what is journaled, what is taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.events import PaymentApproved, PaymentDeclined, PaymentUnknown
from contract.telemetry import Component, State
from edge_agent.device import CounterState, is_fresh, read_counter_state
from kiosk.boundary import CounterGone
from tests.kiosk.counter.kiosk_room import BILL, PAYMENT_ID, KioskRoom
from tests.support.waiting import eventually

OTHER_BILL = "1000234826160"
ELECTRICITY = ("9985235404124", "880000568")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        yield room


def test_a_payment_leaves_six_events_one_charge_and_one_paper(room: KioskRoom) -> None:
    done = room.pay()
    assert done["outcome"] == "paid"
    assert room.kinds == [
        "payment.started",
        "payment.requested",
        "payment.approved",
        "receipt.requested",
        "receipt.printed",
        "payment.closed",
    ]
    assert len(room.charges) == len(room.papers) == 1
    assert room.charges[0].amount == 1_250_000


def test_the_same_bill_is_not_taken_twice_here(room: KioskRoom) -> None:
    room.pay()
    room.finish()
    room.type_bill()
    assert "روی همین دستگاه پرداخت شده" in room.until_screen("message")["headline"]
    assert len(room.charges) == 1


def test_a_decline_says_why_and_a_retry_has_a_new_reference(room: KioskRoom) -> None:
    room.terminal.obey({"do": "outcome", "value": "decline", "code": "51"})
    declined = room.pay()
    assert declined["outcome"] == "declined"
    assert "مبلغی کم نشد" in declined["body"]
    assert declined["tracking"] is None
    room.terminal.obey({"do": "outcome", "value": "approve"})
    room.touch("retry")
    room.until_screen("bill_review")
    room.touch("pay")
    room.until(lambda m: m.get("outcome") == "paid", "the second try paid")
    references = [
        event.reference
        for event in room.events
        if isinstance(event, PaymentApproved | PaymentDeclined)
    ]
    assert len(references) == len(set(references)) == 2
    assert len(room.charges) == 1


def test_a_terminal_that_falls_silent_after_charging_is_asked_and_found_paid(
    room: KioskRoom,
) -> None:
    room.terminal.obey({"do": "outcome", "value": "drop_after_charge"})
    assert room.pay()["outcome"] == "paid"
    unknown = next(e for e in room.events if isinstance(e, PaymentUnknown))
    approved = next(e for e in room.events if isinstance(e, PaymentApproved))
    assert (unknown.reason, approved.found_by) == ("link_lost", "inquiry")
    assert len(room.charges) == len(room.papers) == 1


def test_an_answer_with_another_sum_is_shown_as_unknown_and_holds_the_bill(
    room: KioskRoom,
) -> None:
    room.terminal.obey({"do": "outcome", "value": "wrong_amount"})
    done = room.pay()
    assert done["outcome"] in ("unknown", "paid")
    assert done["tracking"] is not None
    assert room.holds[0].state in ("unknown", "approved")
    room.finish()
    room.type_bill()
    room.until_screen("message")
    assert len(room.charges) == 1


def test_an_answer_of_another_terminal_closes_payment_here(room: KioskRoom) -> None:
    room.terminal.obey({"do": "outcome", "value": "wrong_terminal"})
    assert room.pay()["tracking"] is not None
    room.finish()
    home = room.at_home()
    assert not home["tiles"][0]["enabled"]
    assert home["status"]["terminal"] == "failed"
    assert len(room.charges) == 1


def test_without_paper_the_citizen_is_asked_and_reads_the_code_from_the_screen(
    room: KioskRoom,
) -> None:
    room.at_home()
    room.until(lambda m: m["status"]["printer"] == "ready", "the printer")
    room.printer.obey({"do": "paper", "value": "out"})
    room.until(lambda m: any("کاغذ رسید تمام" in n["text"] for n in m["notices"]), "the notice")
    room.type_bill()
    room.until_screen("bill_review")
    room.touch("pay")
    assert "بدون رسید" in room.until_screen("message")["headline"]
    room.touch("pay")
    done = room.until_screen("done")
    assert done["outcome"] == "paid"
    assert done["tracking"]["grouped"]
    assert "receipt.not_printed" in room.kinds
    assert room.papers == []


def test_a_printer_that_proves_nothing_is_told_as_it_is(room: KioskRoom) -> None:
    room.until(lambda m: m["status"]["printer"] == "ready", "the printer")
    room.type_bill()
    room.until_screen("bill_review")
    room.printer.obey({"do": "cutter", "value": "fails"})
    room.touch("pay")
    done = room.until(lambda m: m["screen"] == "done", "the result", within_s=60)
    assert done["outcome"] == "not_printed"
    assert {"receipt.not_printed", "receipt.uncertain"} & set(room.kinds)
    assert len(room.charges) == 1


def test_a_bill_of_another_service_is_refused_with_what_to_do(room: KioskRoom) -> None:
    room.type_bill(*ELECTRICITY)
    message = room.until_screen("message")
    assert "مربوط به شهرداری نیست" in message["headline"]
    assert message["body"]
    room.touch("ok")
    room.at_home()


def test_a_payment_id_of_another_bill_is_named_at_its_field(room: KioskRoom) -> None:
    room.can_pay()
    room.type_bill(OTHER_BILL, PAYMENT_ID)
    entry = room.until(lambda m: bool(m["fields"][1]["error"]), "the error")
    assert "مربوط به این قبض نیست" in entry["fields"][1]["error"]


def test_an_unknown_bill_is_marked_unverified_before_payment(room: KioskRoom) -> None:
    room.type_bill()
    review = room.until_screen("bill_review")
    assert any("فقط درستی شناسه‌ها" in notice["text"] for notice in review["notices"])


def test_without_the_agent_the_kiosk_says_offline_and_works(room: KioskRoom) -> None:
    home = room.at_home()
    assert home["status"]["link"] == "offline"
    assert room.pay()["outcome"] == "paid"


def test_a_touch_meant_for_a_screen_already_gone_changes_nothing(room: KioskRoom) -> None:
    done = room.pay()
    assert room.shown is not None
    room.touch("pay")
    room.touch("cancel")
    room.touch("key", digit="7")
    room.touch("no_such_intent")
    room.finish()
    assert done["outcome"] == "paid"
    assert room.kinds.count("payment.started") == 1


def test_the_help_lies_over_the_screen_and_goes_away(room: KioskRoom) -> None:
    room.at_home()
    room.touch("help")
    helped = room.until(lambda m: m["help"] is not None, "the help")
    assert helped["screen"] == "home"
    room.touch("close_help")
    room.until(lambda m: m["help"] is None, "the help closed")


def test_the_terminal_gone_the_tile_says_why(room: KioskRoom) -> None:
    room.can_pay()
    room.terminal.close()
    tile = room.until(lambda m: not m["tiles"][0]["enabled"], "the tile closed")["tiles"][0]
    assert tile["why"]


def test_a_second_counter_is_refused_and_the_first_keeps_its_screen(room: KioskRoom) -> None:
    room.at_home()
    first, first_log = room.counter, room.log
    second = room.start()
    assert second.wait() == 3
    assert "in use by another process" in room.log.removeprefix(first_log)
    room.counter = first
    room.leave()
    room.arrive()
    room.at_home()


def test_stopped_by_the_supervisor_it_ends_in_order(room: KioskRoom) -> None:
    room.at_home()
    assert room.counter is not None
    assert room.counter.stop() == 0
    with pytest.raises(CounterGone):
        room.until(lambda _: False, "the end")
    assert not room.directory.interface_socket_path.exists()


def test_the_agent_reads_the_state_of_every_component(room: KioskRoom) -> None:
    room.pay()

    def state() -> CounterState | None:
        found = read_counter_state(room.directory.counter_state_path)
        fresh = found is not None and is_fresh(found)
        return found if fresh and found and found.last_print_ms else None

    told = eventually(state, "a heartbeat that knows of the payment")
    assert told.last_payment_ms is not None
    states = {component.component: component.state for component in told.components}
    assert states == {
        Component.COUNTER: State.READY,
        Component.PRINTER: State.READY,
        Component.PAPER: State.READY,
        Component.TERMINAL: State.READY,
        Component.SCANNER: State.READY,
        Component.READER: State.ABSENT,
        Component.DISK: states[Component.DISK],
        Component.CLOCK: State.READY,
        Component.UPS: State.ABSENT,
        Component.DOOR: State.ABSENT,
        Component.TEMPERATURE: State.ABSENT,
        Component.SCREEN: State.ABSENT,
    }


def test_a_scanned_bill_is_looked_up_from_the_home_screen(room: KioskRoom) -> None:
    room.scan(f"{BILL:0>13}{PAYMENT_ID:0>13}")
    review = room.until_screen("bill_review")
    assert "۱٬۲۵۰٬۰۰۰" in review["amount"]["grouped"]


def test_a_scanned_code_that_is_no_bill_says_so(room: KioskRoom) -> None:
    room.scan("6260100000017")
    assert "قبض شهرداری نیست" in room.until_screen("message")["headline"]


def test_a_cancel_on_the_screen_ends_the_wait_for_a_card(room: KioskRoom) -> None:
    room.terminal.obey({"do": "auto", "after_ms": None})
    room.type_bill()
    room.until_screen("bill_review")
    room.touch("pay")
    room.until(
        lambda model: model["screen"] == "paying" and model["cancel"] is not None,
        "it can be cancelled",
    )
    room.touch("cancel")
    declined = room.until(lambda model: model.get("outcome") == "declined", "cancelled")
    assert "لغو شد" in declined["body"]
    assert room.charges == []
    assert room.kinds[-2:] == ["payment.declined", "payment.closed"]
