"""Signing in: who guesses is slowed down, who owns the account elsewhere is not."""

from sqlalchemy import select

from central.staff.models import RefusedSignIn, StaffSession
from central.staff.sessions import (
    IDLE_MS,
    LONGEST_MS,
    close_session,
    find_session,
    form_token,
    is_form_token,
    mark_seen,
)
from central.staff.sign_in import (
    ATTEMPTS_AN_ACCOUNT_HERE,
    ATTEMPTS_AN_ADDRESS,
    WINDOW_MS,
    Refused,
    SignedIn,
)
from contract.events import StaffSignedIn, StaffSignInRefused
from tests.central.staff.conftest import Office


def signed_in(office: Office) -> str:
    office.add("maryam")
    outcome = office.sign_in("maryam")
    assert isinstance(outcome, SignedIn)
    return outcome.token


def found(office: Office, token: str) -> bool:
    with office.hub.sessions.reading() as session:
        return find_session(session, token, office.hub.now_ms()) is not None


def test_a_session_is_opened_and_only_its_hash_is_kept(office: Office) -> None:
    token = signed_in(office)
    assert found(office, token)
    assert not found(office, token[:-1] + ("A" if token[-1] != "A" else "B"))
    with office.hub.sessions.reading() as session:
        [row] = session.scalars(select(StaffSession))
    assert token.encode() not in row.token_hash
    assert office.events()[-1] == StaffSignedIn(account="maryam")


def test_what_was_typed_is_never_journaled(office: Office) -> None:
    assert office.sign_in("my secret typed as a name", "x") == Refused("wrong")
    assert office.events() == [StaffSignInRefused(known_account=None, reason="wrong")]


def test_a_wrong_password_and_no_account_are_answered_alike(office: Office) -> None:
    office.add("maryam")
    assert office.sign_in("maryam", "wrong") == office.sign_in("nobody", "wrong")


def test_guessing_one_account_from_one_address_is_held_up_for_a_while(office: Office) -> None:
    office.add("maryam")
    for _ in range(ATTEMPTS_AN_ACCOUNT_HERE):
        assert office.sign_in("maryam", "wrong") == Refused("wrong")
    held = office.sign_in("maryam")
    assert isinstance(held, Refused)
    assert held.reason == "too_many"
    assert 0 < held.retry_after_s <= WINDOW_MS // 1000
    assert isinstance(office.sign_in("maryam", address="10.0.0.2"), SignedIn)
    office.clock.ahead_ms += WINDOW_MS + 1_000
    assert isinstance(office.sign_in("maryam"), SignedIn)


def test_guessing_many_names_from_one_address_is_held_up_too(office: Office) -> None:
    for attempt in range(ATTEMPTS_AN_ADDRESS):
        assert office.sign_in(f"name{attempt}", "wrong") == Refused("wrong")
    held = office.sign_in("another", "wrong")
    assert isinstance(held, Refused)
    assert held.reason == "too_many"


def test_a_right_password_forgives_the_wrong_ones_before(office: Office) -> None:
    office.add("maryam")
    office.sign_in("maryam", "wrong")
    office.sign_in("maryam")
    with office.hub.sessions.reading() as session:
        assert session.query(RefusedSignIn).count() == 0


def test_an_idle_session_ends_and_a_used_one_goes_on(office: Office) -> None:
    token = signed_in(office)
    office.clock.ahead_ms += IDLE_MS - 60_000
    with office.hub.sessions.writing() as session:
        mark_seen(session, token, office.hub.now_ms())
    office.clock.ahead_ms += 120_000
    assert found(office, token)
    office.clock.ahead_ms += IDLE_MS
    assert not found(office, token)


def test_no_session_outlives_its_longest_time(office: Office) -> None:
    token = signed_in(office)
    office.clock.ahead_ms += LONGEST_MS + 1
    with office.hub.sessions.writing() as session:
        mark_seen(session, token, office.hub.now_ms())
    assert not found(office, token)


def test_a_closed_session_is_gone(office: Office) -> None:
    token = signed_in(office)
    with office.hub.sessions.writing() as session:
        close_session(session, token)
    assert not found(office, token)


def test_a_form_token_is_of_one_session_only() -> None:
    assert is_form_token("one", form_token("one"))
    assert not is_form_token("one", form_token("other"))
    assert not is_form_token("one", "")
