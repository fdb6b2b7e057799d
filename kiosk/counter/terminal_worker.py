"""The thread that talks to the payment terminal, so that the counter never waits for it.

Each job is answered once. Whatever goes wrong after money was asked for is silence, never a
decline: only the terminal itself may say that no money was taken.
"""

import logging
import time
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import assert_never

from contract.errors import PishkhanError
from hardware.device import Unfit, fitness_of
from hardware.terminals.port import (
    Approved,
    Capability,
    Declined,
    InquiryResult,
    NotAsked,
    NotSupported,
    NotTaken,
    PaymentOrder,
    PaymentResult,
    PaymentTerminal,
    TerminalStatus,
    Uncertain,
    UncertainReason,
)
from kiosk.journeys.commands import AskForMoney, AskForResult, PrepareTerminal
from kiosk.journeys.happenings import (
    Stage,
    TerminalAnswer,
    TerminalApproved,
    TerminalDeclined,
    TerminalNotReady,
    TerminalProgress,
    TerminalReady,
    TerminalSilent,
    TerminalTookNothing,
)
from kiosk.journeys.money import Approval
from kiosk.journeys.money import Payment as PaymentOfBill

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 120.0
INQUIRE_EVERY_S = 1.0
# A terminal that lost power with us takes about a minute to start; one that is busy still lets
# its customer finish.
INQUIRE_WITHIN_S = {
    UncertainReason.LINK_LOST: 90.0,
    UncertainReason.TIMEOUT: 90.0,
    UncertainReason.BUSY: ANSWER_WITHIN_S + 60.0,
}
STAGES = {
    TerminalStatus.CONNECTING: Stage.CARD,
    TerminalStatus.WAITING_FOR_CARD: Stage.CARD,
    TerminalStatus.WAITING_FOR_PIN: Stage.PIN,
    TerminalStatus.CONTACTING_BANK: Stage.BANK,
    TerminalStatus.REMOVE_CARD: Stage.REMOVE_CARD,
}

Job = PrepareTerminal | AskForMoney | AskForResult


class TerminalWorker:
    """`answer` is called on this worker's thread."""

    def __init__(
        self,
        terminal: PaymentTerminal | None,
        answer: Callable[[TerminalAnswer], None],
    ) -> None:
        self._terminal = terminal
        self._answer = answer
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._stopped = Event()
        self._thread = Thread(target=self._work, name="terminal", daemon=True)
        self._thread.start()

    def take(self, job: Job) -> None:
        self._jobs.put(job)

    def cancel(self) -> None:
        """From any thread: the running request may end; its answer comes as ever."""
        if self._terminal is not None and isinstance(self._terminal.cancel(), NotSupported):
            log.warning("this terminal's customer cancels at the terminal alone")

    def stop(self) -> None:
        """Takes no further job; one that runs is cut off, and recovery asks about it."""
        self._stopped.set()
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._answer(self._done(job))

    def _done(self, job: Job) -> TerminalAnswer:
        reference = job.payment.reference
        try:
            match job:
                case PrepareTerminal(payment):
                    return self._prepare(payment)
                case AskForMoney(payment):
                    return self._ask_for_money(payment)
                case AskForResult(payment, last_receipt):
                    return self._ask_for_result(payment, last_receipt)
                case _:
                    assert_never(job)
        except Exception:
            log.exception("the terminal's driver failed at %s", type(job).__name__)
            if isinstance(job, PrepareTerminal):
                return TerminalNotReady(reference, "driver_failed")
            return TerminalSilent(reference, "driver_failed")

    def _prepare(self, payment: PaymentOfBill) -> TerminalAnswer:
        reference = payment.reference
        if self._terminal is None:
            return TerminalNotReady(reference, "absent")
        fitness = fitness_of(self._terminal.reports())
        if isinstance(fitness, Unfit):
            return TerminalNotReady(reference, fitness.reason or fitness.state)
        last_receipt = None
        if Capability.INQUIRE in self._terminal.capabilities:
            try:
                last_receipt = self._terminal.last_receipt()
            except PishkhanError as error:
                log.warning("the terminal could not name its last receipt: %s", error)
                return TerminalNotReady(reference, "link_down")
        return TerminalReady(reference, self._terminal.terminal_id, last_receipt)

    def _ask_for_money(self, payment: PaymentOfBill) -> TerminalAnswer:
        assert self._terminal is not None  # Prepare has refused a kiosk without one
        order = PaymentOrder(payment.reference, payment.amount, ANSWER_WITHIN_S)

        def tell(status: TerminalStatus) -> None:
            stage = STAGES.get(status)
            if stage is not None:
                self._answer(TerminalProgress(payment.reference, stage))

        return _answer_to(payment.reference, self._terminal.pay(order, tell))

    def _ask_for_result(self, payment: PaymentOfBill, last_receipt: str | None) -> TerminalAnswer:
        if self._terminal is None:
            return TerminalSilent(payment.reference, "absent")
        begun = time.monotonic()
        while True:
            result = self._terminal.inquire(payment.reference, payment.amount, last_receipt)
            waited_s = time.monotonic() - begun
            if not (isinstance(result, Uncertain) and self._worth_asking(result, waited_s)):
                return _answer_to(payment.reference, result)

    def _worth_asking(self, result: Uncertain, waited_s: float) -> bool:
        """Waits a moment. False: give up."""
        if waited_s > INQUIRE_WITHIN_S.get(result.reason, 0.0):
            return False
        return not self._stopped.wait(INQUIRE_EVERY_S)


def _answer_to(reference: str, result: PaymentResult | InquiryResult) -> TerminalAnswer:
    match result:
        case Approved():
            return TerminalApproved(
                Approval(
                    reference=reference,
                    amount=result.amount,
                    rrn=result.rrn,
                    trace=result.trace,
                    pan="" if result.pan is None else result.pan.text,
                    terminal=result.terminal,
                    merchant=result.merchant,
                    receipt=result.receipt,
                    terminal_time=result.terminal_time,
                )
            )
        case Declined(code, reason):
            return TerminalDeclined(reference, code, reason.value)
        case NotAsked(reason):
            return TerminalDeclined(reference, "", reason.value)
        case NotTaken():
            return TerminalTookNothing(reference)
        case NotSupported():
            return TerminalSilent(reference, "no_inquiry")  # nothing else is asked here
        case Uncertain(reason, detail):
            if detail:
                log.warning("the terminal's answer is uncertain: %s (%s)", reason.value, detail)
            return TerminalSilent(reference, reason.value)
        case _:
            assert_never(result)
