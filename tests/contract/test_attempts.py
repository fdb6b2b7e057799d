"""Some tries are free, then each waits longer."""

from contract.attempts import FIRST_WAIT_MS, LONGEST_WAIT_MS, Attempts


def after(wrong: int) -> Attempts:
    attempts = Attempts(free=5)
    for _ in range(wrong):
        attempts = attempts.failed(1000)
    return attempts


def test_four_wrong_pins_hold_nobody_up() -> None:
    assert after(4).wait_ms(1000) == 0


def test_the_fifth_makes_the_next_wait_and_each_further_one_twice_as_long() -> None:
    assert [after(n).wait_ms(1000) for n in (5, 6, 7)] == [
        FIRST_WAIT_MS,
        2 * FIRST_WAIT_MS,
        4 * FIRST_WAIT_MS,
    ]


def test_no_wait_is_longer_than_a_clerk_can_bear() -> None:
    assert after(500).wait_ms(1000) == LONGEST_WAIT_MS


def test_the_wait_passes() -> None:
    assert after(5).wait_ms(1000 + FIRST_WAIT_MS - 1) == 1
    assert after(5).wait_ms(1000 + FIRST_WAIT_MS) == 0
