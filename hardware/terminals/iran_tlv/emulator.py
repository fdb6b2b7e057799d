"""An emulated Iranian PC-POS terminal: the desk behind it, text TLV before it."""

import time
from collections import deque

from hardware.link import ByteLink
from hardware.terminals.answer_codes import APPROVED_CODE
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.emulated_terminal import EmulatedTerminal
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.iran_tlv.frame import REQUEST, RESPONSE, FrameReader, Message
from hardware.terminals.iran_tlv.messages import MERCHANT
from hardware.terminals.ledger import Charge
from hardware.terminals.text_tlv import fields_of

_RRN_DIGITS = 12
_SEND_S = 5.0
_CANCELLED_CODE = "99"


class _FrameChannel:
    def __init__(self, link: ByteLink) -> None:
        self._link = link
        self._reader = FrameReader()
        self._arrived: deque[Message] = deque()

    def send(self, unit: Message) -> None:
        self._link.send(unit.encode(), time.monotonic() + _SEND_S)

    def receive(self, deadline: float) -> Message:
        while not self._arrived:
            self._arrived.extend(self._reader.feed(self._link.receive(deadline)))
        return self._arrived.popleft()


class EmulatedIranTlvTerminal(EmulatedTerminal[Message]):
    """A request while another is under way gets no answer."""

    def __init__(self, setup: EmulatedTerminalSetup) -> None:
        super().__init__(setup, _RRN_DIGITS)

    def _channel(self, link: ByteLink) -> _FrameChannel:
        return _FrameChannel(link)

    def _hear(self, unit: Message) -> None:
        amount = unit.get("AM")
        if unit.kind != REQUEST or amount is None or not amount.isdigit():
            raise MalformedFrame("request", "not a request for money")
        self.begin(int(amount), unit.get("R0"))

    def _approval(self, charge: Charge) -> tuple[Message, ...]:
        at = time.localtime(charge.at_ms / 1000)
        answer = {
            "RS": APPROVED_CODE,
            "AM": str(charge.amount),
            "RN": charge.rrn,
            "TR": charge.trace,
            "SR": charge.receipt,
            "TM": time.strftime("%Y%m%d%H%M%S", at),
            "PN": charge.pan,
            "TL": charge.terminal_id,
        }
        if charge.merchant is not None:
            answer[MERCHANT] = charge.merchant
        if charge.reference is not None:
            answer["R0"] = charge.reference
        return (_response(answer),)

    def _refusal(self, code: str | None) -> tuple[Message, ...]:
        return (_response({"RS": code or _CANCELLED_CODE}),)


def _response(answer: dict[str, str]) -> Message:
    return Message(RESPONSE, fields_of(answer | {"PD": "1"}))
