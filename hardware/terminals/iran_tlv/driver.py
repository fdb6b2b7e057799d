"""An Iranian PC-POS terminal: one connection a payment, no inquiry. Not certified by a payment
provider.

This protocol cannot ask about the past: whatever is not answered is *uncertain* at once and is
settled later against the bank's file.
"""

import contextlib
import threading
import time
from dataclasses import dataclass

from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.device import Listener, StateChanged, Watch, ignore_events
from hardware.link import ByteLink, LinkDown, LinkError, LinkTimeout, open_link
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.iran_tlv.codec import FrameReader, parse_message
from hardware.terminals.iran_tlv.messages import judge, parse_answer, purchase
from hardware.terminals.port import (
    Capability,
    InquiryResult,
    NotAsked,
    NotAskedReason,
    PaymentOrder,
    PaymentResult,
    StatusListener,
    Uncertain,
    UncertainReason,
    ignore_status,
)

_LARGEST_AMOUNT = 10**12 - 1


@dataclass(frozen=True, slots=True)
class IranTlvTiming:
    """Seconds. `poll_s`: an idle terminal is only looked at by connecting, so not often."""

    open_s: float = 0.9
    send_s: float = 5.0
    poll_s: float = 15.0


class IranTlvTerminal:
    """Failures: no connection is NotAsked; anything after the request began to leave, Uncertain.
    It never sends a request again. One request at a time; others wait."""

    capabilities: frozenset[Capability] = frozenset()

    def __init__(
        self,
        address: DeviceAddress,
        terminal_id: str,
        timing: IranTlvTiming | None = None,
        listener: Listener = ignore_events,
    ) -> None:
        self._address = address
        self._terminal_id = terminal_id
        self._timing = timing or IranTlvTiming()
        self._report = ReportHolder(
            Component.TERMINAL, lambda report: listener(StateChanged(report))
        )
        self._line = threading.Lock()
        self._link: ByteLink | None = None
        self._watch = Watch("tlv-watch", self._look, self._forget, self._failed, self._line)
        self._watch.start()

    @property
    def terminal_id(self) -> str:
        return self._terminal_id

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        self._watch.wake()

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        """`on_status` is never called: this protocol tells nothing while the customer pays."""
        if not 0 < order.amount.amount <= _LARGEST_AMOUNT:
            return NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)
        with self._line:
            if self._watch.is_closing:
                return NotAsked(NotAskedReason.CLOSED)
            try:
                link = self._link = self._open()
            except LinkError:
                return NotAsked(NotAskedReason.LINK_DOWN)
            try:
                return self._asked(link, order)
            finally:
                self._link = None
                link.close()

    def cancel(self) -> None:
        """This protocol has no cancel: only the red key of the terminal ends a payment."""

    def inquire(self, reference: str, amount: Rial, last_receipt: str | None) -> InquiryResult:
        return Uncertain(UncertainReason.NO_INQUIRY)

    def last_receipt(self) -> str | None:
        return None

    def close(self) -> None:
        self._watch.close(self._interrupt)

    def _interrupt(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def _asked(self, link: ByteLink, order: PaymentOrder) -> PaymentResult:
        request = purchase(order.amount, self._terminal_id, order.reference)
        reader = FrameReader()
        deadline = time.monotonic() + order.timeout_s
        try:
            link.send(request.encode(), time.monotonic() + self._timing.send_s)
            frames: list[bytes] = []
            while not frames:
                frames = reader.feed(link.receive(deadline))
            return judge(parse_answer(parse_message(frames[0])), order, self._terminal_id)
        except LinkTimeout:
            return Uncertain(UncertainReason.TIMEOUT)
        except LinkError as error:
            return Uncertain(UncertainReason.LINK_LOST, error.what)
        except MalformedFrame as error:
            return Uncertain(UncertainReason.MALFORMED_ANSWER, error.what)

    def _open(self) -> ByteLink:
        try:
            link = open_link(self._address, time.monotonic() + self._timing.open_s)
        except LinkDown as error:
            self._report.set(DeviceState.FAILED, error.reason)
            raise
        self._report.set(DeviceState.READY)
        return link

    def _look(self) -> float:
        with contextlib.suppress(LinkDown):  # `_open` has put it into the report
            self._open().close()
        return self._timing.poll_s

    def _forget(self) -> None:
        """A line lives no longer than its payment: nothing is left open."""

    def _failed(self, reason: Reason) -> None:
        self._report.set(DeviceState.FAILED, reason)
