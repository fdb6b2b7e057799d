"""What the hub knows of a receipt: whose signature it is, and how far the payment has come.

The paper proves itself by its signature; the hub adds whether the payment has reached the city
and whether the bank has settled it. Where paper and hub disagree, both are told.
"""

from dataclasses import dataclass

from nacl.signing import VerifyKey
from sqlalchemy.orm import Session

from central.fleet import Device, Signer, signer_of
from central.payments import Payment, payment_branches
from contract.events import Settlement
from contract.hello import BadMessage
from contract.receipt_check import ReceiptAnswer, ReceiptOutcome, ReceiptState, RefusedBecause
from contract.receipt_record import ReceiptRecord, decode_receipt_record
from contract.signature import BadSignature

_UNDECIDED = frozenset({"started", "requested"})


@dataclass(frozen=True)
class Refused:
    """A code that proves nothing."""

    because: RefusedBecause


@dataclass(frozen=True)
class Checked:
    """A genuine receipt. `differs` names what paper and hub say differently: amount, bill,
    outcome, kiosk, code."""

    record: ReceiptRecord
    device: Device
    outcome: ReceiptOutcome
    reached_ms: int | None = None
    settled: Settlement | None = None
    settled_ms: int | None = None
    doubled: bool = False
    differs: tuple[str, ...] = ()

    @property
    def state(self) -> ReceiptState:
        if self.differs or self.settled in (Settlement.OTHER_AMOUNT, Settlement.MISSING):
            return "disputed"
        if self.settled is not None:
            return "settled"
        return "recorded" if self.reached_ms is None else "reached"


def check_receipt(session: Session, text: str) -> Checked | Refused:
    """`text` as it was scanned, in either form."""
    signers: list[Signer | None] = []

    def find_key(key: str) -> VerifyKey | None:
        signer = signer_of(session, key)
        signers.append(signer)
        return None if signer is None else signer.public

    try:
        record = decode_receipt_record(text, find_key)
    except (BadSignature, BadMessage):
        return _refused(signers)
    (signer,) = signers
    assert signer is not None
    return _checked(session, record, signer)


def _refused(signers: list[Signer | None]) -> Refused:
    """`signers`: whose key was looked for; nobody's where it didn't come to that."""
    match signers:
        case []:
            return Refused("unreadable")
        case [None]:
            return Refused("stranger")
        case _:
            return Refused("forged")


def answer_of(checked: Checked | Refused) -> ReceiptAnswer:
    """For a kiosk."""
    match checked:
        case Refused(because):
            return ReceiptAnswer(state="unknown", refused=because)
        case Checked():
            return ReceiptAnswer(
                state=checked.state,
                outcome=checked.outcome,
                reached_ms=checked.reached_ms,
                settled_ms=checked.settled_ms,
            )


def _checked(session: Session, record: ReceiptRecord, signer: Signer) -> Checked | Refused:
    branches = payment_branches(session, record.transaction)
    if branches and branches[0].state not in _UNDECIDED:
        return _told(record, signer.device, branches[0])
    if signer.revoked:
        return Refused("revoked")
    return Checked(record, signer.device, record.outcome)


def _told(record: ReceiptRecord, device: Device, payment: Payment) -> Checked:
    settled = None if payment.settled is None else Settlement(payment.settled)
    arriving = record.outcome == "paid" and payment.state == "unknown"
    if arriving:  # the kiosk found the result later, and that has not come yet
        return Checked(record, device, "paid")
    return Checked(
        record,
        device,
        outcome=_outcome(payment),
        reached_ms=payment.received_ms,
        settled=settled,
        settled_ms=payment.settled_ms if settled is not None else None,
        doubled=payment.duplicate_of is not None,
        differs=tuple(_differences(record, device, payment)),
    )


def _outcome(payment: Payment) -> ReceiptOutcome:
    match payment.state:
        case "approved":
            return "paid"
        case "unknown":
            return "unknown"
        case _:
            return "not_taken"


def _differences(record: ReceiptRecord, device: Device, payment: Payment) -> list[str]:
    taken = payment.amount if payment.approved_amount is None else payment.approved_amount
    printed = {(bill.bill_id, bill.payment_id) for bill in record.bills}
    paid = {(bill.bill_id, bill.payment_id) for bill in payment.bills}
    checks = {
        "amount": taken != record.amount and payment.settled != Settlement.OTHER_AMOUNT,
        "bill": bool(paid) and paid != printed,
        "outcome": record.outcome == "paid" and payment.state != "approved",
        "kiosk": payment.device != device.device,
        "code": bool(payment.tracking) and payment.tracking != record.tracking,
    }
    return [name for name, differs in checks.items() if differs]
