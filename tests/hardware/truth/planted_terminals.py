"""Drivers with one bug each, as they are written by people in a hurry."""

import time
from collections.abc import Callable

from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.state import DeviceReport
from hardware.terminals import (
    Approved,
    Capability,
    Declined,
    DeclineReason,
    InquiryResult,
    NotAsked,
    NotAskedReason,
    NotTaken,
    PaymentOrder,
    PaymentResult,
    PaymentTerminal,
    StatusListener,
    Uncertain,
    UncertainReason,
    ignore_status,
)
from hardware.terminals.port import (
    CancelResult,
    ReversalOrder,
    ReversalResult,
    SettlementResult,
)
from tests.hardware.truth.terminals_under_test import OpenTerminal

_ASKS_FOR_S = 0.8


class Planted:
    """A right driver, of which one answer is spoiled."""

    def __init__(self, right: PaymentTerminal) -> None:
        self._right = right

    @property
    def terminal_id(self) -> str:
        return self._right.terminal_id

    @property
    def capabilities(self) -> frozenset[Capability]:
        return self._right.capabilities

    def reports(self) -> tuple[DeviceReport, ...]:
        return self._right.reports()

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        return self._right.pay(order, on_status)

    def cancel(self) -> CancelResult:
        return self._right.cancel()

    def reverse(self, order: ReversalOrder) -> ReversalResult:
        return self._right.reverse(order)

    def settle(self, timeout_s: float = 180.0) -> SettlementResult:
        return self._right.settle(timeout_s)

    def inquire(self, reference: str, amount: Rial, last_receipt: str | None) -> InquiryResult:
        return self._right.inquire(reference, amount, last_receipt)

    def last_receipt(self) -> str | None:
        return self._right.last_receipt()

    def wake(self) -> None:
        self._right.wake()

    def close(self) -> None:
        self._right.close()


class TimeoutIsDeclined(Planted):
    """«It did not answer, so nothing was taken.»"""

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        result = super().pay(order, on_status)
        if isinstance(result, Uncertain) and result.reason is UncertainReason.TIMEOUT:
            return Declined("", DeclineReason.TIMED_OUT)
        return result


class LostLineIsNotAsked(Planted):
    """«The line broke, so it was never asked.»"""

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        result = super().pay(order, on_status)
        if isinstance(result, Uncertain) and result.reason is UncertainReason.LINK_LOST:
            return NotAsked(NotAskedReason.LINK_DOWN)
        return result


class AsksAgain(Planted):
    """«The answer did not come: once more.»"""

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        result = super().pay(order, on_status)
        deadline = time.monotonic() + _ASKS_FOR_S
        while isinstance(result, Uncertain | NotAsked) and time.monotonic() < deadline:
            result = super().pay(order, on_status)
        return result


class TrustsAnyAnswer(Planted):
    """«It says approved: what else would it mean than this payment?»"""

    _FORGIVEN = (UncertainReason.OTHER_AMOUNT, UncertainReason.OTHER_REFERENCE)

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        result = super().pay(order, on_status)
        if isinstance(result, Uncertain) and result.reason in self._FORGIVEN:
            return Approved(order.amount, "", "", self.terminal_id)
        return result


class NotFoundIsNotTaken(Planted):
    """«The inquiry brought nothing, so there was nothing.»"""

    def inquire(self, reference: str, amount: Rial, last_receipt: str | None) -> InquiryResult:
        answer = super().inquire(reference, amount, last_receipt)
        return answer if isinstance(answer, Approved) else NotTaken()


PLANTED: tuple[tuple[Callable[[PaymentTerminal], PaymentTerminal], str], ...] = (
    (TimeoutIsDeclined, "iran-tlv-tcp"),
    (LostLineIsNotAsked, "zvt-tcp"),
    (AsksAgain, "zvt-tcp"),
    (AsksAgain, "caisse-ap-tcp"),
    (TrustsAnyAnswer, "iran-tlv-pty"),
    (NotFoundIsNotTaken, "zvt-pty"),
    (NotFoundIsNotTaken, "iran-tlv-tcp"),
)
"""Each with a protocol in which it costs somebody money."""


def planted(
    bug: Callable[[PaymentTerminal], PaymentTerminal], right: OpenTerminal
) -> OpenTerminal:
    def open_terminal(address: DeviceAddress) -> PaymentTerminal:
        return bug(right(address))

    return open_terminal
