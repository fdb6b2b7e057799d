"""What the city wants this kiosk to do, between two visits: restart, print a test slip, show what
stands on its screen; and, wanted by the agent itself, end to make room for another version.

An order that was begun and not answered, because the counter ended over it, is answered by the
next counter: a restart by being there, anything else as failed. Nothing is done twice.
"""

import logging

from contract.clock import Clock
from contract.command_answer import NOTHING_TO_ADD, Answer, AnswerCode
from contract.update_hold import write_hold
from edge_agent.device import (
    AnswerWord,
    DamagedDeviceFile,
    DeviceDirectory,
    KioskOrder,
    OrderAnswer,
    read_order,
    read_order_answer,
    remove_order,
    write_order_answer,
)
from kiosk.boundary import Pictured
from kiosk.counter.paper_worker import SampleSlipTried

log = logging.getLogger(__name__)

PICTURE_WITHIN_MS = 10_000
"""A window that hangs is replaced sooner, and with it goes its answer."""


class CityOrders:
    """Used from the counter's thread alone."""

    def __init__(self, directory: DeviceDirectory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._under_way: KioskOrder | None = None
        self._picture_by_ms: int | None = None

    def recover(self) -> None:
        """At the counter's start."""
        try:
            begun = read_order_answer(self._directory.order_answer_path)
        except DamagedDeviceFile:
            return
        if begun is None or begun.word != "begun":
            return
        if begun.name in ("restart", "update"):
            self._write(_answer(begun, "done", NOTHING_TO_ADD))
        else:
            line = "the kiosk's program ended meanwhile; look whether it printed"
            self._write(_answer(begun, "failed", Answer(AnswerCode.KIOSK_ENDED, line)))

    def take(self) -> KioskOrder | None:
        """The next order, now the counter's; None while one is under way."""
        if self._under_way is not None:
            return None
        path = self._directory.order_path
        try:
            order = read_order(path)
            if order is None or not remove_order(path):
                return None  # withdrawn in this moment
            if order.name == "update":
                write_hold(self._directory.update_hold_path, self._clock.now())
        except (DamagedDeviceFile, OSError) as error:
            log.warning("the city's order can't be read: %s", error)
            return None
        if order.boot != self._clock.now().boot.hex():
            return None  # of before a power cut: the agent has reported it as interrupted
        log.info("the city's order %s: %s", order.order, order.name)
        self._under_way = order
        self._write(_answer(order, "begun", NOTHING_TO_ADD))
        return order

    def hear(self, said: SampleSlipTried | Pictured) -> None:
        """How something that was asked for ended."""
        match said:
            case SampleSlipTried(word, why):
                self.answer(word, why)
            case Pictured(order, failure):
                self._pictured(order, failure)

    def answer(self, word: AnswerWord, why: Answer) -> None:
        """How the order that is under way ended."""
        if self._under_way is not None:
            self._write(_answer(self._under_way, word, why))
            self._under_way = self._picture_by_ms = None

    def await_picture(self) -> None:
        """The window is asked for it now."""
        self._picture_by_ms = self._clock.now().monotonic_ms + PICTURE_WITHIN_MS

    def _pictured(self, order: str, failure: str | None) -> None:
        # Nothing of an order that has ended counts.
        if self._under_way is not None and self._under_way.order == order:
            if failure is None:
                self.answer("done", NOTHING_TO_ADD)
            else:
                self.answer("failed", Answer(AnswerCode.NO_PICTURE, failure))

    def tend(self) -> None:
        """Each second."""
        by_ms = self._picture_by_ms
        if by_ms is not None and self._clock.now().monotonic_ms > by_ms:
            self.answer("failed", Answer(AnswerCode.NO_PICTURE, "the window did not answer"))

    def _write(self, answer: OrderAnswer) -> None:
        try:
            write_order_answer(self._directory.order_answer_path, answer)
        except OSError as error:
            log.warning("the agent can't be told of order %s: %s", answer.order, error)


def _answer(order: KioskOrder | OrderAnswer, word: AnswerWord, why: Answer) -> OrderAnswer:
    return OrderAnswer(
        order=order.order,
        name=order.name,
        word=word,
        detail=why.line,
        code=why.code.value,
        figures=dict(why.figures),
    )
