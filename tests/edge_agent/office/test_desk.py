"""What the clerk sees and can do; and that nothing else is there."""

import json

import pytest
from msgspec.structs import replace

from contract.telemetry import State
from edge_agent.device import read_clerk_answer, write_help_call
from tests.edge_agent.office.rooms import Office, citizen_calls, counter_says


def test_the_kiosk_is_described_in_a_few_words(signed_in: Office) -> None:
    counter_says(signed_in.directory, paper=(State.FAILED, "paper_end"))
    assert signed_in.state() == {
        "title": "خیام ۱",
        "city": "قزوین",
        "service": "open",
        "reason": None,
        "closed_s": None,
        "link": "connecting",
        "parts": {
            "printer": {"state": "ready", "reason": None},
            "paper": {"state": "failed", "reason": "paper_end"},
            "terminal": {"state": "ready", "reason": None},
        },
        "call": None,
    }


def test_a_counter_that_says_nothing_is_not_in_service(signed_in: Office) -> None:
    assert signed_in.state()["service"] == "silent"
    counter_says(signed_in.directory, "storage")
    assert (signed_in.state()["service"], signed_in.state()["reason"]) == ("stopped", "storage")


def test_a_technician_at_the_screen_is_no_fault(signed_in: Office) -> None:
    counter_says(signed_in.directory, "technician")
    assert (signed_in.state()["service"], signed_in.state()["reason"]) == ("technician", None)


def test_a_call_is_answered_and_ended(signed_in: Office) -> None:
    call = citizen_calls(signed_in.directory, age_ms=7_000)
    seen = signed_in.state()["call"]
    assert (seen["call"], seen["answered"], seen["late"]) == (call.call, False, False)
    assert 7 <= seen["waited_s"] <= 9
    assert signed_in.wish(type="coming", call=call.call) == 204
    assert signed_in.state()["call"]["answered"]
    answer = read_clerk_answer(signed_in.directory.clerk_answer_path)
    assert (answer.call, answer.word) == (call.call, "coming") if answer else None
    assert signed_in.wish(type="done", call=call.call) == 204
    assert signed_in.state()["call"] is None


def test_a_call_that_waited_too_long_can_still_be_answered(signed_in: Office) -> None:
    call = citizen_calls(signed_in.directory, "unanswered", age_ms=90_000)
    assert signed_in.state()["call"]["late"]
    assert signed_in.wish(type="coming", call=call.call) == 204


def test_an_old_call_is_void(signed_in: Office) -> None:
    call = citizen_calls(signed_in.directory, age_ms=5 * 60_000 + 1)
    assert signed_in.state()["call"] is None
    assert signed_in.wish(type="coming", call=call.call) == 409


def test_a_call_of_before_the_power_cut_is_void(signed_in: Office) -> None:
    call = citizen_calls(signed_in.directory)
    write_help_call(signed_in.directory.help_call_path, replace(call, boot="00" * 8))
    assert signed_in.state()["call"] is None


def test_what_was_withdrawn_cannot_be_answered(signed_in: Office) -> None:
    call = citizen_calls(signed_in.directory, "over")
    assert signed_in.wish(type="coming", call=call.call) == 409
    assert read_clerk_answer(signed_in.directory.clerk_answer_path) is None


def test_the_kiosk_is_taken_out_of_service_and_back(signed_in: Office) -> None:
    counter_says(signed_in.directory)
    assert signed_in.wish(type="close", reason="cleaning") == 204
    assert (signed_in.state()["service"], signed_in.state()["reason"]) == ("closing", "cleaning")
    counter_says(signed_in.directory, "clerk_cleaning")
    assert signed_in.state()["service"] == "closed"
    assert signed_in.wish(type="close", reason="paper") == 409
    closed = signed_in.closed()
    assert closed is not None
    assert closed.reason == "cleaning"
    assert signed_in.wish(type="reopen") == 204
    assert signed_in.closed() is None
    assert signed_in.wish(type="reopen") == 409


@pytest.mark.parametrize(
    "wish",
    [
        {},
        [],
        "close",
        {"type": "close"},
        {"type": "close", "reason": "because I can"},
        {"type": "close", "reason": "paper", "for": "ever"},
        {"type": "open the door"},
        {"type": "coming", "call": 7},
    ],
    ids=str,
)
def test_a_wish_that_is_none_changes_nothing(signed_in: Office, wish: object) -> None:
    assert signed_in.ask("POST", "/wish", wish).status == 400
    assert signed_in.closed() is None


def test_a_damaged_word_of_the_counter_harms_nothing(signed_in: Office) -> None:
    directory = signed_in.directory
    for path in (
        directory.help_call_path,
        directory.clerk_answer_path,
        directory.counter_state_path,
        directory.agent_state_path,
        directory.closing_path,
    ):
        path.write_bytes(b"{half")
    assert signed_in.state()["service"] == "silent"


def test_the_page_has_no_word_about_a_visit(signed_in: Office) -> None:
    counter_says(signed_in.directory)
    citizen_calls(signed_in.directory)
    told = json.dumps(signed_in.state())
    for word in ("screen", "bill", "amount", "payment", "journey", "last_"):
        assert word not in told
