"""Waiting for something that another process does: a question asked again until a deadline."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Answer = TypeVar("Answer")

ASK_AGAIN_AFTER_S = 0.01
DEADLINE_S = 40.0
HANGS_S = 10.0


def lasts(seconds: float) -> None:
    """A trouble that goes on for a while: it is part of the test, not a wait for something."""
    time.sleep(seconds)


async def held_up(seconds: float) -> None:
    """A delay that is itself the trouble, on an event loop."""
    await asyncio.sleep(seconds)


def comes_true(
    question: Callable[[], bool], within_s: float, every_s: float = ASK_AGAIN_AFTER_S / 2
) -> bool:
    """Whether it did in time, for tests in which both answers mean something."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(every_s)
    return question()


def eventually(
    question: Callable[[], Answer | None], what: str, timeout_s: float = DEADLINE_S
) -> Answer:
    """The first true answer to `question`; AssertionError that names `what` when time is up."""
    deadline = time.monotonic() + timeout_s
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {timeout_s:g} s in vain for: {what}")
        time.sleep(ASK_AGAIN_AFTER_S)


@contextmanager
def assert_no_hang(what: str) -> Iterator[None]:
    """AssertionError when what is done inside took as long as only something that hangs does, on
    however busy a machine. How fast things are is measured in `benchmarks/`."""
    begun = time.monotonic()
    yield
    took_s = time.monotonic() - begun
    assert took_s < HANGS_S, f"{what} took {took_s:.1f} s"
