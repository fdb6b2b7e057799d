"""The answer to one payment comes when the next is wanted."""

from contract.values import Rial
from hardware.terminals import Approved, NotAsked, Uncertain, UncertainReason
from tests.hardware.terminals.conftest import AMOUNT, Bench, order
from tests.support.waiting import eventually


def paid_at_last(bench: Bench, reference: str, amount: Rial = AMOUNT) -> Approved:
    """As a citizen does: tries again while the terminal may not be asked."""
    results: list[Approved] = []
    bench.do(do="outcome", value="approve")
    bench.do(do="auto", after_ms=0)

    def paid() -> bool:
        result = bench.terminal.pay(order(reference, amount))
        assert isinstance(result, Approved | NotAsked)
        results.extend(each for each in (result,) if isinstance(each, Approved))
        return bool(results)

    eventually(paid, "the next payment is made")
    return results[0]


def test_a_late_approval_never_answers_the_next_payment(wired: Bench) -> None:
    wired.do(do="outcome", value="late")
    asking = wired.ask(order(timeout_s=0.05))
    wired.do(do="present_card")
    assert asking.result() == Uncertain(UncertainReason.TIMEOUT)
    wired.until_phase("idle")
    approved = paid_at_last(wired, "900000002")
    first, second = wired.charges()
    assert (approved.receipt, approved.rrn) == (second.receipt, second.rrn)
    assert approved.rrn != first.rrn


def test_a_late_approval_of_another_amount_does_not_either(wired: Bench) -> None:
    wired.do(do="outcome", value="late")
    asking = wired.ask(order(timeout_s=0.05))
    wired.do(do="present_card")
    assert isinstance(asking.result(), Uncertain)
    wired.until_phase("idle")
    assert paid_at_last(wired, "900000002", Rial(5000)).amount == Rial(5000)
    assert [charge.amount for charge in wired.charges()] == [AMOUNT.amount, 5000]


def test_zvt_finds_the_late_one_by_asking(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    zvt.do(do="outcome", value="late")
    asking = zvt.ask(order(timeout_s=0.05))
    zvt.do(do="present_card")
    assert isinstance(asking.result(), Uncertain)
    found = zvt.terminal.inquire("900000001", AMOUNT, before)
    (charge,) = zvt.charges()
    assert isinstance(found, Approved)
    assert found.receipt == charge.receipt
