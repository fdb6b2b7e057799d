"""Waiting for something that another process does: a question asked again until a deadline."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

ASK_AGAIN_AFTER_S = 0.01
DEADLINE_S = 20.0


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
