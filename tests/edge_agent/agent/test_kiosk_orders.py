"""What only the kiosk can do: asked between visits, withdrawn when nobody takes it, told truly."""

import time
from pathlib import Path

import pytest

from contract.clock import boot_id
from contract.command import Command, CommandName, CommandOutcome
from contract.command_answer import NOTHING_TO_ADD, Answer, AnswerCode, known_code
from edge_agent.agent.kiosk_orders import (
    DONE_WITHIN_MS,
    HELD_BACK_MOST_MS,
    Ended,
    KioskOrders,
)
from edge_agent.device import (
    AnswerWord,
    CounterState,
    DeviceDirectory,
    OrderAnswer,
    read_order,
    remove_order,
    write_counter_state,
    write_order_answer,
)
from tests.edge_agent.support import HandClock

COMMAND = Command(
    epoch=3, counter=7, city="qazvin", device="k-test", name=CommandName.TEST_PRINT,
    issued_ms=1, expires_ms=2,
)  # fmt: skip


@pytest.fixture
def directory(tmp_path: Path) -> DeviceDirectory:
    directory = DeviceDirectory(tmp_path)
    directory.run_path.mkdir(parents=True)
    return directory


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def orders(directory: DeviceDirectory, clock: HandClock) -> KioskOrders:
    orders = KioskOrders(directory, clock)
    orders.ask(COMMAND)
    return orders


def counter_says(
    directory: DeviceDirectory,
    word: AnswerWord,
    why: Answer = NOTHING_TO_ADD,
    order: str = "3.7",
) -> None:
    remove_order(directory.order_path)
    answer = OrderAnswer(
        order=order,
        name="test_print",
        word=word,
        detail=why.line,
        code=why.code.value,
        figures=dict(why.figures),
    )
    write_order_answer(directory.order_answer_path, answer)


def counter_beats(directory: DeviceDirectory) -> None:
    now_ms = time.monotonic_ns() // 1_000_000
    write_counter_state(
        directory.counter_state_path, CounterState(boot=boot_id().hex(), monotonic_ms=now_ms)
    )


def test_how_it_ended_is_told_once(directory: DeviceDirectory, orders: KioskOrders) -> None:
    assert orders.tend() is None
    counter_says(directory, "begun")
    assert orders.tend() is None
    answer = Answer(AnswerCode.PRINTED, "printed: status", {"proof": "status"})
    counter_says(directory, "done", answer)
    assert orders.tend() == Ended(CommandName.TEST_PRINT, CommandOutcome.DONE, answer)
    assert orders.tend() is None


def test_a_failure_is_no_success(directory: DeviceDirectory, orders: KioskOrders) -> None:
    answer = Answer(AnswerCode.NOT_PRINTED, "not printed: paper_end", {"reason": "paper_end"})
    counter_says(directory, "failed", answer)
    assert orders.tend() == Ended(CommandName.TEST_PRINT, CommandOutcome.FAILED, answer)


def test_a_counter_of_before_codes_or_after_this_agent_is_told_in_its_words(
    directory: DeviceDirectory, orders: KioskOrders
) -> None:
    """For the moment of an update agent and counter are of different versions."""
    old = b'{"order":"3.7","name":"test_print","word":"failed","detail":"not printed: absent"}'
    remove_order(directory.order_path)
    directory.order_answer_path.write_bytes(old)
    ended = orders.tend()
    assert ended is not None
    assert ended.answer == Answer(AnswerCode.IN_WORDS, "not printed: absent")
    assert known_code("of_tomorrow") is AnswerCode.IN_WORDS


def test_an_answer_to_an_earlier_order_is_none_to_this(
    directory: DeviceDirectory, orders: KioskOrders
) -> None:
    counter_says(directory, "done", order="3.6")
    assert orders.tend() is None


def test_a_citizen_who_is_served_holds_it_back_for_so_long_and_no_longer(
    directory: DeviceDirectory, clock: HandClock, orders: KioskOrders
) -> None:
    counter_beats(directory)
    clock.advance(HELD_BACK_MOST_MS)
    assert orders.tend() is None
    clock.advance(1)
    ended = orders.tend()
    assert ended is not None
    assert (ended.outcome, ended.answer.line.split(" or ")[0]) == (
        CommandOutcome.REFUSED,
        "somebody was being served for 10 minutes,",
    )
    assert read_order(directory.order_path) is None


def test_a_kiosk_that_does_not_run_is_named_so(clock: HandClock, orders: KioskOrders) -> None:
    clock.advance(HELD_BACK_MOST_MS + 1)
    ended = orders.tend()
    assert ended is not None
    assert ended.answer.line == "the kiosk's program did not run for 10 minutes"


def test_an_order_taken_in_the_last_moment_is_not_called_refused(
    directory: DeviceDirectory, clock: HandClock, orders: KioskOrders
) -> None:
    clock.advance(HELD_BACK_MOST_MS + 1)
    assert remove_order(directory.order_path)  # by the counter
    assert orders.tend() is None
    counter_says(directory, "done")
    ended = orders.tend()
    assert ended is not None
    assert ended.outcome is CommandOutcome.DONE


def test_one_that_was_begun_and_never_ended_fails(
    directory: DeviceDirectory, clock: HandClock, orders: KioskOrders
) -> None:
    counter_says(directory, "begun")
    assert orders.tend() is None
    clock.advance(DONE_WITHIN_MS + 1)
    ended = orders.tend()
    assert ended is not None
    assert (ended.outcome, ended.answer.line) == (
        CommandOutcome.FAILED,
        "the kiosk began it and never said how it ended",
    )


def test_what_an_agent_before_asked_for_is_withdrawn(
    directory: DeviceDirectory, clock: HandClock, orders: KioskOrders
) -> None:
    KioskOrders(directory, clock).withdraw()
    assert read_order(directory.order_path) is None
    assert orders.tend() is None
