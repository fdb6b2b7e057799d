"""An emulated Caisse-AP terminal: the desk behind it, text fields before it.

It tells nothing of which terminal it is, so the outcome `wrong_terminal` does not show.
"""

import time
from dataclasses import replace

from hardware.link import ByteLink, LinkTimeout
from hardware.terminals.caisse_ap.message_reader import MessageReader
from hardware.terminals.caisse_ap.messages import (
    NEEDED_IN_REQUEST,
    Action,
    Result,
)
from hardware.terminals.emulated_desk import EmulatedTerminalSetup, Outcome
from hardware.terminals.emulated_terminal import EmulatedTerminal
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.ledger import Charge
from hardware.terminals.text_tlv import Fields, encode_fields, fields_of

_AUTHORISATION_DIGITS = 10
_SEND_S = 5.0
_REPEATED = ("CZ", "CJ", "CA", "CB", "CD", "CE")
_BY_CHIP = {"CC": "001", "CI": "1"}
_REFUSED, _FORBIDDEN, _ABANDONED, _UNKNOWN_ACTION = "04", "05", "11", "12"
_REFUSAL_LENGTH = 29  # the bank's code and text behind it, filled up with spaces


class _MessageChannel:
    """A request ends when no more of it comes."""

    def __init__(self, link: ByteLink) -> None:
        self._link = link
        self._reader = MessageReader(NEEDED_IN_REQUEST)

    def send(self, unit: Fields) -> None:
        self._link.send(encode_fields(unit), time.monotonic() + _SEND_S)

    def receive(self, deadline: float) -> Fields:
        while True:
            try:
                self._reader.feed(self._link.receive(deadline))
            except LinkTimeout:
                if not self._reader.messages or not self._reader.is_whole:
                    raise
                request, self._reader = self._reader.messages[0], MessageReader(NEEDED_IN_REQUEST)
                return request


class EmulatedCaisseApTerminal(EmulatedTerminal[Fields]):
    """A request while another is under way gets no answer."""

    def __init__(self, setup: EmulatedTerminalSetup) -> None:
        super().__init__(setup, _AUTHORISATION_DIGITS)
        self._asked: dict[str, str] = {}  # what the answer repeats

    def _channel(self, link: ByteLink) -> _MessageChannel:
        return _MessageChannel(link)

    def _hear(self, unit: Fields) -> None:
        told = {field.tag: field.text for field in unit}
        if not told["CB"].isdigit():
            raise MalformedFrame("amount", "the amount is no number")
        asked = {tag: told[tag] for tag in _REPEATED}
        match told["CD"]:
            case Action.DEBIT:
                before, self._asked = self._asked, asked
                if not self.begin(int(told["CB"]), None):
                    self._asked = before
            case Action.CREDIT:
                self.say(self._credit(asked))
            case _:
                self.say(_answer(asked, Result.NOT_DONE, {"AF": _UNKNOWN_ACTION}))

    def _credit(self, asked: dict[str, str]) -> Fields:
        """To the card of the newest payment of that amount which was not given back yet; no bank
        is asked, so the answer has no AC."""
        amount = int(asked["CB"])
        for charge in reversed(self.desk.ledger.charges):
            back = self.desk.reverse(charge.receipt, amount)
            if back is not None:
                return _answer(asked, Result.DONE, _card(back))
        return _answer(asked, Result.NOT_DONE, {"AF": _FORBIDDEN})

    def _bent(self, charge: Charge, outcome: Outcome) -> Charge:
        """The only reference that an answer has is the till's number."""
        if outcome is Outcome.WRONG_REFERENCE:
            return replace(charge, reference=f"{(int(self._asked['CA']) + 1) % 100:02d}")
        return super()._bent(charge, outcome)

    def _approval(self, charge: Charge) -> tuple[Fields, ...]:
        asked = self._asked | {"CB": str(charge.amount)}
        if charge.reference is not None:
            asked["CA"] = charge.reference
        return (_answer(asked, Result.DONE, _card(charge) | {"AC": charge.rrn}),)

    def _refusal(self, code: str | None) -> tuple[Fields, ...]:
        refused = _ABANDONED if code is None else f"{_REFUSED}{code}".ljust(_REFUSAL_LENGTH)
        return (_answer(self._asked, Result.NOT_DONE, {"AF": refused}),)


def _card(charge: Charge) -> dict[str, str]:
    """What an answer adds about card and contract."""
    told = _BY_CHIP | {"AA": charge.pan.replace("*", "#")}
    return told if charge.merchant is None else told | {"CG": charge.merchant}


def _answer(asked: dict[str, str], result: Result, more: dict[str, str]) -> Fields:
    return fields_of(asked | {"AE": result.value} | more)
