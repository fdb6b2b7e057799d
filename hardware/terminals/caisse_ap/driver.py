"""A terminal of the French Caisse-AP protocol: one connection a payment, no inquiry.

It carries no reference of ours and does not name the terminal. What keeps an answer from being
another's is that it repeats amount, currency, till and action, on the payment's own connection.
Tried against the public simulator of akretion/caisse-ap-ip; not against a real terminal.
"""

from hardware.address import DeviceAddress
from hardware.device import Listener, ignore_events
from hardware.terminals.caisse_ap.message_reader import MessageReader
from hardware.terminals.caisse_ap.messages import (
    LARGEST_AMOUNT,
    NEEDED_IN_ANSWER,
    Action,
    Answer,
    Request,
    Till,
    parse_answer,
)
from hardware.terminals.caisse_ap.verdict import judge
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.one_dialogue import DialogueTiming, OneDialogueTerminal
from hardware.terminals.port import (
    Approved,
    Capability,
    Declined,
    NotAsked,
    NotAskedReason,
    PaymentOrder,
    PaymentResult,
    ReversalOrder,
    ReversalResult,
    Reversed,
    Uncertain,
)


class CaisseApAnswerReader:
    """Raises MalformedFrame from `feed`."""

    def __init__(self) -> None:
        self._messages = MessageReader(NEEDED_IN_ANSWER)
        self._answers: list[Answer] = []

    @property
    def answers(self) -> list[Answer]:
        return self._answers

    @property
    def is_whole(self) -> bool:
        return self._messages.is_whole

    def feed(self, data: bytes) -> None:
        self._messages.feed(data)
        self._answers = [parse_answer(message) for message in self._messages.messages]


class CaisseApTerminal(OneDialogueTerminal[Answer]):
    """Over TCP. The bank's number of a payment (AC) is empty where no bank was asked."""

    LARGEST_AMOUNT = LARGEST_AMOUNT

    def __init__(
        self,
        address: DeviceAddress,
        identity: TerminalIdentity,
        timing: DialogueTiming | None = None,
        listener: Listener = ignore_events,
        extras: frozenset[Capability] = frozenset(),
        till: Till | None = None,
    ) -> None:
        self._till = till or Till()
        capabilities = extras | {Capability.REVERSE}
        super().__init__(address, identity, timing or DialogueTiming(), listener, capabilities)

    def reverse(self, order: ReversalOrder) -> ReversalResult:
        """A credit of that amount to the card that is presented then: the customer must be there,
        and nothing binds it to the payment."""
        if not 0 < order.amount.amount <= LARGEST_AMOUNT:
            return NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)
        request = Request(self._till, Action.CREDIT, order.amount)

        def given_back(answer: Answer) -> Reversed | Declined | Uncertain:
            verdict = judge(answer, request, self._identity)
            return Reversed(order.amount) if isinstance(verdict, Approved) else verdict

        return self._dialogue(request.encode(), given_back, order.reference, order.timeout_s)

    def _reader(self) -> CaisseApAnswerReader:
        return CaisseApAnswerReader()

    def _purchase(self, order: PaymentOrder) -> bytes:
        return self._debit(order).encode()

    def _judged(self, answer: Answer, order: PaymentOrder) -> PaymentResult:
        return judge(answer, self._debit(order), self._identity)

    def _debit(self, order: PaymentOrder) -> Request:
        return Request(self._till, Action.DEBIT, order.amount)
