"""Some payments asked for one after another through all that a seed has in store, then judged.

What is promised of each payment, once the terminal has ended all it had begun:

* approved: a charge with this amount, reference and bank's number is in the ledger, and no other
  approval stands on the same charge;
* declined, not asked, and the inquiry's "not taken": no charge is in the ledger for it;
* unknown: at most one charge. Never two, whatever was said.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contract.values import Rial
from hardware.link import LinkError
from hardware.state import DeviceState
from hardware.terminals import (
    Approved,
    Capability,
    Declined,
    InquiryResult,
    NotAsked,
    NotAskedReason,
    NotTaken,
    PaymentOrder,
    PaymentResult,
    PaymentTerminal,
    Uncertain,
)
from hardware.terminals.ledger import Charge
from tests.hardware.truth.lies import Lie
from tests.hardware.truth.paying_schedule import (
    KIOSK_WAITS_S,
    PayingJob,
    draw_calm_payments,
    draw_payments,
)
from tests.hardware.truth.tally import UNKNOWN, Tally
from tests.hardware.truth.terminal_bench import TerminalBench
from tests.hardware.truth.terminals_under_test import OpenTerminal, TerminalVariant
from tests.support.waiting import comes_true, eventually

_COMES_BACK_WITHIN_S = 1.0
_PATIENT_S = 20.0
_FIRST_REFERENCE = 900_000_001


@dataclass(frozen=True, slots=True)
class Statement:
    """`result` is None when the process crashed before it could say anything; `inquiry` when
    nothing was asked afterwards. `is_noisy`: digits that no checksum keeps may be wrong."""

    order: PaymentOrder
    result: PaymentResult | None
    inquiry: InquiryResult | None = None
    is_noisy: bool = False

    @property
    def answers(self) -> tuple[PaymentResult | InquiryResult, ...]:
        return tuple(answer for answer in (self.result, self.inquiry) if answer is not None)

    @property
    def is_denied(self) -> bool:
        """The driver says that no money was taken."""
        return any(isinstance(answer, Declined | NotAsked | NotTaken) for answer in self.answers)


class PayingRound:
    def __init__(
        self,
        seed: int,
        variant: TerminalVariant,
        open_terminal: OpenTerminal | None = None,
        *,
        is_calm: bool = False,
    ) -> None:
        """`is_calm`: nothing goes wrong in this round."""
        chance = random.Random(f"paying {variant} {seed}")
        self._variant = variant
        self._open = open_terminal or variant.open
        self.jobs = draw_calm_payments(chance) if is_calm else draw_payments(chance, variant.line)
        self._waits_s = _PATIENT_S if is_calm else KIOSK_WAITS_S

    def run(self, folder: Path) -> Tally:
        """Raises Lie."""
        bench = TerminalBench(self._variant, folder)
        statements: list[Statement] = []
        terminal = self._open(bench.address)
        try:
            for number, job in enumerate(self.jobs):
                order = PaymentOrder(
                    f"{_FIRST_REFERENCE + number}", Rial(job.amount), self._waits_s
                )
                statements.append(self._paid(bench, terminal, order, job))
                if job.is_mended and not _comes_back(terminal):
                    terminal.close()  # the technician has been here
                    terminal = self._open(bench.address)
            bench.mend()
            eventually(lambda: bench.is_idle, "the terminal has ended all")
            charges = bench.charges()
        finally:
            terminal.close()
            bench.close()
        judge(statements, charges)
        return _tally(statements)

    def _paid(
        self,
        bench: TerminalBench,
        terminal: PaymentTerminal,
        order: PaymentOrder,
        job: PayingJob,
    ) -> Statement:
        """As the kiosk does it: the last receipt is journaled first, and what is uncertain is
        inquired after where the terminal can be asked."""
        last_receipt: str | None = None
        if Capability.INQUIRE in terminal.capabilities:
            try:
                last_receipt = terminal.last_receipt()
            except LinkError:
                bench.mend()
                return Statement(order, NotAsked(NotAskedReason.LINK_DOWN))
        bench.begin(job, terminal)
        result = terminal.pay(order)
        bench.end()
        if job.is_mended:
            bench.mend()
        if job.crash_ms is not None:
            terminal.close()
            return self._recovered(bench, order, last_receipt)
        inquiry: InquiryResult | None = None
        if isinstance(result, Uncertain):
            inquiry = terminal.inquire(order.reference, order.amount, last_receipt)
        return Statement(order, result, inquiry, job.is_noisy)

    def _recovered(
        self, bench: TerminalBench, order: PaymentOrder, last_receipt: str | None
    ) -> Statement:
        """What the next process finds out: it only knows that money was asked for."""
        terminal = self._open(bench.address)
        try:
            inquiry = terminal.inquire(order.reference, order.amount, last_receipt)
        finally:
            terminal.close()
        return Statement(order, None, inquiry)


def _comes_back(terminal: PaymentTerminal) -> bool:
    """The driver takes payments again, by itself and within a second."""
    return comes_true(
        lambda: terminal.reports()[0].state is DeviceState.READY, _COMES_BACK_WITHIN_S
    )


def judge(statements: Sequence[Statement], charges: Sequence[Charge]) -> None:
    """Raises Lie."""
    unclaimed = list(charges)
    for statement in statements:
        for answer in statement.answers:
            if isinstance(answer, Approved):
                unclaimed.remove(_charge_of(statement, answer, unclaimed))
    left = Counter(charge.amount for charge in unclaimed)
    may_be = Counter(
        statement.order.amount.amount
        for statement in statements
        if not statement.is_denied
        and not any(isinstance(answer, Approved) for answer in statement.answers)
    )
    for statement in statements:
        amount = statement.order.amount.amount
        if left[amount] > may_be[amount]:
            raise Lie(f"{left[amount]} charges too many of {amount}: {_told(statements, charges)}")
    if strangers := left.keys() - {one.order.amount.amount for one in statements}:
        raise Lie(f"charged and never asked for: {strangers}; {_told(statements, charges)}")


def _charge_of(statement: Statement, told: Approved, charges: Sequence[Charge]) -> Charge:
    for charge in charges:
        fits = told.amount == statement.order.amount == Rial(
            charge.amount
        ) and charge.reference in (None, statement.order.reference)
        same = told.rrn in ("", charge.rrn) and told.receipt in (None, charge.receipt)
        if fits and (same or statement.is_noisy):
            return charge
    raise Lie(f"approved, and not in the ledger: {statement}; free charges: {charges}")


def _told(statements: Sequence[Statement], charges: Sequence[Charge]) -> str:
    said = "\n".join(f"  {statement}" for statement in statements)
    took = "\n".join(f"  {charge}" for charge in charges)
    return f"\n{said}\nledger:\n{took}"


def _tally(statements: Sequence[Statement]) -> Tally:
    tally = Tally()
    for statement in statements:
        answers = statement.answers
        if any(isinstance(answer, Approved) for answer in answers):
            tally.add("approved")
        elif statement.is_denied:
            tally.add("not taken")
        elif any(isinstance(answer, Uncertain) for answer in answers):
            tally.add(UNKNOWN)
        else:
            tally.add("not asked or crashed")
    return tally
