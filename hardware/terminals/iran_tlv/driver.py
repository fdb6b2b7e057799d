"""An Iranian PC-POS terminal: one connection a payment, no inquiry. Not certified by a payment
provider.

This protocol cannot ask about the past: whatever is not answered is *uncertain* at once and is
settled later against the bank's file.
"""

from hardware.address import DeviceAddress
from hardware.device import Listener, ignore_events
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.iran_tlv.frame import FrameReader
from hardware.terminals.iran_tlv.messages import (
    LARGEST_AMOUNT,
    MERCHANT,
    PurchaseAnswer,
    judge,
    parse_answer,
    purchase,
)
from hardware.terminals.one_dialogue import DialogueTiming, OneDialogueTerminal
from hardware.terminals.port import Capability, PaymentOrder, PaymentResult


class PurchaseAnswerReader:
    """Raises MalformedFrame from `feed`."""

    def __init__(self, merchant_tag: str) -> None:
        self._merchant_tag = merchant_tag
        self._frames = FrameReader()
        self._answers: list[PurchaseAnswer] = []

    @property
    def answers(self) -> list[PurchaseAnswer]:
        return self._answers

    @property
    def is_whole(self) -> bool:
        return self._frames.is_whole

    def feed(self, data: bytes) -> None:
        for message in self._frames.feed(data):
            self._answers.append(parse_answer(message, self._merchant_tag))


class IranTlvTerminal(OneDialogueTerminal[PurchaseAnswer]):
    """Over TCP, or a serial line of 19200 baud."""

    LARGEST_AMOUNT = LARGEST_AMOUNT

    def __init__(
        self,
        address: DeviceAddress,
        identity: TerminalIdentity,
        timing: DialogueTiming | None = None,
        listener: Listener = ignore_events,
        extras: frozenset[Capability] = frozenset(),
        merchant_tag: str = MERCHANT,
    ) -> None:
        self._merchant_tag = merchant_tag
        super().__init__(address, identity, timing or DialogueTiming(), listener, extras)

    def _reader(self) -> PurchaseAnswerReader:
        return PurchaseAnswerReader(self._merchant_tag)

    def _purchase(self, order: PaymentOrder) -> bytes:
        return purchase(order.amount, self.terminal_id, order.reference).encode()

    def _judged(self, answer: PurchaseAnswer, order: PaymentOrder) -> PaymentResult:
        return judge(answer, order, self._identity)
