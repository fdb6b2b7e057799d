"""The messages of Caisse-AP over IP: fields one after another, nothing before, between or after.

The paper of the Association du paiement is for members only. What stands here is public:

* OCA/l10n-france, `l10n_fr_pos_caisse_ap_ip` (a till's side, used with Ingenico and Verifone):
  CZ comes first, the order of the others is free; CA, CB, CD and CE come back as they went; AE 10
  done, 01 not done; an answer may write the amount with leading zeros; CB has 2 to 12 digits;
  credit (CD 1) gives money back.
* akretion/caisse-ap-ip (a terminal's side): CZ, CJ, CA, CB, CD and CE must be in a request; BA 0
  answers at the end, BA 1 at once with AE 11; AA masks the card with `#`.
* HiPay, "Local API for Nepting": a tag stands once; AC, the bank's authorisation, is there only
  when one was asked for; CG is the merchant's contract; CB is what was really paid.
* Fidecoin, "CAISSE_AP_V3.20": no fields of length nought; CJ in an answer may be the terminal's
  own, so it is not compared; AA may hold a whole card number.

*Unverified*: that a terminal takes 364, the rial, in whole rials. ISO 4217 gives it two decimals
that nobody uses; a terminal that counts them would take a hundredth, and say so only on its
screen. Not found: a tag for the terminal's number, its time, or its running receipt number.
"""

from dataclasses import dataclass
from enum import StrEnum

from contract.values import MaskedPan, Rial
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.masking import harmless, masked_pan
from hardware.terminals.text_tlv import Fields, fields_of, text_of

PORT = 8888
RIAL = "364"
LARGEST_AMOUNT = 10**12 - 1
FIRST = "CZ"
NEEDED_IN_REQUEST = frozenset({FIRST, "CJ", "CA", "CB", "CD", "CE"})
NEEDED_IN_ANSWER = frozenset({FIRST, "AE"})
_VERSION = "0300"
_ANSWER_AT_THE_END = "0"


class Action(StrEnum):
    """CD. There is 2, to undo a debit, but HiPay's terminals lack it; others have more yet."""

    DEBIT = "0"
    CREDIT = "1"  # to whichever card is presented, not bound to a payment


class Result(StrEnum):
    """AE."""

    DONE = "10"
    NOT_DONE = "01"
    TAKEN_IN = "11"  # the request was understood; what comes of it is not told


@dataclass(frozen=True, slots=True)
class Till:
    """Whom the kiosk presents itself as, and in which currency (ISO 4217 number) it counts."""

    number: str = "01"
    software: str = "012345678901"
    currency: str = RIAL


@dataclass(frozen=True, slots=True)
class Request:
    till: Till
    action: Action
    amount: Rial

    def encode(self) -> bytes:
        asked = {
            FIRST: _VERSION,
            "CJ": self.till.software,
            "CA": self.till.number,
            "CE": self.till.currency,
            "BA": _ANSWER_AT_THE_END,
            "CD": self.action.value,
            "CB": f"{self.amount.amount:02d}",
        }
        return b"".join(field.encode() for field in fields_of(asked))


@dataclass(frozen=True, slots=True)
class Answer:
    """As the terminal says it, None where it says nothing.

    `detail` (AF): two digits, behind a refusal also the bank's own code and text.
    """

    result: str
    detail: str | None = None
    amount: str | None = None
    currency: str | None = None
    till: str | None = None
    action: str | None = None
    rrn: str | None = None
    pan: MaskedPan | None = None
    merchant_id: str | None = None

    @property
    def account(self) -> str:
        """For the log: no card data."""
        told = {"result": self.result, "detail": self.detail, "amount": self.amount}
        told |= {"till": self.till, "action": self.action, "rrn": self.rrn}
        return " ".join(f"{name}={harmless(value)}" for name, value in told.items())


def parse_answer(fields: Fields) -> Answer:
    """Raises MalformedFrame: "not_ascii", wherever in the message; "no_result"."""
    for field in fields:
        _ = field.text
    result = text_of(fields, "AE")
    if result is None:
        raise MalformedFrame("no_result", "an answer without a result (AE)")
    return Answer(
        result=result,
        detail=text_of(fields, "AF"),
        amount=text_of(fields, "CB"),
        currency=text_of(fields, "CE"),
        till=text_of(fields, "CA"),
        action=text_of(fields, "CD"),
        rrn=text_of(fields, "AC") or None,
        pan=masked_pan(text_of(fields, "AA")),
        merchant_id=text_of(fields, "CG"),
    )
