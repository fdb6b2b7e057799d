"""The request for money and its answer, in the tags of Iranian PC-POS terminals."""

from dataclasses import dataclass

from contract.values import MaskedPan, Rial, normalise_letters
from hardware.terminals.answer_codes import APPROVED_CODE, DECLINE_REASONS
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.iran_tlv.frame import CARD_NUMBER, REQUEST, RESPONSE, SLIP, Message
from hardware.terminals.masking import harmless, masked_pan
from hardware.terminals.port import Approved, Declined, PaymentOrder, Uncertain, UncertainReason
from hardware.terminals.text_tlv import fields_of

LARGEST_AMOUNT = 10**12 - 1
MERCHANT = "MI"
"""*Unverified*: no public paper names the merchant's tag; the profile may name another."""
_PURCHASE = "000000"
_IRANIAN_RIAL = "364"  # ISO 4217
_SLIP_TEXT_ENCODING = "cp1256"


def purchase(
    amount: Rial, terminal_id: str | None = None, reference: str | None = None
) -> Message:
    """Asks for money. `reference` goes as R0, which terminals give back when they know it."""
    asked = {"PR": _PURCHASE, "AM": str(amount.amount), "CU": _IRANIAN_RIAL}
    if terminal_id is not None:
        asked["TL"] = terminal_id
    if reference is not None:
        asked["R0"] = reference
    return Message(REQUEST, fields_of(asked | {"PD": "1"}))


@dataclass(frozen=True, slots=True)
class PurchaseAnswer:
    """RS: `code` is the bank's; the rest as the terminal says it, None where it says nothing.

    `ti` means a time with some terminals and a terminal with others, so it is kept raw.
    """

    code: str
    amount: str | None = None
    rrn: str | None = None
    trace: str | None = None
    serial: str | None = None
    time: str | None = None
    pan: MaskedPan | None = None
    terminal_id: str | None = None
    merchant_id: str | None = None
    reference: str | None = None
    ti: str | None = None
    slip: str | None = None

    @property
    def account(self) -> str:
        """For the log: no card data."""
        told = {"code": self.code, "amount": self.amount, "reference": self.reference}
        told |= {"rrn": self.rrn, "trace": self.trace}
        return " ".join(f"{name}={harmless(value)}" for name, value in told.items())


def parse_answer(message: Message, merchant_tag: str = MERCHANT) -> PurchaseAnswer:
    """Raises MalformedFrame: "not_an_answer", "no_result"."""
    if message.kind != RESPONSE:
        raise MalformedFrame("not_an_answer", "a request came back instead of an answer")
    code = message.get("RS")
    if code is None:
        raise MalformedFrame("no_result", "an answer without a result (RS)")
    return PurchaseAnswer(
        code=code,
        amount=message.get("AM"),
        rrn=message.get("RN"),
        trace=message.get("TR"),
        serial=message.get("SR"),
        time=message.get("TM"),
        pan=masked_pan(message.get(CARD_NUMBER)),
        terminal_id=message.get("TL"),
        merchant_id=message.get(merchant_tag),
        reference=message.get("R0"),
        ti=message.get("TI"),
        slip=_slip(message),
    )


def judge(
    answer: PurchaseAnswer, order: PaymentOrder, identity: TerminalIdentity
) -> Approved | Declined | Uncertain:
    """An approval counts only when all it says fits the request."""
    if answer.code in DECLINE_REASONS:
        if answer.rrn is not None:  # only an approval has one, and these frames have no checksum
            told = f"refused {answer.code}, with a reference of the bank"
            return Uncertain(UncertainReason.TERMINAL_FAULT, told)
        return Declined(answer.code, DECLINE_REASONS[answer.code])
    if answer.code != APPROVED_CODE:
        told = f"unknown result {harmless(answer.code)}"
        return Uncertain(UncertainReason.TERMINAL_FAULT, told)
    stranger = identity.stranger(answer.terminal_id, answer.merchant_id)
    if stranger is not None:
        return stranger
    amount = answer.amount or ""
    if not amount.isdigit() or int(amount) != order.amount.amount:
        told = f"{harmless(answer.amount)} instead of {order.amount.amount}"
        return Uncertain(UncertainReason.OTHER_AMOUNT, told)
    if answer.reference not in (None, order.reference):
        told = f"answered to {harmless(answer.reference)}"
        return Uncertain(UncertainReason.OTHER_REFERENCE, told)
    if not answer.rrn:
        return Uncertain(UncertainReason.MALFORMED_ANSWER, "approved without a reference (RN)")
    return Approved(
        amount=order.amount,
        rrn=answer.rrn,
        trace=answer.trace or "",
        terminal=identity.terminal_id,
        pan=answer.pan,
        receipt=answer.serial,
        merchant=answer.merchant_id,
        terminal_time=answer.time,
    )


def _slip(message: Message) -> str | None:
    """Windows-1256 lacks the Persian yeh and has the Arabic one."""
    raw = next((field.value for field in message.fields if field.tag == SLIP), None)
    return None if raw is None else normalise_letters(raw.decode(_SLIP_TEXT_ENCODING, "replace"))
