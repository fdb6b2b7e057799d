"""A ZVT payment terminal: keeps the line, knows its state, takes payments, asks about the last."""

import threading
import time

from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.device import Listener, StateChanged, Watch, ignore_events
from hardware.link import LinkDown, LinkError, LinkTimeout, open_link
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder
from hardware.terminals.errors import MalformedFrame, TerminalUnavailable
from hardware.terminals.port import (
    Approved,
    Capability,
    InquiryResult,
    NotAsked,
    NotAskedReason,
    NotTaken,
    PaymentOrder,
    PaymentResult,
    StatusListener,
    Uncertain,
    UncertainReason,
    ignore_status,
)
from hardware.terminals.zvt.channel import open_channel
from hardware.terminals.zvt.codec.messages import (
    BUSY,
    LARGEST_AMOUNT,
    StatusInformation,
    abort,
)
from hardware.terminals.zvt.payment import PaymentDialogue, approved_if_fitting
from hardware.terminals.zvt.session import NO_RECEIPT, Refused, ZvtSession, ZvtTiming

_BETWEEN_LOOKS_S = 0.5


class WrongTerminal(TerminalUnavailable):
    """Another terminal answers at this address than devices.toml names."""


class ZvtTerminal:
    """One terminal, watched by a thread that opens and registers its line again when it breaks.

    Failures: before the request leaves, `pay` answers NotAsked; after that, Uncertain, and the
    line is opened anew. It never sends a request again. One request at a time; others wait.
    """

    capabilities = frozenset(
        {Capability.INQUIRE, Capability.INTERMEDIATE_STATUS, Capability.CANCEL}
    )

    def __init__(
        self,
        address: DeviceAddress,
        terminal_id: str,
        timing: ZvtTiming | None = None,
        listener: Listener = ignore_events,
    ) -> None:
        self._address = address
        self._terminal_id = terminal_id
        self._timing = timing or ZvtTiming()
        self._report = ReportHolder(
            Component.TERMINAL, lambda report: listener(StateChanged(report))
        )
        self._line = threading.Lock()
        self._session: ZvtSession | None = None
        self._last_receipt: str | None = None
        self._cancelled = threading.Event()
        self._watch = Watch(
            "zvt-watch", self._look, self._forget_session, self._failed, self._line
        )
        self._watch.start()

    @property
    def terminal_id(self) -> str:
        return self._terminal_id

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        self._watch.wake()

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        if not 0 < order.amount.amount <= LARGEST_AMOUNT:
            return NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)
        self._cancelled.clear()
        with self._line:
            try:
                self._alive()
                session = self._opened()
            except (LinkError, MalformedFrame) as error:
                return NotAsked(self._not_asked_reason(error))
            dialogue = PaymentDialogue(
                session,
                self._timing,
                order,
                self._terminal_id,
                self._last_receipt,
                self._cancelled,
                on_status,
            )
            result = dialogue.run()
            if isinstance(result, Uncertain):
                self._forget_session()  # late words of this dialogue must not reach the next
            if isinstance(result, Approved):
                self._last_receipt = result.receipt
            return result

    def cancel(self) -> None:
        self._cancelled.set()

    def inquire(self, reference: str, amount: Rial, last_receipt: str | None) -> InquiryResult:
        """`reference` is for the log only: ZVT knows receipts by their running number.

        A terminal still waiting for a card is told to stop; one at the bank is waited for.
        """
        with self._line:
            try:
                told = self._settled_last_payment()
            except Refused:
                return Uncertain(UncertainReason.BUSY)
            except LinkTimeout:
                self._forget_session()
                return Uncertain(UncertainReason.TIMEOUT)
            except (LinkError, MalformedFrame) as error:
                self._forget_session()
                return Uncertain(UncertainReason.LINK_LOST, error.what)
        return _verdict(told, PaymentOrder(reference, amount), last_receipt, self._terminal_id)

    def last_receipt(self) -> str | None:
        """`0000` when the terminal has taken no payment yet."""
        with self._line:
            try:
                self._alive()
                told = self._opened().last_payment()
            except Refused:
                raise
            except LinkError:
                self._forget_session()
                raise
            except MalformedFrame as error:
                self._forget_session()
                raise TerminalUnavailable(error.what) from error
            self._last_receipt = NO_RECEIPT if told is None else told.receipt
            return self._last_receipt

    def close(self) -> None:
        self._cancelled.set()
        self._watch.close(self._interrupt)

    def _interrupt(self) -> None:
        session = self._session
        if session is not None:
            session.interrupt()

    def _settled_last_payment(self) -> StatusInformation | None:
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
            session = ZvtSession(open_channel(link, self._address), self._timing)
            try:
                self._register(session)
            except (LinkError, MalformedFrame):
                session.close()
                raise
            self._session = session
        return self._session

    def _register(self, session: ZvtSession) -> None:
        terminal_id = session.register()
        if terminal_id not in (None, self._terminal_id):
            raise WrongTerminal(
                f"Terminal {terminal_id} answers, devices.toml names {self._terminal_id}."
            )

    def _failed(self, reason: Reason) -> None:
        self._forget_session()
        self._report.set(DeviceState.FAILED, reason)

    def _look(self) -> float:
        """Learns the terminal's state; gives the pause until the next look."""
        try:
            state = self._alive()
        except Refused:
            self._report.set(DeviceState.READY)  # busy with its own affairs, but there
        except (LinkError, MalformedFrame) as error:
            self._report.set(DeviceState.FAILED, _reason(error))
            return self._timing.reopen_s
        else:
            healthy = state in (0, None)
            self._report.set(
                DeviceState.READY if healthy else DeviceState.DEGRADED,
                None if healthy else Reason.NEEDS_ATTENTION,
            )
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
    if isinstance(error, WrongTerminal):
        return Reason.WRONG_TERMINAL
    return error.reason if isinstance(error, LinkError) else Reason.NEEDS_ATTENTION


def _verdict(
    told: StatusInformation | None,
    order: PaymentOrder,
    last_receipt: str | None,
    terminal_id: str,
) -> InquiryResult:
    """Approved only by a receipt that is newer than the one journaled before the request."""
    if last_receipt is None:
        return Uncertain(UncertainReason.NO_BASELINE)
    if told is None:
        same = last_receipt == NO_RECEIPT
        return NotTaken() if same else Uncertain(UncertainReason.OTHER_REFERENCE, "memory empty")
    if told.receipt is None:
        return Uncertain(UncertainReason.MALFORMED_ANSWER, "a payment without a receipt number")
    if told.receipt == last_receipt:
        return NotTaken()
    if told.result_code != 0:
        return NotTaken(told.host_code or f"{told.result_code:02X}")
    return approved_if_fitting(told, order, terminal_id)
