"""Orders that the kiosk carries out between two visits: asked, waited for, withdrawn in time."""

from collections.abc import Mapping
from dataclasses import dataclass

from contract.clock import Clock
from contract.command import Command, CommandName, CommandOutcome
from contract.command_answer import Answer, AnswerCode, known_code
from edge_agent.device import (
    DamagedDeviceFile,
    DeviceDirectory,
    KioskOrder,
    OrderAnswer,
    OrderName,
    is_fresh,
    read_counter_state,
    read_order_answer,
    remove_order,
    write_order,
)

HELD_BACK_MOST_MS = 10 * 60_000
"""A citizen may be served for so long; nobody at the city waits for ever."""
DONE_WITHIN_MS = 2 * 60_000
"""From the kiosk's taking the order."""
MINUTE_MS = 60_000
ORDERS: Mapping[CommandName, OrderName] = {
    CommandName.RESTART: "restart",
    CommandName.TEST_PRINT: "test_print",
    CommandName.SCREENSHOT: "screenshot",
}
"""What the kiosk is asked for, and by which name."""


@dataclass(frozen=True)
class Ended:
    """What became of a command, and why."""

    name: CommandName
    outcome: CommandOutcome
    answer: Answer


@dataclass
class KioskOrders:
    """One at a time."""

    directory: DeviceDirectory
    clock: Clock
    _order: KioskOrder | None = None
    _asked_ms: int = 0
    _taken_ms: int | None = None

    def ask(self, command: Command) -> None:
        """`command` must be one of ORDERS. Raises OSError."""
        moment = self.clock.now()
        order = KioskOrder(
            order=f"{command.epoch}.{command.counter}",
            name=ORDERS[command.name],
            boot=moment.boot.hex(),
        )
        write_order(self.directory.order_path, order)
        self._order, self._asked_ms, self._taken_ms = order, moment.monotonic_ms, None

    def withdraw(self) -> None:
        """At the agent's start: what an agent before it asked for is reported as interrupted.
        Raises OSError."""
        remove_order(self.directory.order_path)

    def tend(self) -> Ended | None:
        """Each second: how the order ended, when it has. Raises OSError."""
        order = self._order
        if order is None:
            return None
        now_ms = self.clock.now().monotonic_ms
        ended = self._answered(order, self._answer_to(order), now_ms) or self._late(order, now_ms)
        if ended is not None:
            self._order = None
        return ended

    def _answered(
        self, order: KioskOrder, answer: OrderAnswer | None, now_ms: int
    ) -> Ended | None:
        if answer is None:
            return None
        if answer.word == "begun":
            self._taken_ms = now_ms if self._taken_ms is None else self._taken_ms
            return None
        outcome = CommandOutcome.DONE if answer.word == "done" else CommandOutcome.FAILED
        why = Answer(known_code(answer.code), answer.detail, answer.figures)
        return Ended(_command(order), outcome, why)

    def _late(self, order: KioskOrder, now_ms: int) -> Ended | None:
        if self._taken_ms is not None:
            if now_ms - self._taken_ms <= DONE_WITHIN_MS:
                return None
            line = "the kiosk began it and never said how it ended"
            why = Answer(AnswerCode.KIOSK_NEVER_ANSWERED, line)
            return Ended(_command(order), CommandOutcome.FAILED, why)
        if now_ms - self._asked_ms <= HELD_BACK_MOST_MS:
            return None
        if not remove_order(self.directory.order_path):
            return None  # taken in this moment: it answers
        return Ended(_command(order), CommandOutcome.REFUSED, self._why_not())

    def _why_not(self) -> Answer:
        minutes = str(HELD_BACK_MOST_MS // MINUTE_MS)
        figures = {"minutes": minutes}
        try:
            counter = read_counter_state(self.directory.counter_state_path)
        except DamagedDeviceFile:
            counter = None
        if counter is None or not is_fresh(counter):
            line = f"the kiosk's program did not run for {minutes} minutes"
            return Answer(AnswerCode.KIOSK_DID_NOT_RUN, line, figures)
        line = f"somebody was being served for {minutes} minutes, or the kiosk had stopped itself"
        return Answer(AnswerCode.SERVED_TOO_LONG, line, figures)

    def _answer_to(self, order: KioskOrder) -> OrderAnswer | None:
        try:
            answer = read_order_answer(self.directory.order_answer_path)
        except DamagedDeviceFile:
            return None
        return answer if answer is not None and answer.order == order.order else None


def _command(order: KioskOrder) -> CommandName:
    return CommandName(order.name)
