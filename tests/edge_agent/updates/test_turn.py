"""The agent's turn between two visits: asked for, waited for, and given back."""

import time
from pathlib import Path

import pytest

from contract.clock import boot_id
from contract.update_hold import HOLD_MS, holds, write_hold
from edge_agent.device import (
    CounterState,
    DeviceDirectory,
    KioskOrder,
    OrderAnswer,
    read_order,
    remove_order,
    write_counter_state,
    write_order,
    write_order_answer,
)
from edge_agent.updates.turn import AWAY_MS, Given, Turn
from tests.edge_agent.support import HandClock

WANTED = "0.2.0"


@pytest.fixture
def directory(tmp_path: Path) -> DeviceDirectory:
    directory = DeviceDirectory(tmp_path)
    directory.create()
    return directory


@pytest.fixture
def clock() -> HandClock:
    return HandClock(boot=boot_id())


@pytest.fixture
def turn(directory: DeviceDirectory, clock: HandClock) -> Turn:
    counter_beats(directory)
    return Turn(directory, clock)


def counter_beats(directory: DeviceDirectory, *, ago_ms: int = 0) -> None:
    now_ms = time.monotonic_ns() // 1_000_000 - ago_ms
    state = CounterState(boot=boot_id().hex(), monotonic_ms=now_ms)
    write_counter_state(directory.counter_state_path, state)


def counter_makes_room(directory: DeviceDirectory, clock: HandClock) -> None:
    order = read_order(directory.order_path)
    assert order is not None
    assert order.name == "update"
    remove_order(directory.order_path)
    write_hold(directory.update_hold_path, clock.now())
    answer = OrderAnswer(order=order.order, name="update", word="begun", detail="")
    write_order_answer(directory.order_answer_path, answer)


def test_a_citizen_is_waited_for_as_long_as_it_takes(
    directory: DeviceDirectory, clock: HandClock, turn: Turn
) -> None:
    for _ in range(100):
        assert turn.given(WANTED) is None
        clock.advance(AWAY_MS)
    counter_makes_room(directory, clock)
    assert turn.given(WANTED) is Given.BY_COUNTER
    turn.give_back()
    assert not holds(directory.update_hold_path, clock.now())


def test_a_turn_that_was_not_used_in_a_minute_is_asked_for_anew(
    directory: DeviceDirectory, clock: HandClock, turn: Turn
) -> None:
    assert turn.given(WANTED) is None
    counter_makes_room(directory, clock)
    clock.advance(HOLD_MS + 1)
    assert turn.given(WANTED) is None
    assert turn.given(WANTED) is None
    counter_makes_room(directory, clock)
    assert turn.given(WANTED) is Given.BY_COUNTER


def test_an_order_of_the_city_goes_before_it_and_does_not_end_it(
    directory: DeviceDirectory, clock: HandClock, turn: Turn
) -> None:
    assert turn.given(WANTED) is None
    citys = KioskOrder(order="1.7", name="test_print", boot=boot_id().hex())
    write_order(directory.order_path, citys)
    assert turn.given(WANTED) is None
    assert read_order(directory.order_path) == citys
    remove_order(directory.order_path)
    assert turn.given(WANTED) is None
    counter_makes_room(directory, clock)
    assert turn.given(WANTED) is Given.BY_COUNTER


def test_what_another_agent_was_given_is_not_ours(
    directory: DeviceDirectory, clock: HandClock, turn: Turn
) -> None:
    assert turn.given(WANTED) is None
    counter_makes_room(directory, clock)
    assert Turn(directory, clock).given(WANTED) is None


def test_a_counter_that_has_gone_has_ten_minutes_to_come_back(
    directory: DeviceDirectory, clock: HandClock, turn: Turn
) -> None:
    counter_beats(directory, ago_ms=60_000)
    assert turn.given(WANTED) is None
    clock.advance(AWAY_MS - 1)
    assert turn.given(WANTED) is None
    clock.advance(1)
    assert turn.given(WANTED) is Given.NO_COUNTER


def test_where_no_counter_ever_ran_nobody_is_asked(directory: DeviceDirectory, turn: Turn) -> None:
    directory.counter_state_path.unlink()
    assert turn.given(WANTED) is Given.NO_COUNTER
