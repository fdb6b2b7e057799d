"""Times that the citizen sees: idle, the terminal's, how long the wait has been."""

from kiosk.counter.idle import ASK_AFTER_MS, CLOSE_AFTER_MS, IdleClock
from kiosk.counter.timers import Timers
from kiosk.journeys.entry import EntryForm
from kiosk.journeys.payment import Preparing, Requested, Unknown
from kiosk.journeys.states import Attract, Entering, Paying
from tests.kiosk.journeys.samples import payment

ENTERING = Entering(EntryForm())
PAYMENT = payment()


def test_the_question_comes_after_a_minute_and_lasts_twenty_seconds() -> None:
    clock = IdleClock().watched(1000)
    assert clock.remaining_s(1000 + ASK_AFTER_MS - 1) is None
    assert clock.remaining_s(1000 + ASK_AFTER_MS) == 20
    assert not clock.over(1000 + ASK_AFTER_MS + CLOSE_AFTER_MS - 1)
    assert clock.over(1000 + ASK_AFTER_MS + CLOSE_AFTER_MS)


def test_a_touch_takes_the_question_away() -> None:
    timers = Timers()
    timers.entered(ENTERING, 0)
    assert timers.idle_remaining_s(ASK_AFTER_MS) == 20
    timers.touched(ASK_AFTER_MS)
    assert timers.idle_remaining_s(ASK_AFTER_MS) is None
    assert timers.idle_remaining_s(2 * ASK_AFTER_MS) == 20


def test_going_from_screen_to_screen_without_a_touch_does_not_start_it_anew() -> None:
    timers = Timers()
    timers.entered(ENTERING, 0)
    timers.entered(Entering(EntryForm("1")), 30_000)
    assert timers.idle_remaining_s(ASK_AFTER_MS) == 20


def test_nobody_there_and_payments_are_never_asked() -> None:
    timers = Timers()
    for state in (Attract(), Paying(Requested(PAYMENT, None))):
        timers.entered(state, 0)
        assert timers.idle_remaining_s(10 * ASK_AFTER_MS) is None
        assert not timers.idle_over(10 * ASK_AFTER_MS)


def test_the_terminals_time_runs_from_the_request_on() -> None:
    timers = Timers()
    timers.entered(Paying(Preparing(PAYMENT)), 0)
    assert timers.remaining_s(5000) == 120
    timers.entered(Paying(Requested(PAYMENT, None)), 5000)
    timers.entered(Paying(Requested(PAYMENT, None)), 9000)
    assert (timers.remaining_s(29_000), timers.waited_s(29_000)) == (96, 24)
    assert timers.remaining_s(500_000) == 0
    timers.entered(Paying(Unknown(PAYMENT, None)), 30_000)
    assert (timers.remaining_s(31_000), timers.waited_s(31_000)) == (0, 1)
