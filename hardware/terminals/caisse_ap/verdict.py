"""What an answer says about the money.

Results and their details (AE, AF) as OCA/l10n-france and HiPay list them alike, but for 11: OCA
reads "Abandon Opérateur", which is the red key, HiPay "acquirer abandonment". The bank's code
behind them is CB2A field 39 (HiPay); that it counts as ISO 8583 does is *unverified*.
"""

from hardware.terminals.answer_codes import DECLINE_REASONS
from hardware.terminals.caisse_ap.messages import Answer, Request, Result
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.masking import harmless
from hardware.terminals.port import (
    Approved,
    Declined,
    DeclineReason,
    Uncertain,
    UncertainReason,
)

_CODE = 2  # digits
_REFUSED = "04"
_REASONS: dict[str, DeclineReason] = {
    "02": DeclineReason.BANK_REFUSED,  # the bank wants to be called
    _REFUSED: DeclineReason.BANK_REFUSED,
    "05": DeclineReason.NOT_PERMITTED,
    "06": DeclineReason.CANCELLED,
    "08": DeclineReason.TIMED_OUT,
    "11": DeclineReason.CANCELLED,
}
"""Any other detail of what was not done is the terminal's own trouble: 00 unknown, 07 not ended,
09 the message, 10 the choice, 12 the action or 13 the currency is not understood."""
_CONTRADICTIONS = frozenset({"01", "03"})  # authorised, forced: not said of what was not done
_BANKS_CODES = frozenset({"05", "14", "51", "54", "55", "57", "61", "65", "75", "91"})


def judge(
    answer: Answer, request: Request, identity: TerminalIdentity
) -> Approved | Declined | Uncertain:
    """Any answer counts only when it repeats what was asked, whatever it says."""
    doubt = identity.stranger(None, answer.merchant_id) or _mismatch(answer, request)
    if doubt is not None:
        return doubt
    detail = (answer.detail or "")[:_CODE]
    match answer.result:
        case Result.DONE if detail in _REASONS:
            return _fault(f"done, yet with the detail {detail} of a refusal")
        case Result.DONE:
            return Approved(
                amount=request.amount,
                rrn=answer.rrn or "",
                trace="",
                terminal=identity.terminal_id,
                pan=answer.pan,
                merchant=answer.merchant_id,
            )
        case Result.NOT_DONE if detail in _CONTRADICTIONS:
            return _fault(f"not done, yet with the detail {detail}")
        case Result.NOT_DONE:
            return _declined(answer, detail)
        case Result.TAKEN_IN:
            return _fault("the request was taken in, what came of it was not told")
        case _:
            return _fault(f"unknown result {harmless(answer.result)}")


def _mismatch(answer: Answer, request: Request) -> Uncertain | None:
    """The first field that is not what was asked; one that is missing is not either."""
    amount = answer.amount or ""
    if not amount.isdigit() or int(amount) != request.amount.amount:
        told = f"{harmless(answer.amount)} instead of {request.amount.amount}"
        return Uncertain(UncertainReason.OTHER_AMOUNT, told)
    if answer.currency != request.till.currency:
        told = f"in currency {harmless(answer.currency)}"
        return Uncertain(UncertainReason.OTHER_AMOUNT, told)
    if answer.till != request.till.number:
        told = f"answered to till {harmless(answer.till)}"
        return Uncertain(UncertainReason.OTHER_REFERENCE, told)
    if answer.action != request.action:
        told = f"answered to action {harmless(answer.action)}"
        return Uncertain(UncertainReason.OTHER_REFERENCE, told)
    return None


def _declined(answer: Answer, detail: str) -> Declined:
    """The code: the detail, and the bank's code behind it where there is one."""
    banks = (answer.detail or "")[_CODE : 2 * _CODE]
    if detail == _REFUSED and banks in _BANKS_CODES:
        return Declined(detail + banks, DECLINE_REASONS[banks])
    code = detail if detail.isdigit() else Result.NOT_DONE.value
    return Declined(code, _REASONS.get(detail, DeclineReason.TERMINAL_REFUSED))


def _fault(told: str) -> Uncertain:
    return Uncertain(UncertainReason.TERMINAL_FAULT, told)
