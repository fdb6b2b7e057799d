"""When an agent asks the hub for reference data: at news, not at what it has heard before."""

import queue
from dataclasses import dataclass, field

from edge_agent.agent.refreshing import NUDGE_SPREAD_MS, Refresher, RefreshFinished, Work
from edge_agent.reference import Note, Refreshed

BILLS = "pishkhan/1/qazvin/reference/bills"
FEES = "pishkhan/1/qazvin/reference/fees"


@dataclass
class Asking:
    """An agent's refresher; `times` are those at which it asked the hub."""

    times: list[int] = field(default_factory=list)
    now_ms: int = 0

    def __post_init__(self) -> None:
        self.refresher = Refresher(self._run, queue.SimpleQueue(), self._begin)

    def hears(self, topic: str, number: bytes) -> None:
        self.refresher.nudge(topic, number, self.now_ms)

    def passes(self, ms: int) -> None:
        self.now_ms += ms
        self.refresher.tend(self.now_ms)

    def _begin(self, work: Work) -> None:
        self.times.append(self.now_ms)
        self.refresher.finished(RefreshFinished(None, None), self.now_ms)

    def _run(self, note: Note) -> Refreshed:
        raise AssertionError("the work is not begun here")


def test_news_of_several_datasets_are_asked_for_once() -> None:
    agent = Asking()
    agent.hears(BILLS, b"4")
    agent.hears(FEES, b"4")
    agent.passes(NUDGE_SPREAD_MS)
    assert agent.times == [NUDGE_SPREAD_MS]


def test_a_line_that_comes_back_with_the_brokers_last_word_asks_for_nothing() -> None:
    agent = Asking()
    agent.hears(BILLS, b"4")
    agent.passes(NUDGE_SPREAD_MS)
    agent.hears(BILLS, b"4")
    agent.passes(NUDGE_SPREAD_MS)
    assert len(agent.times) == 1
    agent.hears(BILLS, b"5")
    agent.passes(NUDGE_SPREAD_MS)
    assert len(agent.times) == 2
