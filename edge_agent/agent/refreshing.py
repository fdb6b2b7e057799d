"""Refreshing reference data beside the main loop: one at a time, in a thread that may wait."""

import queue
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from contract.command_answer import Answer, AnswerCode
from contract.errors import PishkhanError
from edge_agent.agent.answers import answer_to
from edge_agent.reference import Note, Refreshed

EVERY_MS = 5 * 60_000
RETRY_MS = 30_000
NUDGE_SPREAD_MS = 2_000
"""The whole city is nudged at once; kiosks ask spread over this time."""


@dataclass(frozen=True)
class RefreshFinished:
    """`failure` is None when it went well."""

    refreshed: Refreshed | None
    failure: Answer | None

    @property
    def answer(self) -> Answer:
        """To a command that asked for it."""
        if self.failure is not None:
            return self.failure
        applied = () if self.refreshed is None else self.refreshed.applied
        if not applied:
            return Answer(AnswerCode.NOTHING_NEW, "nothing was new")
        figures = {str(each.dataset): str(each.version) for each in applied}
        line = ", ".join(f"{name} {version}" for name, version in figures.items())
        return Answer(AnswerCode.DATA_APPLIED, line, figures)


Work = Callable[[], None]


def in_a_thread(work: Work) -> None:
    """Begins `work` beside the loop."""
    threading.Thread(target=work, name="refresh", daemon=True).start()


@dataclass
class Refresher:
    """`run` is one whole refresh; out of the queue come each version that it brings into use,
    then its outcome. `begin` has it done elsewhere, since it may wait for the network."""

    run: Callable[[Note], Refreshed]
    happenings: "queue.SimpleQueue[Any]"
    begin: Callable[[Work], None] = in_a_thread
    chance: random.Random = field(default_factory=random.Random)
    _running: bool = False
    _again: bool = False
    _next_ms: int | None = None
    _heard: dict[str, bytes] = field(default_factory=dict)

    def nudge(self, topic: str, number: bytes, now_ms: int) -> None:
        """There is something new: within a moment, or after the refresh that is under way.

        The broker says its last word again on each connection; what was heard before is no news,
        or a city whose line comes back would ask the hub for all that it has.
        """
        if self._heard.get(topic) == number:
            return
        self._heard[topic] = number
        self._again = self._running
        at_ms = now_ms + int(NUDGE_SPREAD_MS * self.chance.random())
        self._next_ms = at_ms if self._next_ms is None else min(self._next_ms, at_ms)

    def start(self) -> None:
        """At once, unless one is under way."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._next_ms = None
        self.begin(self._work)

    def finished(self, outcome: RefreshFinished, now_ms: int) -> None:
        self._running = False
        spread = self.chance.uniform(0.75, 1.25)
        wait_ms = EVERY_MS if outcome.failure is None else RETRY_MS
        self._next_ms = now_ms if self._again else now_ms + int(wait_ms * spread)
        self._again = False

    def tend(self, now_ms: int) -> None:
        """Starts a refresh that is due."""
        if not self._running and self._next_ms is not None and now_ms >= self._next_ms:
            self.start()

    def _work(self) -> None:
        try:
            outcome = RefreshFinished(self.run(self.happenings.put), None)
        except (PishkhanError, OSError) as error:
            outcome = RefreshFinished(None, answer_to(error))
        self.happenings.put(outcome)
