"""An Iranian PC-POS terminal: one connection a payment, no inquiry. Not certified by a payment
provider.

This protocol cannot ask about the past: whatever is not answered is *uncertain* at once and is
settled later against the bank's file.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.link import ByteLink, LinkDown, LinkError, LinkTimeout, open_link
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder, wall_ms
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
        now_ms: Callable[[], int] = wall_ms,
    ) -> None:
        self._address = address
        self._terminal_id = terminal_id
        self._timing = timing or IranTlvTiming()
        self._report = ReportHolder(Component.TERMINAL, now_ms)
        self._line = threading.Lock()
        self._link: ByteLink | None = None
        self._closing = threading.Event()
        self._watch = threading.Thread(target=self._watch_line, name="tlv-watch", daemon=True)
        self._watch.start()

    def report(self) -> DeviceReport:
        return self._report.current()

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        """`on_status` is never called: this protocol tells nothing while the customer pays."""
        if not 0 < order.amount.amount <= _LARGEST_AMOUNT:
            return NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)
        with self._line:
            if self._closing.is_set():
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
        self._closing.set()
        link = self._link
        if link is not None:
            link.interrupt()
        self._watch.join(timeout=1.0)

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
        except LinkDown:
            self._report.set(DeviceState.FAILED, NotAskedReason.LINK_DOWN.value)
            raise
        self._report.set(DeviceState.READY)
        return link

    def _watch_line(self) -> None:
        while not self._closing.is_set():
            if self._line.acquire(blocking=False):  # during a payment the line speaks for itself
                try:
                    self._look()
                finally:
                    self._line.release()
            self._closing.wait(self._timing.poll_s)

    def _look(self) -> None:
        try:
            self._open().close()
        except LinkDown:
            return  # `_open` has put it into the report
