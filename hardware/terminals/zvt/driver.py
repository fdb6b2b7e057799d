"""A ZVT payment terminal: keeps the line, knows its state, takes payments and gives them back,
closes its day, asks about the last payment.

What keeps an answer from being taken for another's:
* before a request, whatever still comes down the line is read away;
* after an uncertain end, the line is opened anew, and the terminal is asked for its newest receipt
  before the next request; a terminal still at work says that it is busy, and is not asked;
* an answer with a receipt that was known before the request is an old answer;
* after an answer, the line is heard for a moment more: a second answer makes both uncertain.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.device import Listener, StateChanged, Watch, ignore_events
from hardware.link import LinkDown, LinkError, LinkTimeout, open_link
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder
from hardware.terminals.errors import MalformedFrame, TerminalUnavailable
from hardware.terminals.identity import ALARMS, REFUSALS, TerminalIdentity
from hardware.terminals.masking import harmless
from hardware.terminals.port import (
    Approved,
    CancelAsked,
    CancelResult,
    Capability,
    Declined,
    InquiryResult,
    NotAsked,
    NotAskedReason,
    NotSupported,
    PaymentOrder,
    PaymentResult,
    ReversalOrder,
    ReversalResult,
    Reversed,
    Settled,
    SettlementResult,
    StatusListener,
    Uncertain,
    UncertainReason,
    ignore_status,
)
from hardware.terminals.zvt.channel import open_channel
from hardware.terminals.zvt.codec.apdu import Apdu
from hardware.terminals.zvt.codec.messages import (
    BUSY,
    LARGEST_AMOUNT,
    StatusInformation,
    abort,
    authorisation,
    end_of_day,
    reversal,
)
from hardware.terminals.zvt.dialogue import Dialogue, Ended
from hardware.terminals.zvt.judging import (
    judged_payment,
    judged_reversal,
    judged_settlement,
    verdict,
)
from hardware.terminals.zvt.session import NO_RECEIPT, Refused, ZvtSession, ZvtTiming

log = logging.getLogger(__name__)

_BETWEEN_LOOKS_S = 0.5
_REMEMBERED = 8
_RECEIPT_DIGITS = 4
_PROTOCOL = frozenset(
    {
        Capability.INQUIRE,
        Capability.INTERMEDIATE_STATUS,
        Capability.CANCEL,
        Capability.REVERSE,
        Capability.SETTLE,
    }
)

R = TypeVar("R")


class WrongTerminal(TerminalUnavailable):
    """Another terminal answers at this address than devices.toml names."""

    reason = Reason.WRONG_TERMINAL


class ZvtTerminal:
    """One terminal, watched by a thread that opens and registers its line again when it breaks.

    Failures: before the request leaves, `pay` answers NotAsked; after that, Uncertain, and the
    line is opened anew. It never sends a request again. One request at a time; others wait.

    An answer of a strange terminal or merchant ends service here until the driver is opened anew.
    """

    def __init__(
        self,
        address: DeviceAddress,
        identity: TerminalIdentity,
        timing: ZvtTiming | None = None,
        listener: Listener = ignore_events,
        extras: frozenset[Capability] = frozenset(),
    ) -> None:
        self.capabilities = _PROTOCOL | extras
        self._address = address
        self._identity = identity
        self._timing = timing or ZvtTiming()
        self._report = ReportHolder(
            Component.TERMINAL, lambda report: listener(StateChanged(report))
        )
        self._line = threading.Lock()
        self._session: ZvtSession | None = None
        self._receipts: deque[str | None] = deque(maxlen=_REMEMBERED)  # all from before
        self._is_newest_known = True  # False: a payment may have been taken unseen
        self._alarm: Reason | None = None
        self._cancelled = threading.Event()
        self._watch = Watch(
            "zvt-watch", self._look, self._forget_session, self._failed, self._line
        )
        self._watch.start()

    @property
    def terminal_id(self) -> str:
        return self._identity.terminal_id

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        self._watch.wake()

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        if not 0 < order.amount.amount <= LARGEST_AMOUNT:
            return NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)
        with self._line:
            self._cancelled.clear()
            result = self._asked(
                authorisation(order.amount),
                lambda ended: judged_payment(ended, order, self._identity, self._old_receipts),
                order.timeout_s,
                self._cancelled,
                on_status,
            )
            match result:
                case Approved():
                    self._receipts.append(result.receipt)
                case Uncertain():
                    self._beware(result, order.reference)
                case Declined() | NotAsked():
                    pass
            return result

    def cancel(self) -> CancelResult:
        self._cancelled.set()
        return CancelAsked()

    def reverse(self, order: ReversalOrder) -> ReversalResult:
        """ZVT names the payment by its receipt; one without cannot be given back here."""
        receipt = order.receipt
        if receipt is None or not (
            receipt.isascii() and receipt.isdigit() and len(receipt) == _RECEIPT_DIGITS
        ):
            return NotSupported(Capability.REVERSE)
        with self._line:
            result: ReversalResult = self._asked(
                reversal(receipt),
                lambda ended: judged_reversal(ended, order, self._identity, self._old_receipts),
                order.timeout_s,
            )
            if isinstance(result, Reversed):
                self._receipts.append(result.receipt)
            if isinstance(result, Uncertain):
                self._beware(result, order.reference)
            return result

    def settle(self, timeout_s: float = 180.0) -> SettlementResult:
        """End of day. Receipts may count from one again after it."""
        with self._line:
            result: SettlementResult = self._asked(end_of_day(), judged_settlement, timeout_s)
            if isinstance(result, Settled):
                self._receipts.clear()
                self._is_newest_known = False
            if isinstance(result, Uncertain):
                self._beware(result, "end of day")
            return result

    def inquire(self, reference: str, amount: Rial, last_receipt: str | None) -> InquiryResult:
        """`reference` is for the log only: ZVT knows receipts by their running number.

        A terminal still waiting for a card is told to stop; one at the bank is waited for.
        """
        with self._line:
            try:
                told = self._last_payment_in_peace()
            except Refused:
                return Uncertain(UncertainReason.BUSY)
            except LinkTimeout:
                self._forget_session()
                return Uncertain(UncertainReason.TIMEOUT)
            except (LinkError, MalformedFrame) as error:
                self._forget_session()
                return Uncertain(UncertainReason.LINK_LOST, error.what)
            found = verdict(told, PaymentOrder(reference, amount), self._identity, last_receipt)
            if isinstance(found, Uncertain) and found.reason in ALARMS:
                self._beware(found, reference)
            return found

    def last_receipt(self) -> str | None:
        """`0000` when the terminal has taken no payment yet."""
        with self._line:
            try:
                self._alive()
                return self._newest_receipt(self._opened())
            except Refused:
                raise
            except LinkError:
                self._forget_session()
                raise
            except MalformedFrame as error:
                self._forget_session()
                raise TerminalUnavailable(error.what) from error

    def close(self) -> None:
        self._cancelled.set()
        self._watch.close(self._interrupt)

    @property
    def _old_receipts(self) -> tuple[str, ...]:
        return tuple(receipt for receipt in self._receipts if receipt is not None)

    def _asked(
        self,
        command: Apdu,
        judge: Callable[[Ended], R],
        timeout_s: float,
        cancelled: threading.Event | None = None,
        on_status: StatusListener = ignore_status,
    ) -> R | NotAsked | Declined | Uncertain:
        """Asks once; the caller holds the line."""
        if self._alarm is not None:
            return NotAsked(REFUSALS[self._alarm])
        try:
            self._alive()
            session = self._opened()
            if not self._is_newest_known:
                self._newest_receipt(session)
            session.drain()
        except (LinkError, MalformedFrame) as error:
            if not isinstance(error, Refused):
                self._forget_session()
            return NotAsked(self._not_asked_reason(error))
        dialogue = Dialogue(
            session, self._timing, timeout_s, cancelled or threading.Event(), on_status
        )
        ended = dialogue.run(command)
        return judge(ended) if isinstance(ended, Ended) else ended

    def _newest_receipt(self, session: ZvtSession) -> str | None:
        """Raises what the session raises, Refused among it while the terminal is busy."""
        told = session.last_payment()
        newest = NO_RECEIPT if told is None else told.receipt
        if newest not in self._receipts:
            self._receipts.append(newest)
        self._is_newest_known = True
        return newest

    def _beware(self, result: Uncertain, reference: str) -> None:
        """Told once, in the log. Late words of this dialogue must not reach the next."""
        log.warning(
            "the answer to %s is uncertain: %s (%s)",
            harmless(reference),
            result.reason.value,
            result.detail,
        )
        self._is_newest_known = False
        self._forget_session()
        alarm = ALARMS.get(result.reason)
        if alarm is not None:
            self._alarm = alarm
            self._report.set(DeviceState.FAILED, alarm)

    def _interrupt(self) -> None:
        session = self._session
        if session is not None:
            session.interrupt()

    def _last_payment_in_peace(self) -> StatusInformation | None:
        """Its last payment once nothing is under way. Raises Refused when that lasts too long."""
        deadline = time.monotonic() + self._timing.settle_s
        has_aborted = False
        while True:
            session = self._opened()
            try:
                session.state()
                return session.last_payment()
            except Refused as refused:
                if refused.code != BUSY or time.monotonic() >= deadline:
                    raise
            if not has_aborted:
                has_aborted = True
                session.post(abort())
            if self._watch.pause(_BETWEEN_LOOKS_S):
                raise Refused(BUSY)

    def _alive(self) -> int | None:
        """A session whose terminal has just answered. Gives its state byte, 0 for ready; None
        when it only registered, or knows no status enquiry. Raises Refused while it is busy."""
        if self._session is not None:
            try:
                return self._session.state()
            except Refused as refused:
                if refused.code == BUSY:
                    raise
                return None
            except (LinkError, MalformedFrame):
                self._forget_session()
        self._opened()
        return None

    def _opened(self) -> ZvtSession:
        if self._watch.is_closing:
            raise LinkDown("The terminal is being closed.", "Start the kiosk again.")
        if self._session is None:
            link = open_link(self._address, time.monotonic() + self._timing.open_s)
            session = ZvtSession(
                open_channel(link, self._address, self._timing.transport_s), self._timing
            )
            try:
                self._register(session)
            except (LinkError, MalformedFrame):
                session.close()
                raise
            self._session = session
        return self._session

    def _register(self, session: ZvtSession) -> None:
        """Raises WrongTerminal, and what the session raises."""
        terminal_id = session.register()
        if terminal_id not in (None, self.terminal_id):
            raise WrongTerminal(
                f"Terminal {terminal_id} answers, devices.toml names {self.terminal_id}."
            )

    def _failed(self, reason: Reason) -> None:
        self._forget_session()
        self._report.set(DeviceState.FAILED, self._alarm or reason)

    def _look(self) -> float:
        """Learns the terminal's state; gives the pause until the next look."""
        try:
            state = self._alive()
        except Refused:
            state = 0  # busy with its own affairs, but there
        except (LinkError, MalformedFrame) as error:
            self._report.set(DeviceState.FAILED, self._alarm or _reason(error))
            return self._timing.reopen_s
        if self._alarm is not None:
            self._report.set(DeviceState.FAILED, self._alarm)
        elif state in (0, None):
            self._report.set(DeviceState.READY)
        else:
            self._report.set(DeviceState.DEGRADED, Reason.NEEDS_ATTENTION)
        return self._timing.poll_s

    def _not_asked_reason(self, error: Exception) -> NotAskedReason:
        if self._watch.is_closing:
            return NotAskedReason.CLOSED
        if isinstance(error, WrongTerminal):
            return NotAskedReason.WRONG_TERMINAL
        if isinstance(error, Refused):
            return NotAskedReason.BUSY
        return (
            NotAskedReason.LINK_DOWN if isinstance(error, LinkDown) else NotAskedReason.NO_ANSWER
        )

    def _forget_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()


def _reason(error: LinkError | MalformedFrame) -> Reason:
    return error.reason if isinstance(error, LinkError) else Reason.NEEDS_ATTENTION
