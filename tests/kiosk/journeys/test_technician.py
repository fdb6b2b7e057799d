"""The technician's screen as a machine of states: whom it lets wait, and how it ends by itself."""

import pytest

from contract.attempts import FIRST_WAIT_MS, LONGEST_WAIT_MS, Attempts
from contract.technician import CODE_DIGITS
from kiosk.journeys import visit
from kiosk.journeys.entry import EntryForm
from kiosk.journeys.happenings import (
    IdleEnded,
    StartTouched,
    StopReason,
    TechnicianCame,
    TechnicianLeft,
)
from kiosk.journeys.payment import Preparing
from kiosk.journeys.states import (
    Attract,
    Entering,
    Home,
    OutOfService,
    Paying,
    Reviewing,
    Servicing,
    VisitState,
    why_closed,
)
from kiosk.journeys.technician import (
    ASKED_FOR_MS,
    AT_PAGE_FOR_MS,
    FREE_TRIES,
    READ_FOR_MS,
    Asking,
    AtPage,
    Carrying,
    NotDone,
    TechnicianState,
    Told,
    erase,
    has_ended,
    is_whole,
    type_digit,
)
from tests.kiosk.journeys.samples import BASKET, payment

PAGE, WRITING = AtPage("12", 0), Carrying("12", "export", "w", 0)
TOLD = Told("12", "export", NotDone("full"), 0)


def test_the_first_tries_are_free_then_each_waits_longer_up_to_a_limit() -> None:
    tries, waits = Attempts(FREE_TRIES), []
    for _ in range(FREE_TRIES + 12):
        waits.append(tries.wait_ms(0))
        tries = tries.failed(0)
    assert waits[:FREE_TRIES] == [0] * FREE_TRIES
    assert waits[FREE_TRIES : FREE_TRIES + 3] == [FIRST_WAIT_MS * n for n in (1, 2, 4)]
    assert waits[-1] == LONGEST_WAIT_MS
    assert tries.wait_ms(LONGEST_WAIT_MS - 1) == 1
    assert tries.wait_ms(LONGEST_WAIT_MS) == 0


def test_a_code_is_typed_in_any_script_and_no_longer_than_it_is() -> None:
    state = Asking(0)
    for digit in "۱2٣" + "4" * CODE_DIGITS:
        state = type_digit(state, digit, 5)
    assert state.typed == "123" + "4" * (CODE_DIGITS - 3)
    assert is_whole(state)
    assert not is_whole(erase(state, 5))
    assert type_digit(Asking(0), "x", 5).typed == ""
    assert "1234" not in repr(state), "a code is in no log by accident"


@pytest.mark.parametrize(
    ("state", "for_ms"),
    [(Asking(0), ASKED_FOR_MS), (PAGE, AT_PAGE_FOR_MS), (TOLD, AT_PAGE_FOR_MS)],
)
def test_it_ends_when_nobody_touches_it(state: TechnicianState, for_ms: int) -> None:
    assert has_ended(state, door_open=True, now_ms=for_ms - 1) is None
    assert has_ended(state, door_open=True, now_ms=for_ms) == "idle"


def test_it_ends_with_the_door_but_never_over_the_writing_nor_before_it_can_be_read() -> None:
    assert has_ended(Asking(0), door_open=False, now_ms=1) == "door_closed"
    assert has_ended(PAGE, door_open=False, now_ms=1) == "door_closed"
    assert has_ended(WRITING, door_open=False, now_ms=10 * AT_PAGE_FOR_MS) is None
    assert has_ended(TOLD, door_open=False, now_ms=READ_FOR_MS - 1) is None
    assert has_ended(TOLD, door_open=False, now_ms=READ_FOR_MS) == "door_closed"


@pytest.mark.parametrize(
    "state",
    [Attract(), Home(), OutOfService(StopReason.CLERK_PAPER), OutOfService(StopReason.DISK_FULL)],
)
def test_a_technician_comes_while_nobody_is_served(state: VisitState) -> None:
    came, commands = visit.advance(state, TechnicianCame(Asking(0)))
    assert (came, commands) == (Servicing(Asking(0)), ())
    assert why_closed(came) == "technician"
    assert visit.advance(came, TechnicianLeft()) == (Attract(), ())


@pytest.mark.parametrize(
    "state",
    [
        Entering(EntryForm()),
        Reviewing(BASKET),
        Paying(Preparing(payment())),
        OutOfService(StopReason.STORAGE, payment()),
    ],
)
def test_a_visit_is_never_interrupted(state: VisitState) -> None:
    assert visit.advance(state, TechnicianCame(PAGE)) == (state, ())
    assert visit.advance(state, TechnicianLeft()) == (state, ())


def test_nothing_of_a_citizens_moves_it() -> None:
    for happening in (StartTouched(), IdleEnded()):
        assert visit.advance(Servicing(PAGE), happening) == (Servicing(PAGE), ())
    assert not visit.is_idle_watched(Servicing(PAGE)), "it has time-outs of its own"
