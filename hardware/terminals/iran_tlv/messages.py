"""The request for money and its answer, in the tags of Iranian PC-POS terminals."""

from dataclasses import dataclass

from contract.errors import InvalidValue
from contract.values import MaskedPan, Rial, normalise_letters
from hardware.terminals.answer_codes import APPROVED_CODE, DECLINE_REASONS
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.iran_tlv.codec import REQUEST, RESPONSE, Field, Message
from hardware.terminals.port import Approved, Declined, PaymentOrder, Uncertain, UncertainReason

_PURCHASE = "000000"
_IRANIAN_RIAL = "364"  # ISO 4217
_SLIP_TEXT_ENCODING = "cp1256"


def purchase(
    amount: Rial, terminal_id: str | None = None, reference: str | None = None
) -> Message:
    """Asks for money. `reference` goes as R0, which terminals give back when they know it."""
    fields = [("PR", _PURCHASE), ("AM", str(amount.amount)), ("CU", _IRANIAN_RIAL)]
    if terminal_id is not None:
        fields.append(("TL", terminal_id))
    if reference is not None:
        fields.append(("R0", reference))
    fields.append(("PD", "1"))
    return Message(REQUEST, tuple(Field(tag, value.encode("ascii")) for tag, value in fields))


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
    reference: str | None = None
    ti: str | None = None
    slip: str | None = None


def parse_answer(message: Message) -> PurchaseAnswer:
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
        pan=_masked(message.get("PN")),
        terminal_id=message.get("TL"),
        reference=message.get("R0"),
        ti=message.get("TI"),
        slip=_slip(message),
    )


def judge(
    answer: PurchaseAnswer, order: PaymentOrder, terminal_id: str
) -> Approved | Declined | Uncertain:
    """An approval counts only when all it says fits the request."""
    if answer.code in DECLINE_REASONS:
        return Declined(answer.code, DECLINE_REASONS[answer.code])
    if answer.code != APPROVED_CODE:
        return Uncertain(UncertainReason.TERMINAL_FAULT, f"unknown result {answer.code}")
    amount = answer.amount or ""
    if not amount.isdigit() or int(amount) != order.amount.amount:
        detail = f"{amount or 'none'} instead of {order.amount.amount}"
        return Uncertain(UncertainReason.OTHER_AMOUNT, detail)
    if answer.reference not in (None, order.reference):
        return Uncertain(UncertainReason.OTHER_REFERENCE, f"answered to {answer.reference}")
    if answer.terminal_id not in (None, terminal_id):
        return Uncertain(UncertainReason.OTHER_TERMINAL, f"answered by {answer.terminal_id}")
    if not answer.rrn:
        return Uncertain(UncertainReason.MALFORMED_ANSWER, "approved without a reference (RN)")
    return Approved(
        amount=order.amount,
        rrn=answer.rrn,
        trace=answer.trace or "",
        terminal=terminal_id,
        pan=answer.pan,
        receipt=answer.serial,
        terminal_time=answer.time,
    )


def _masked(pan: str | None) -> MaskedPan | None:
    """Never more than six and four digits leave this function."""
    if pan is None:
        return None
    try:
        return MaskedPan.from_full(pan) if pan.isdigit() else MaskedPan.parse(pan)
    except InvalidValue:
        return None  # not a bank card's number: nothing is kept of it


def _slip(message: Message) -> str | None:
    """Windows-1256 lacks the Persian yeh and has the Arabic one."""
    raw = next((field.value for field in message.fields if field.tag == "R4"), None)
    return None if raw is None else normalise_letters(raw.decode(_SLIP_TEXT_ENCODING, "replace"))
