"""What the city tells this device to do: at most once, journaled before it is done, answered.

(epoch, counter) only increases; the last one received stands as a hold in the agent's journal, so
that it survives pruning and a new journal. A command that was under way when the agent ended is
reported as interrupted and never run again by itself.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, assert_never

from nacl.signing import SigningKey, VerifyKey

from contract.clock import Clock
from contract.command import (
    Command,
    CommandName,
    CommandOutcome,
    CommandResult,
    open_command,
    sign_result,
)
from contract.command_answer import Answer, AnswerCode
from contract.events import CommandFinished, CommandReceived
from contract.hello import BadMessage
from contract.signature import BadSignature
from edge_agent.agent.answers import answer_to
from edge_agent.agent.errands import Errands
from edge_agent.agent.kiosk_orders import Ended, KioskOrders
from edge_agent.agent.service_orders import ServiceOrders
from edge_agent.device import Identity
from edge_agent.journal import Draft, Hold, JournalWriter
from edge_agent.updates.applying import Updates

log = logging.getLogger(__name__)

SUBJECT = "command"
MOST_WAITING = 32
Stage = Literal["received", "finished"]


@dataclass(frozen=True)
class Commands:
    """What a device can carry out. `refresh`, `renew_certificate`, `updates`, the kiosk's orders
    and errands begin their work, and `finish` is called when it is done; those about service are
    done at once."""

    refresh: Callable[[], None]
    renew_certificate: Callable[[], None]
    updates: Updates
    kiosk: KioskOrders
    service: ServiceOrders
    errands: Errands


@dataclass
class CommandDesk:
    """Takes commands one after another. Raises JournalFailed from every method."""

    identity: Identity
    key: SigningKey
    find_command_key: Callable[[str], VerifyKey | None]
    journal: JournalWriter
    clock: Clock
    commands: Commands
    results: deque[bytes] = field(default_factory=lambda: deque(maxlen=MOST_WAITING))
    _waiting: deque[Command] = field(default_factory=deque)
    _current: Command | None = None

    def recover(self) -> None:
        """At start: reports a command that was interrupted."""
        last = self._last()
        if last is not None and last[2] == "received":
            why = Answer(AnswerCode.AGENT_RESTARTED, "the agent was restarted")
            self._answer(last[0], last[1], CommandOutcome.INTERRUPTED, why)
        try:
            self.commands.kiosk.withdraw()
        except OSError as error:
            log.warning("an order of the agent before can't be withdrawn: %s", error)

    def tend(self) -> None:
        """Each second: what the kiosk has done meanwhile, and windows that are over."""
        try:
            ended = self.commands.kiosk.tend()
            self.commands.service.tend()
        except OSError as error:
            log.warning("orders of the city wait: %s", error)
            return
        if ended is None:
            return
        if (ended.name, ended.outcome) == (CommandName.SCREENSHOT, CommandOutcome.DONE):
            self.commands.errands.send_picture()
        else:
            self.finish(ended.name, ended.outcome, ended.answer)

    def take(self, payload: bytes) -> None:
        """One message of the command topic; what is not an order for us now is not obeyed."""
        try:
            command = open_command(payload, self.find_command_key)
        except (BadSignature, BadMessage) as error:
            log.warning("a command is refused: %s", error.what)
            return
        if (command.city, command.device) != (self.identity.city, self.identity.device):
            log.warning("a command for %s of %s came here", command.device, command.city)
        elif self._is_known(command):
            log.info("command %d.%d came again", command.epoch, command.counter)
        elif len(self._waiting) >= MOST_WAITING:
            log.warning("command %d.%d: too many wait", command.epoch, command.counter)
        else:
            self._waiting.append(command)
            self._go_on()

    def finish(self, name: CommandName, outcome: CommandOutcome, answer: Answer) -> None:
        """What `commands` began is done; nothing happens when no such command is under way."""
        current = self._current
        if current is None or current.name is not name:
            return
        self._current = None
        self._answer(current.epoch, current.counter, outcome, answer)
        self._go_on()

    def _is_known(self, command: Command) -> bool:
        """The hub says one again and again until its turn comes: it waits here once."""
        last, key = self._last(), (command.epoch, command.counter)
        waiting = ((each.epoch, each.counter) for each in self._waiting)
        return (last is not None and key <= last[:2]) or key in waiting

    def _go_on(self) -> None:
        while self._current is None and self._waiting:
            self._begin(self._waiting.popleft())

    def _begin(self, command: Command) -> None:
        last = self._last()
        if last is not None and (command.epoch, command.counter) <= last[:2]:
            log.info("command %d.%d came again", command.epoch, command.counter)
            return
        received = CommandReceived(
            epoch=command.epoch, counter=command.counter, name=command.name.value
        )
        hold = _hold(command.epoch, command.counter, "received")
        self.journal.append(Draft(received, holds=(hold,)))
        if command.expires_ms <= self.clock.now().utc_ms:
            why = Answer(AnswerCode.EXPIRED, "its time was over when its turn came")
            self._answer(command.epoch, command.counter, CommandOutcome.REFUSED, why)
            return
        self._current = command
        try:
            ended = self._carry_out(command)
        except OSError as error:
            ended = Ended(command.name, CommandOutcome.FAILED, answer_to(error))
        if ended is not None:
            self._current = None
            self._answer(command.epoch, command.counter, ended.outcome, ended.answer)

    def _carry_out(self, command: Command) -> Ended | None:
        """None while it goes on. Raises OSError."""
        match command.name:
            case CommandName.REFRESH:
                self.commands.refresh()
            case CommandName.RESTART | CommandName.TEST_PRINT | CommandName.SCREENSHOT:
                self.commands.kiosk.ask(command)
            case CommandName.OUT_OF_SERVICE:
                return self.commands.service.close(command)
            case CommandName.IN_SERVICE:
                return self.commands.service.open()
            case CommandName.MAINTENANCE:
                return self.commands.service.maintain(command)
            case CommandName.SEND_LOGS:
                self.commands.errands.send_logs()
            case CommandName.ROTATE_CERTIFICATE:
                self.commands.renew_certificate()
            case CommandName.UPDATE:
                return self._update()
            case _:
                assert_never(command.name)
        return None

    def _update(self) -> Ended | None:
        if not self.commands.updates.has_slots:
            why = Answer(AnswerCode.NO_SLOTS, "this machine was not prepared for releases")
            return Ended(CommandName.UPDATE, CommandOutcome.REFUSED, why)
        self.commands.updates.look()
        return None

    def _answer(self, epoch: int, counter: int, outcome: CommandOutcome, answer: Answer) -> None:
        finished = CommandFinished(
            epoch=epoch,
            counter=counter,
            outcome=outcome.value,
            code=answer.code.value,
            figures=dict(answer.figures),
            detail=answer.line,
        )
        self.journal.append(Draft(finished, holds=(_hold(epoch, counter, "finished"),)))
        result = CommandResult(
            epoch=epoch,
            counter=counter,
            device=self.identity.device,
            outcome=outcome,
            detail=answer.line,
            finished_ms=self.clock.now().utc_ms,
        )
        self.results.append(sign_result(result, self.key))

    def _last(self) -> tuple[int, int, str] | None:
        hold = self.journal.holds(SUBJECT)
        if hold is None:
            return None
        epoch, counter, stage = hold.state.split(":")
        return int(epoch), int(counter), stage


def _hold(epoch: int, counter: int, stage: Stage) -> Hold:
    return Hold(SUBJECT, f"{epoch}:{counter}:{stage}")
