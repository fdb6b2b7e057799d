"""What the kiosk may ask of a payment terminal, and every answer it can get.

The answers differ in what they say about money:

* `Approved`: the terminal says the money was taken, and all it says fits the request.
* `Declined`: the terminal says no money was taken.
* `NotAsked`: the request never reached the terminal, so no money was taken.
* `Uncertain`: the money may or may not have been taken. Silence is this, never `Declined`.
* `NotTaken`: the answer to an inquiry: the request left no payment behind.
* `NotSupported`: this terminal has no such request; nothing was sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from contract.values import MaskedPan, Rial
from hardware.device import Device


class Capability(StrEnum):
    """What a driver can do with its terminal; the words on the kiosk's screen follow it."""

    INQUIRE = "inquire"  # can be asked about a past payment
    INTERMEDIATE_STATUS = "intermediate_status"  # tells what the customer is doing
    CANCEL = "cancel"  # waiting for a card can be ended from here
    REVERSE = "reverse"  # a payment just taken can be given back
    SETTLE = "settle"  # its day can be closed from here
    CONTACTLESS = "contactless"  # a card may be held to it, says the profile


class DeclineReason(StrEnum):
    """Why no money was taken; each has its own sentence for the citizen."""

    CANCELLED = "cancelled"
    TIMED_OUT = "timed_out"  # no card was presented in time
    NO_FUNDS = "no_funds"
    WRONG_PIN = "wrong_pin"
    CARD_REFUSED = "card_refused"
    CARD_EXPIRED = "card_expired"
    LIMIT = "limit"
    BANK_REFUSED = "bank_refused"
    BANK_UNREACHABLE = "bank_unreachable"
    NOT_PERMITTED = "not_permitted"
    TERMINAL_REFUSED = "terminal_refused"


class NotAskedReason(StrEnum):
    LINK_DOWN = "link_down"
    BUSY = "busy"  # the terminal still serves another request
    NO_ANSWER = "no_answer"  # connected, but silent before the request was sent
    AMOUNT_TOO_LARGE = "amount_too_large"
    WRONG_TERMINAL = "wrong_terminal"  # another terminal id than the profile names
    WRONG_MERCHANT = "wrong_merchant"  # another merchant id than the profile names
    CLOSED = "closed"


class UncertainReason(StrEnum):
    LINK_LOST = "link_lost"
    TIMEOUT = "timeout"
    OTHER_AMOUNT = "other_amount"
    OTHER_TERMINAL = "other_terminal"
    OTHER_MERCHANT = "other_merchant"
    OTHER_REFERENCE = "other_reference"
    ANSWERED_TWICE = "answered_twice"
    MALFORMED_ANSWER = "malformed_answer"
    TERMINAL_FAULT = "terminal_fault"
    BUSY = "busy"  # inquiry: the terminal has not finished yet
    NO_BASELINE = "no_baseline"  # inquiry: the last receipt before the request is not known


class TerminalStatus(StrEnum):
    """What the customer is asked to do, as far as the terminal tells."""

    CONNECTING = "connecting"
    WAITING_FOR_CARD = "waiting_for_card"
    WAITING_FOR_PIN = "waiting_for_pin"
    CONTACTING_BANK = "contacting_bank"
    REMOVE_CARD = "remove_card"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """One request for money. `reference` is ours, unique, and journaled before this is sent."""

    reference: str
    amount: Rial
    timeout_s: float = 120.0


@dataclass(frozen=True, slots=True)
class Approved:
    """`receipt` is the terminal's own running number where it has one; times are as it says."""

    amount: Rial
    rrn: str
    trace: str
    terminal: str
    pan: MaskedPan | None = None
    receipt: str | None = None
    merchant: str | None = None
    terminal_time: str | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """`code` is the terminal's own, for the technician."""

    code: str
    reason: DeclineReason


@dataclass(frozen=True, slots=True)
class NotAsked:
    reason: NotAskedReason


@dataclass(frozen=True, slots=True)
class Uncertain:
    """`detail` is for the technician's log; it never holds a card number."""

    reason: UncertainReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """`code`: the terminal's decline code, when it kept one."""

    code: str | None = None


@dataclass(frozen=True, slots=True)
class NotSupported:
    """This terminal cannot do that; nothing was sent."""

    capability: Capability


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """The running payment is told to end, if it still can; its result comes from `pay`."""


@dataclass(frozen=True, slots=True)
class ReversalOrder:
    """Give back one payment. `receipt` is the terminal's number of it, where it has one."""

    reference: str
    amount: Rial
    receipt: str | None = None
    timeout_s: float = 180.0


@dataclass(frozen=True, slots=True)
class Reversed:
    """The terminal says that this amount went back. `receipt` is the number of the reversal."""

    amount: Rial
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The terminal closed its day; `total` where it tells the sum."""

    total: Rial | None = None


PaymentResult = Approved | Declined | NotAsked | Uncertain
InquiryResult = Approved | NotTaken | Uncertain | NotSupported
CancelResult = CancelAsked | NotSupported
ReversalResult = Reversed | Declined | NotAsked | Uncertain | NotSupported
SettlementResult = Settled | Declined | NotAsked | Uncertain | NotSupported
StatusListener = Callable[[TerminalStatus], None]


def ignore_status(_: TerminalStatus) -> None:
    """For callers that show nothing while they wait."""


class PaymentTerminal(Device, Protocol):
    """A device that takes payments. `cancel` may be called from any thread at any time; the
    others of its own block, one at a time, in a worker thread. What is not among its
    capabilities it answers with NotSupported."""

    @property
    def terminal_id(self) -> str:
        """The number the profile names; no other terminal's answer counts."""

    @property
    def capabilities(self) -> frozenset[Capability]: ...

    def pay(self, order: PaymentOrder, on_status: StatusListener = ignore_status) -> PaymentResult:
        """Asks for money once. Never asks again by itself."""

    def cancel(self) -> CancelResult:
        """Asks to end the running `pay`; its result still comes from `pay`."""

    def reverse(self, order: ReversalOrder) -> ReversalResult:
        """Gives one payment back. Asks once; anything but a fitting answer is Uncertain."""

    def settle(self, timeout_s: float = 180.0) -> SettlementResult:
        """Closes the terminal's day. Moves no customer's money."""

    def inquire(self, reference: str, amount: Rial, last_receipt: str | None) -> InquiryResult:
        """What became of a past request. `last_receipt` is what `last_receipt()` gave before it.

        Moves no money.
        """

    def last_receipt(self) -> str | None:
        """The number of the terminal's last payment, to be journaled with the next request.

        None when this terminal cannot say. Raises LinkError when it could not be asked.
        """
