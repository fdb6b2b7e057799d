"""Who may look: whoever knows the PIN, for a shift, from the page itself."""

import pytest

from contract.attempts import FIRST_WAIT_MS
from edge_agent.office import write_pin
from edge_agent.office.sessions import SHIFT_S
from tests.edge_agent.office.rooms import Office, SteppedClock

WRONG = "270518"


def test_without_the_pin_nothing_is_told_and_nothing_can_be_wished(office: Office) -> None:
    for path in ("/state", "/events"):
        reply = office.ask("GET", path)
        assert reply.status in {401, 404}
        assert reply.body == b""
    assert office.wish(type="close", reason="paper") == 401
    assert office.closed() is None


def test_the_pin_opens_for_a_shift(office: Office, clock: SteppedClock) -> None:
    assert office.sign_in().status == 204
    assert office.ask("GET", "/state").status == 200
    clock.ahead_ms += SHIFT_S * 1000
    assert office.ask("GET", "/state").status == 401


def test_the_cookie_is_for_this_page_alone_and_no_script_reads_it(office: Office) -> None:
    cookie = office.sign_in().headers["set-cookie"]
    for attribute in ("__Host-", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert attribute in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize("cookie", ["", "x", "9999999999.aa.bb", "..", "é.ü"])
def test_a_cookie_that_was_not_signed_here_opens_nothing(office: Office, cookie: str) -> None:
    office.cookie = cookie
    assert office.ask("GET", "/state").status == 401


def test_a_session_cannot_be_made_longer(signed_in: Office) -> None:
    assert signed_in.cookie is not None
    until, *rest = signed_in.cookie.split(".")
    signed_in.cookie = ".".join([str(int(until) + 1), *rest])
    assert signed_in.ask("GET", "/state").status == 401


def test_signing_out_ends_the_session_for_whoever_copied_it(signed_in: Office) -> None:
    assert signed_in.ask("POST", "/sign-out", {}).status == 204
    assert signed_in.ask("GET", "/state").status == 401


def test_a_new_pin_ends_every_session(signed_in: Office) -> None:
    write_pin(signed_in.directory.pin_path, "604817")
    assert signed_in.ask("GET", "/state").status == 401
    assert signed_in.sign_in().status == 401
    assert signed_in.sign_in("604817").status == 204


def test_after_five_wrong_pins_even_the_right_one_waits(
    office: Office, clock: SteppedClock
) -> None:
    replies = [office.sign_in(WRONG) for _ in range(5)]
    assert [reply.status for reply in replies] == [401] * 5
    assert [reply.content["wait_s"] for reply in replies] == [0, 0, 0, 0, 30]
    held_up = office.sign_in()
    assert held_up.status == 429
    assert 0 < int(held_up.headers["retry-after"]) <= 30
    clock.ahead_ms += FIRST_WAIT_MS
    assert office.sign_in().status == 204


def test_the_wait_grows_and_holds_up_nobody_who_is_signed_in(
    signed_in: Office, clock: SteppedClock
) -> None:
    waits = []
    for _ in range(7):
        waits.append(signed_in.sign_in(WRONG).content["wait_s"])
        clock.ahead_ms += waits[-1] * 1000
    assert waits[4:] == [30, 60, 120]
    assert signed_in.ask("GET", "/state").status == 200


def test_the_right_pin_begins_the_count_anew(office: Office) -> None:
    for _ in range(4):
        office.sign_in(WRONG)
    assert office.sign_in().status == 204
    assert [office.sign_in(WRONG).status for _ in range(5)] == [401] * 5


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Host": "kiosk.evil.example"},
    ],
    ids=str,
)
def test_another_sites_page_can_wish_nothing(
    signed_in: Office, headers: dict[str, str | None]
) -> None:
    wish = {"type": "close", "reason": "paper"}
    assert signed_in.ask("POST", "/wish", wish, **headers).status == 403
    assert signed_in.closed() is None


def test_another_name_for_this_address_shows_nothing(signed_in: Office) -> None:
    assert signed_in.ask("GET", "/state", Host="kiosk.evil.example").status == 403


def test_nothing_that_changes_something_is_a_get(signed_in: Office) -> None:
    for path in ("/wish", "/sign-in", "/sign-out"):
        assert signed_in.ask("GET", path).status == 404
