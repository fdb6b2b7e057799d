"""An emulated Iranian PC-POS terminal: the desk behind it, text TLV before it."""

import contextlib
import time
from collections import deque

from hardware.emulation.control import Answer, Command
from hardware.link import ByteLink, LinkTimeout
from hardware.terminals.answer_codes import APPROVED_CODE
from hardware.terminals.emulated_desk import (
    Desk,
    EmulatedTerminalSetup,
    Ending,
    Outcome,
    Phase,
    Refusal,
    Silence,
    Taken,
)
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.iran_tlv.codec import (
    REQUEST,
    RESPONSE,
    Field,
    FrameReader,
    Message,
    parse_message,
)
from hardware.terminals.ledger import Charge

_RRN_DIGITS = 12
_LOOK_S = 0.02
_CANCELLED_CODE = "99"
_OTHER_TERMINAL = "99999999"
_OTHER_REFERENCE = "000000001"


class EmulatedIranTlvTerminal:
    """A request while another is under way gets no answer, as on the terminals we know of."""

    def __init__(self, setup: EmulatedTerminalSetup) -> None:
        self._desk = Desk(setup, self, _RRN_DIGITS)
        self._said: deque[bytes] = deque()  # by the desk's thread, sent by the serving one
        self._link: ByteLink | None = None
        self._asker: ByteLink | None = None  # whose payment it is; others hear nothing of it

    def serve(self, link: ByteLink) -> None:
        reader = FrameReader()
        self._said.clear()  # meant for a client that has gone
        self._link = link
        try:
            while True:
                while self._said:
                    link.send(self._said.popleft(), time.monotonic() + 5)
                with contextlib.suppress(LinkTimeout):
                    for frame in reader.feed(link.receive(time.monotonic() + _LOOK_S)):
                        self._hear(parse_message(frame), link)
        except MalformedFrame:
            return  # hangs up on nonsense
        finally:
            self._link = None

    def interrupt(self) -> None:
        self._desk.close()
        self.drop_line()

    def obey(self, command: Command) -> Answer:
        return {**self._desk.obey(command), "connected": self._link is not None}

    def drop_line(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def phase_changed(self, phase: Phase) -> None:
        """This protocol tells nothing on the way."""

    def ended(self, ending: Ending) -> None:
        if self._link is not self._asker:
            return
        match ending:
            case Taken(charge, outcome):
                if outcome not in (Outcome.SILENT_AFTER_CHARGE, Outcome.DROP_AFTER_CHARGE):
                    self._said.append(_approval(charge, outcome))
            case Refusal(code):
                self._said.append(_message({"RS": code or _CANCELLED_CODE, "PD": "1"}))
            case Silence():
                pass

    def _hear(self, message: Message, link: ByteLink) -> None:
        amount = message.get("AM")
        if message.kind != REQUEST or amount is None or not amount.isdigit():
            raise MalformedFrame("request", "not a request for money")
        asker, self._asker = self._asker, link
        if not self._desk.begin(int(amount), message.get("R0")):
            self._asker = asker


def _approval(charge: Charge, outcome: Outcome) -> bytes:
    at = time.localtime(charge.at_ms / 1000)
    amount = charge.amount + (1000 if outcome is Outcome.WRONG_AMOUNT else 0)
    terminal = _OTHER_TERMINAL if outcome is Outcome.WRONG_TERMINAL else charge.terminal_id
    reference = _OTHER_REFERENCE if outcome is Outcome.WRONG_REFERENCE else charge.reference
    answer = {
        "RS": APPROVED_CODE,
        "AM": str(amount),
        "RN": charge.rrn,
        "TR": charge.trace,
        "SR": charge.receipt,
        "TM": time.strftime("%Y%m%d%H%M%S", at),
        "PN": charge.pan,
        "TL": terminal,
    }
    if reference is not None:
        answer["R0"] = reference
    return _message(answer | {"PD": "1"})


def _message(answer: dict[str, str]) -> bytes:
    fields = tuple(Field(tag, value.encode("ascii")) for tag, value in answer.items())
    return Message(RESPONSE, fields).encode()
