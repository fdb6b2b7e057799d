"""One payment's dialogue, from the request to a result that fits it. Moves money; runs once."""

import threading
import time
from dataclasses import dataclass

from hardware.link import LinkError, LinkTimeout
from hardware.terminals.answer_codes import DECLINE_REASONS
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.port import (
    Approved,
    Declined,
    DeclineReason,
    NotAsked,
    NotAskedReason,
    PaymentOrder,
    PaymentResult,
    StatusListener,
    TerminalStatus,
    Uncertain,
    UncertainReason,
)
from hardware.terminals.zvt.codec.apdu import Apdu
from hardware.terminals.zvt.codec.messages import (
    BUSY,
    IRANIAN_RIAL,
    Control,
    StatusInformation,
    abort,
    authorisation,
    parse_status_information,
)
from hardware.terminals.zvt.session import Refused, ZvtSession, ZvtTiming

_CUSTOMER_ABORT = 0x6C  # the red key, no card in time, or our own abort
_LOOK_S = 0.25  # how soon a cancel is noticed

# ZVT protocol, chapter "Error messages". A code that is not here proves nothing about the money.
_ABORT_REASONS = {
    0x64: DeclineReason.CARD_REFUSED,
    0x65: DeclineReason.CARD_REFUSED,
    0x67: DeclineReason.NOT_PERMITTED,
    0x68: DeclineReason.NOT_PERMITTED,
    0x6A: DeclineReason.TERMINAL_REFUSED,
    0x6B: DeclineReason.TERMINAL_REFUSED,
    _CUSTOMER_ABORT: DeclineReason.CANCELLED,
    0x6E: DeclineReason.CARD_REFUSED,
    0x6F: DeclineReason.TERMINAL_REFUSED,
    0x71: DeclineReason.NO_FUNDS,
    0x72: DeclineReason.CARD_REFUSED,
    0x73: DeclineReason.CARD_REFUSED,
    0x78: DeclineReason.CARD_EXPIRED,
    0x79: DeclineReason.CARD_REFUSED,
    0x7A: DeclineReason.CARD_REFUSED,
    0x83: DeclineReason.TERMINAL_REFUSED,
    0x85: DeclineReason.TERMINAL_REFUSED,
    0xA0: DeclineReason.BANK_UNREACHABLE,
    0xA3: DeclineReason.BANK_UNREACHABLE,
    0xB1: DeclineReason.TERMINAL_REFUSED,
}
# ZVT protocol, chapter "Intermediate status".
_STATUSES = {
    0x01: TerminalStatus.WAITING_FOR_PIN,
    0x02: TerminalStatus.WAITING_FOR_PIN,
    0x04: TerminalStatus.CONTACTING_BANK,
    0x0A: TerminalStatus.WAITING_FOR_CARD,
    0x0B: TerminalStatus.REMOVE_CARD,
    0x0E: TerminalStatus.CONTACTING_BANK,
    0x17: TerminalStatus.CONTACTING_BANK,
}


@dataclass(slots=True)
class PaymentDialogue:
    """`last_receipt`: the terminal's newest receipt before the request, where it is known."""

    session: ZvtSession
    timing: ZvtTiming
    order: PaymentOrder
    terminal_id: str
    last_receipt: str | None
    cancelled: threading.Event
    on_status: StatusListener
    _told: StatusInformation | None = None

    def run(self) -> PaymentResult:
        """Every LinkError after the request has left is *uncertain*."""
        try:
            self.session.command(authorisation(self.order.amount))
            return self._follow()
        except Refused as refused:
            if refused.code == BUSY:
                return NotAsked(NotAskedReason.BUSY)
            return Declined(f"84{refused.code:02X}", DeclineReason.TERMINAL_REFUSED)
        except LinkTimeout:
            return Uncertain(UncertainReason.TIMEOUT)
        except LinkError as error:
            return Uncertain(UncertainReason.LINK_LOST, error.what)
        except MalformedFrame as error:
            return Uncertain(UncertainReason.MALFORMED_ANSWER, error.what)

    def _follow(self) -> PaymentResult:
        """Listens until the terminal closes the dialogue, or time is up."""
        deadline = time.monotonic() + self.order.timeout_s
        has_aborted, gave_up = False, False
        while True:
            try:
                unit = self.session.next_message(min(deadline, time.monotonic() + _LOOK_S))
            except LinkTimeout:
                is_late = time.monotonic() >= deadline
                if has_aborted and is_late:
                    return Uncertain(UncertainReason.TIMEOUT)
                if not has_aborted and (is_late or self.cancelled.is_set()):
                    has_aborted, gave_up = True, is_late
                    self.session.post(abort())
                    deadline = time.monotonic() + self.timing.finish_s
                continue
            result = self._hear(unit)
            if gave_up and result == Declined(f"{_CUSTOMER_ABORT:02X}", DeclineReason.CANCELLED):
                return Declined(f"{_CUSTOMER_ABORT:02X}", DeclineReason.TIMED_OUT)
            if result is not None:
                return result

    def _hear(self, unit: Apdu) -> PaymentResult | None:
        """A result once the terminal has closed the dialogue. Lines to print are passed over:
        the kiosk lays its receipt out itself."""
        if unit.control == Control.INTERMEDIATE_STATUS:
            code = unit.data[0] if unit.data else -1
            self.on_status(_STATUSES.get(code, TerminalStatus.OTHER))
        elif unit.control == Control.STATUS_INFORMATION:
            self._told = parse_status_information(unit.data)
        elif unit.control == Control.COMPLETION:
            if self._told is None:
                return Uncertain(UncertainReason.MALFORMED_ANSWER, "completed without a result")
            return self._judged(self._told)
        elif unit.control == Control.ABORTED:
            return self._aborted(unit.data[0] if unit.data else 0xFF)
        return None

    def _aborted(self, code: int) -> PaymentResult:
        told = self._told
        if told is not None and told.result_code == 0:
            return Uncertain(UncertainReason.TERMINAL_FAULT, f"approved, then aborted {code:02X}")
        if told is not None and told.host_code in DECLINE_REASONS:
            return Declined(told.host_code, DECLINE_REASONS[told.host_code])
        reason = _ABORT_REASONS.get(code)
        if reason is None:
            return Uncertain(UncertainReason.TERMINAL_FAULT, f"aborted {code:02X}")
        return Declined(f"{code:02X}", reason)

    def _judged(self, told: StatusInformation) -> PaymentResult:
        if told.result_code != 0:
            return self._aborted(told.result_code)
        if told.receipt is not None and told.receipt == self.last_receipt:
            return Uncertain(UncertainReason.OTHER_REFERENCE, f"an old receipt, {told.receipt}")
        return approved_if_fitting(told, self.order, self.terminal_id)


def approved_if_fitting(
    told: StatusInformation, order: PaymentOrder, terminal_id: str
) -> Approved | Uncertain:
    """An approval counts only for this amount, in rials, at this terminal."""
    if told.amount != order.amount:
        other = "none" if told.amount is None else str(told.amount.amount)
        return Uncertain(UncertainReason.OTHER_AMOUNT, f"{other} instead of {order.amount.amount}")
    if told.currency not in (None, IRANIAN_RIAL):
        return Uncertain(UncertainReason.OTHER_AMOUNT, f"in currency {told.currency}")
    if told.terminal_id is not None and told.terminal_id != terminal_id:
        return Uncertain(UncertainReason.OTHER_TERMINAL, f"answered by {told.terminal_id}")
    trace = told.trace or ""
    return Approved(
        amount=told.amount,
        rrn=told.authorisation or trace,
        trace=trace,
        terminal=terminal_id,
        pan=told.pan,
        receipt=told.receipt,
        merchant=told.merchant,
        terminal_time=_time(told),
    )


def _time(told: StatusInformation) -> str | None:
    """`12-02 10:45:07`: month and day first; ZVT tells no year."""
    if told.date is None or told.time is None:
        return None
    day = f"{told.date[:2]}-{told.date[2:]}"
    return f"{day} {told.time[:2]}:{told.time[2:4]}:{told.time[4:]}"
