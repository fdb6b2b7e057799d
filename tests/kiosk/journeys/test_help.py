"""Help: what the screen says of a call, whatever the clerk and the clock do."""

from contract.events import HelpAnswered, HelpCalled, HelpUnanswered
from kiosk.journeys.help import (
    READ_WITHIN_MS,
    UNANSWERED_AFTER_MS,
    WAITS_FOR_MS,
    Answered,
    BackTouched,
    Calling,
    CallTouched,
    ClerkComes,
    ClerkDone,
    Closed,
    HelpHappening,
    HelpState,
    HelpTouched,
    Open,
    SomebodyThere,
    TimePassed,
    Unanswered,
    VisitEnded,
    WithdrawTouched,
    advance,
    is_over_the_screen,
    remaining_s,
)

CALL = "5f0c2a9e"
T0 = 1_000_000
CALLING = Calling(CALL, T0)


def after(state: HelpState, happening: HelpHappening, later_ms: int = 0) -> HelpState:
    return advance(state, happening, T0 + later_ms)[0]


def test_help_is_lines_first_and_a_call_only_when_it_is_wanted() -> None:
    opened = after(Closed(), HelpTouched())
    assert opened == Open(T0)
    assert advance(opened, CallTouched(CALL), T0) == (CALLING, (HelpCalled(call=CALL),))


def test_nobody_is_called_by_a_touch_on_a_screen_already_gone() -> None:
    assert advance(Closed(), CallTouched(CALL), T0) == (Closed(), ())


def test_a_second_touch_calls_no_second_time() -> None:
    assert advance(CALLING, CallTouched("other"), T0 + 10) == (CALLING, ())


def test_the_clerk_comes() -> None:
    state, events = advance(CALLING, ClerkComes(CALL), T0 + 12_400)
    assert state == Answered(CALL, T0)
    assert events == (HelpAnswered(call=CALL, waited_s=12),)
    assert after(state, ClerkDone(CALL)) == Closed()


def test_an_answer_to_another_call_is_no_answer() -> None:
    assert after(CALLING, ClerkComes("other")) == CALLING
    assert after(CALLING, ClerkDone("other")) == CALLING


def test_an_answer_is_journaled_once() -> None:
    assert advance(Answered(CALL, T0), ClerkComes(CALL), T0 + 1)[1] == ()


def test_after_a_minute_the_screen_names_other_ways() -> None:
    assert after(CALLING, TimePassed(), UNANSWERED_AFTER_MS - 1) == CALLING
    state, events = advance(CALLING, TimePassed(), T0 + UNANSWERED_AFTER_MS)
    assert state == Unanswered(CALL, T0)
    assert events == (HelpUnanswered(call=CALL),)


def test_the_clerk_may_come_late_and_may_be_called_again() -> None:
    unanswered = Unanswered(CALL, T0)
    assert after(unanswered, ClerkComes(CALL), 90_000) == Answered(CALL, T0)
    assert after(unanswered, CallTouched("again"), 90_000) == Calling("again", T0 + 90_000)


def test_the_seconds_left_are_whole_and_end_at_none() -> None:
    assert remaining_s(CALLING, T0) == 60
    assert remaining_s(CALLING, T0 + 59_001) == 1
    assert remaining_s(CALLING, T0 + 70_000) == 0
    assert remaining_s(Open(T0), T0) == 0


def test_a_citizen_may_go_back_to_the_screen_while_the_call_stands() -> None:
    behind = after(CALLING, BackTouched())
    assert not is_over_the_screen(behind)
    assert after(behind, HelpTouched()) == CALLING


def test_news_lies_over_the_screen_again() -> None:
    behind = after(CALLING, BackTouched())
    assert is_over_the_screen(after(behind, ClerkComes(CALL)))
    assert is_over_the_screen(after(behind, TimePassed(), UNANSWERED_AFTER_MS))


def test_every_state_ends_with_the_visit_and_with_a_withdrawn_call() -> None:
    for state in (Open(T0), CALLING, Unanswered(CALL, T0), Answered(CALL, T0)):
        assert after(state, VisitEnded()) == Closed()
        assert after(state, WithdrawTouched()) == Closed()


def test_nothing_stands_for_ever() -> None:
    assert after(Open(T0), TimePassed(), READ_WITHIN_MS) == Closed()
    for state in (Unanswered(CALL, T0), Answered(CALL, T0)):
        assert after(state, TimePassed(), WAITS_FOR_MS - 1) == state
        assert after(state, TimePassed(), WAITS_FOR_MS) == Closed()


def test_who_reads_slowly_keeps_the_lines_by_any_touch() -> None:
    assert after(Open(T0), SomebodyThere(), 100_000) == Open(T0 + 100_000)
    assert after(Closed(), SomebodyThere()) == Closed()
