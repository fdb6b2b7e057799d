"""Which row of a bank's file is which payment, and what the file says of the others. Pure.

A row is a payment's by terminal and rrn; else by our own reference, where the bank has it; else,
for a payment whose result is unknown, by terminal, amount and time when both are the only ones.
Nothing is guessed: what could be two payments stays money without a payment.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from central.settlement.bank_file import MINUTE_MS, BankRow
from contract.events import PaymentSettled, Settlement

DAY_MS = 24 * 60 * MINUTE_MS
BEFORE_MS, AFTER_MS = 5 * MINUTE_MS, 15 * MINUTE_MS
"""How far the bank's clock may be from the kiosk's beginning of the payment."""
APPROVED, UNKNOWN = "approved", "unknown"
_FOUND = (Settlement.PAID.value, Settlement.OTHER_AMOUNT.value)


@dataclass(frozen=True)
class Candidate:
    """A payment as the hub knows it; `day_ms` is the start of its day, `amount` what was taken
    or asked for."""

    transaction: bytes
    state: str
    terminal: str
    rrn: str
    reference: str
    amount: int
    at_ms: int
    day_ms: int
    at_trusted: bool
    settled: str | None


@dataclass(frozen=True)
class Coverage:
    """The days whose money banks' files have told of, this one's among them."""

    last_day_ms: int
    terminals: frozenset[str]
    spans: tuple[tuple[int, int], ...]

    def tells_of(self, payment: Candidate) -> bool:
        """Whether the payment would be in the files if it had been paid: its day is covered, a
        later day is in this file, and its clock was right."""
        return (
            payment.at_trusted
            and payment.terminal in self.terminals
            and payment.day_ms < self.last_day_ms
            and any(first <= payment.day_ms <= last for first, last in self.spans)
        )


@dataclass
class Verdicts:
    """What follows from one file. `unsure` are unknown payments that a row may be of."""

    settled: list[tuple[Candidate, PaymentSettled]] = field(default_factory=list)
    known: int = 0
    unmatched: list[BankRow] = field(default_factory=list)
    unsure: list[Candidate] = field(default_factory=list)


def judge(
    rows: Sequence[BankRow], payments: Sequence[Candidate], coverage: Coverage, file: bytes
) -> Verdicts:
    """Match all rows, then look at the payments that no row is of."""
    verdicts = Verdicts()
    pairs, left = _pairs(rows, payments)
    for row, payment in pairs:
        if payment.settled in _FOUND:
            verdicts.known += 1
        else:
            verdicts.settled.append((payment, _found(row, payment, file)))
    verdicts.unmatched = left
    matched = {payment.transaction for _, payment in pairs}
    for payment in payments:
        if payment.transaction not in matched and payment.settled is None:
            _absent(payment, coverage, file, verdicts)
    return verdicts


def _found(row: BankRow, payment: Candidate, file: bytes) -> PaymentSettled:
    same = row.amount == payment.amount
    return PaymentSettled(
        outcome=Settlement.PAID if same else Settlement.OTHER_AMOUNT,
        amount=row.amount,
        rrn=row.rrn,
        terminal=row.terminal,
        bank_ms=row.bank_ms,
        reference=row.reference,
        file=file,
    )


def _absent(payment: Candidate, coverage: Coverage, file: bytes, verdicts: Verdicts) -> None:
    if not coverage.tells_of(payment) or payment.state not in (APPROVED, UNKNOWN):
        return
    if payment.state == UNKNOWN and any(_may_be(row, payment) for row in verdicts.unmatched):
        verdicts.unsure.append(payment)
        return
    outcome = Settlement.MISSING if payment.state == APPROVED else Settlement.NOT_TAKEN
    said = PaymentSettled(
        outcome=outcome,
        amount=0,
        rrn="",
        terminal=payment.terminal,
        bank_ms=coverage.last_day_ms,
        reference="",
        file=file,
    )
    verdicts.settled.append((payment, said))


def _may_be(row: BankRow, payment: Candidate) -> bool:
    """Too close to say that the payment was not taken."""
    return (
        row.terminal == payment.terminal
        and row.amount == payment.amount
        and abs(row.day_ms - payment.day_ms) <= DAY_MS
    )


def _pairs(
    rows: Sequence[BankRow], payments: Sequence[Candidate]
) -> tuple[list[tuple[BankRow, Candidate]], list[BankRow]]:
    by_rrn = _only({(p.terminal, p.rrn): p for p in payments if p.rrn}, payments)
    by_reference = {p.reference: p for p in payments if p.reference}
    pairs: list[tuple[BankRow, Candidate]] = []
    left: list[BankRow] = []
    taken: set[bytes] = set()
    for row in rows:
        payment = by_rrn.get((row.terminal, row.rrn))
        if payment is None and row.reference:
            payment = by_reference.get(row.reference)
        if payment is None or payment.transaction in taken:
            left.append(row)
        else:
            taken.add(payment.transaction)
            pairs.append((row, payment))
    unknown = [p for p in payments if p.state == UNKNOWN and p.transaction not in taken]
    return _by_time(pairs, left, unknown)


def _only(
    named: dict[tuple[str, str], Candidate], payments: Sequence[Candidate]
) -> dict[tuple[str, str], Candidate]:
    """Without those that two payments share: a person must say which."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for payment in payments:
        counts[payment.terminal, payment.rrn] += 1
    return {name: payment for name, payment in named.items() if counts[name] == 1}


def _by_time(
    pairs: list[tuple[BankRow, Candidate]], left: list[BankRow], unknown: Iterable[Candidate]
) -> tuple[list[tuple[BankRow, Candidate]], list[BankRow]]:
    rows_of: dict[bytes, list[BankRow]] = {}
    payments_of: dict[int, list[Candidate]] = defaultdict(list)
    for payment in unknown:
        rows_of[payment.transaction] = [row for row in left if _at_its_time(row, payment)]
        for row in rows_of[payment.transaction]:
            payments_of[row.line].append(payment)
    still: list[BankRow] = []
    for row in left:
        found = payments_of[row.line]
        if len(found) == 1 and len(rows_of[found[0].transaction]) == 1:
            pairs.append((row, found[0]))
        else:
            still.append(row)
    return pairs, still


def _at_its_time(row: BankRow, payment: Candidate) -> bool:
    return (
        row.has_time
        and payment.at_trusted
        and row.terminal == payment.terminal
        and row.amount == payment.amount
        and -BEFORE_MS <= row.bank_ms - payment.at_ms <= AFTER_MS
    )
