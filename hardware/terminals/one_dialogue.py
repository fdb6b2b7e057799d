"""A terminal that is asked over one connection at a time: one request, one answer, hung up.

What keeps an answer from being taken for another's:
* before a request, whatever still comes down the line is read away and told in the log;
* after the answer, the line is heard for a moment more: a second answer makes both uncertain;
* after an uncertain end, the line is kept and listened to until the late answer has come, or
  `late_s` has passed; until then nothing new is asked (BUSY);
* an answer with the bank's number of an earlier one is an old answer.
"""

import contextlib
import logging
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.device import Listener, StateChanged, Watch
from hardware.link import ByteLink, LinkError, LinkTimeout, open_link
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.identity import ALARMS, REFUSALS, TerminalIdentity
from hardware.terminals.masking import harmless
from hardware.terminals.port import (
    Approved,
    CancelResult,
    Capability,
    InquiryResult,
    NotAsked,
    NotAskedReason,
    NotSupported,
    PaymentOrder,
    PaymentResult,
    ReversalOrder,
    ReversalResult,
    SettlementResult,
    StatusListener,
    Uncertain,
    UncertainReason,
    ignore_status,
)

log = logging.getLogger(__name__)

_HEAR_S = 0.2  # one turn of listening for a late answer; a request waits no longer than this
_DRAIN_S = 1.0  # a line that still talks after this is in use
_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class DialogueTiming:
    """Seconds. `poll_s`: an idle terminal is only looked at by connecting, so not often.
    `quiet_s`: so long a silence shows that nothing old comes down the line. `linger_s`: how long
    a second answer is waited for. `late_s`: how long after an uncertain end a late one may come:
    longer than a customer has (120 s)."""

    open_s: float = 0.9
    send_s: float = 5.0
    poll_s: float = 15.0
    reopen_s: float = 2.0
    quiet_s: float = 0.03
    linger_s: float = 0.25
    late_s: float = 150.0


class TerminalAnswer(Protocol):
    @property
    def rrn(self) -> str | None:
        """The bank's number of this payment."""

    @property
    def account(self) -> str:
        """All of it that a log may hold: no card data."""


A = TypeVar("A", bound=TerminalAnswer)
R = TypeVar("R")


class AnswerReader(Protocol[A]):
    """Bytes to answers; made anew for each dialogue."""

    def feed(self, data: bytes) -> None:
        """Raises MalformedFrame."""

    @property
    def answers(self) -> list[A]:
        """All that have come so far."""

    @property
    def is_whole(self) -> bool:
        """No part of a further answer is waiting."""


@dataclass(slots=True)
class _Aftermath(Generic[A]):
    """An uncertain end: whose answer may still come, and until when it is waited for."""

    reference: str
    until_s: float
    reader: AnswerReader[A]


class OneDialogueTerminal(ABC, Generic[A]):
    """Failures: no connection is NotAsked; anything after the request began to leave, Uncertain.
    It never sends a request again. One request at a time; others wait.

    An answer of a strange terminal or merchant ends service here until the driver is opened
    anew: only an answer to a payment names the terminal, and no further one is risked.
    """

    LARGEST_AMOUNT: ClassVar[int]

    def __init__(
        self,
        address: DeviceAddress,
        identity: TerminalIdentity,
        timing: DialogueTiming,
        listener: Listener,
        capabilities: frozenset[Capability],
    ) -> None:
        self.capabilities = capabilities
        self._address = address
        self._identity = identity
        self._timing = timing
        self._report = ReportHolder(
            Component.TERMINAL, lambda report: listener(StateChanged(report))
        )
        self._line = threading.Lock()
        self._link: ByteLink | None = None
        self._aftermath: _Aftermath[A] | None = None
        self._alarm: Reason | None = None
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)
        self._watch = Watch(
            "terminal-watch", self._look, self._hang_up, self._driver_failed, self._line
        )
        self._watch.start()

    @abstractmethod
    def _reader(self) -> AnswerReader[A]: ...

    @abstractmethod
    def _purchase(self, order: PaymentOrder) -> bytes: ...

    @abstractmethod
    def _judged(self, answer: A, order: PaymentOrder) -> PaymentResult: ...

    @property
    def terminal_id(self) -> str:
        return self._identity.terminal_id

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        self._watch.wake()

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        """`on_status` is never called: these protocols tell nothing while the customer pays."""
        if not 0 < order.amount.amount <= self.LARGEST_AMOUNT:
            return NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)
        return self._dialogue(
            self._purchase(order),
            lambda answer: self._judged(answer, order),
            order.reference,
            order.timeout_s,
        )

    def cancel(self) -> CancelResult:
        """Only the red key of the terminal ends a payment."""
        return NotSupported(Capability.CANCEL)

    def reverse(self, order: ReversalOrder) -> ReversalResult:
        return NotSupported(Capability.REVERSE)

    def settle(self, timeout_s: float = 180.0) -> SettlementResult:
        return NotSupported(Capability.SETTLE)

    def inquire(self, reference: str, amount: Rial, last_receipt: str | None) -> InquiryResult:
        """Whatever is not answered is settled later against the bank's file."""
        return NotSupported(Capability.INQUIRE)

    def last_receipt(self) -> str | None:
        return None

    def close(self) -> None:
        self._watch.close(self._interrupt)

    def _dialogue(
        self, request: bytes, judge: Callable[[A], R], reference: str, timeout_s: float
    ) -> R | NotAsked | Uncertain:
        """Asks once. `judge` turns the one answer that came into the result."""
        with self._line:
            hindrance = self._hindrance()
            if hindrance is not None:
                return NotAsked(hindrance)
            try:
                link = self._opened()
                self._drain(link)
            except LinkError as error:
                self._hang_up()
                busy = isinstance(error, LinkTimeout)
                return NotAsked(NotAskedReason.BUSY if busy else NotAskedReason.LINK_DOWN)
            result = self._asked(link, request, judge, timeout_s)
            match result:
                case Uncertain():
                    self._beware(result, reference)
                case Approved():
                    self._seen.append(result.rrn)
                    self._hang_up()
                case _:
                    self._hang_up()
            return result

    def _hindrance(self) -> NotAskedReason | None:
        if self._watch.is_closing:
            return NotAskedReason.CLOSED
        if self._alarm is not None:
            return REFUSALS[self._alarm]
        return None if self._aftermath is None else NotAskedReason.BUSY

    def _asked(
        self, link: ByteLink, request: bytes, judge: Callable[[A], R], timeout_s: float
    ) -> R | Uncertain:
        reader = self._reader()
        deadline = time.monotonic() + timeout_s
        try:
            link.send(request, time.monotonic() + self._timing.send_s)
            while not reader.answers:
                reader.feed(link.receive(deadline))
            self._linger(link, reader)
        except LinkTimeout:
            return Uncertain(UncertainReason.TIMEOUT)
        except LinkError as error:
            return Uncertain(UncertainReason.LINK_LOST, error.what)
        except MalformedFrame as error:
            return Uncertain(UncertainReason.MALFORMED_ANSWER, error.what)
        first, *others = reader.answers
        if others:
            told = "; ".join(answer.account for answer in (first, *others))
            return Uncertain(UncertainReason.ANSWERED_TWICE, told)
        if first.rrn is not None and first.rrn in self._seen:
            return Uncertain(UncertainReason.OTHER_REFERENCE, f"an old answer: {first.account}")
        return judge(first)

    def _linger(self, link: ByteLink, reader: AnswerReader[A]) -> None:
        """Hears what comes after the answer. Raises MalformedFrame when that is no answer."""
        until_s = time.monotonic() + 4 * self._timing.linger_s
        with contextlib.suppress(LinkError):  # silent, or hung up: it has said all
            while time.monotonic() < until_s:
                reader.feed(link.receive(time.monotonic() + self._timing.linger_s))
        if not reader.is_whole:
            raise MalformedFrame("trailing", "more bytes came after the answer")

    def _beware(self, result: Uncertain, reference: str) -> None:
        """Told once, in the log; nothing new is asked while an answer may still come."""
        log.warning(
            "the answer to %s is uncertain: %s (%s)",
            harmless(reference),
            result.reason.value,
            result.detail,
        )
        self._alarm = ALARMS.get(result.reason)
        until_s = time.monotonic() + self._timing.late_s
        self._aftermath = _Aftermath(reference, until_s, self._reader())
        if result.reason is UncertainReason.LINK_LOST:
            self._hang_up()
        self._report.set(DeviceState.FAILED, self._alarm or Reason.HALF_DEAD)
        self._watch.wake()

    def _look(self) -> float:
        if self._aftermath is not None:
            return self._listen_on(self._aftermath)
        try:
            self._opened()
        except LinkError:  # `_opened` has put it into the report
            return min(self._timing.reopen_s, self._timing.poll_s)
        self._hang_up()
        return self._timing.poll_s

    def _listen_on(self, aftermath: _Aftermath[A]) -> float:
        """One turn of waiting for a late answer."""
        if time.monotonic() >= aftermath.until_s:
            return self._leave_aftermath()
        try:
            link = self._link or self._opened()
            aftermath.reader.feed(link.receive(time.monotonic() + _HEAR_S))
        except LinkTimeout:
            pass
        except LinkError:
            self._hang_up()
            return min(1.0, self._timing.late_s)
        except MalformedFrame as error:
            log.warning("after %s: %s", harmless(aftermath.reference), error.what)
            aftermath.reader = self._reader()
        for answer in aftermath.reader.answers:
            log.warning("late, to %s: %s", harmless(aftermath.reference), answer.account)
        return self._leave_aftermath() if aftermath.reader.answers else 0.0

    def _leave_aftermath(self) -> float:
        self._aftermath = None
        self._hang_up()
        return 0.0  # looked at anew at once

    def _opened(self) -> ByteLink:
        try:
            self._link = open_link(self._address, time.monotonic() + self._timing.open_s)
        except LinkError as error:
            self._report.set(DeviceState.FAILED, self._alarm or error.reason)
            raise
        if self._alarm is None and self._aftermath is None:
            self._report.set(DeviceState.READY)
        else:
            self._report.set(DeviceState.FAILED, self._alarm or Reason.HALF_DEAD)
        return self._link

    def _drain(self, link: ByteLink) -> None:
        """Reads away what comes unasked. Raises LinkTimeout when it does not end, LinkLost."""
        reader = self._reader()
        heard = 0
        until_s = time.monotonic() + _DRAIN_S
        while time.monotonic() < until_s:
            try:
                data = link.receive(time.monotonic() + self._timing.quiet_s)
            except LinkTimeout:
                break
            heard += len(data)
            with contextlib.suppress(MalformedFrame):  # counted below all the same
                reader.feed(data)
        else:
            raise LinkTimeout("The terminal talks without end.", "Switch it off and on again.")
        if heard:
            told = "; ".join(answer.account for answer in reader.answers)
            log.warning("%d bytes came unasked and were dropped: %s", heard, told)

    def _interrupt(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _driver_failed(self, reason: Reason) -> None:
        self._report.set(DeviceState.FAILED, reason)
