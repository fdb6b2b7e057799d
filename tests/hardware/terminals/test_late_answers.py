"""The answer to one payment comes when the next is wanted."""

from contract.values import Rial
from hardware.terminals import Approved, NotAsked, Uncertain, UncertainReason
from tests.hardware.terminals.conftest import AMOUNT, Bench, order
from tests.support.waiting import eventually


def paid_at_last(bench: Bench, reference: str, amount: Rial = AMOUNT) -> Approved | Uncertain:
    """As a citizen does: tries again while the terminal may not be asked."""
    results: list[Approved | Uncertain] = []
    bench.do(do="outcome", value="approve")
    bench.do(do="auto", after_ms=0)

    def paid() -> bool:
        result = bench.terminal.pay(order(reference, amount))
        assert isinstance(result, Approved | Uncertain | NotAsked)
        results.extend(each for each in (result,) if not isinstance(each, NotAsked))
        return bool(results)

    eventually(paid, "the next payment is made")
    return results[0]


def is_honest(result: Approved | Uncertain, bench: Bench) -> bool:
    """Approved by the answer to itself; or, where both came down the line together, not approved
    by either."""
    first, second = bench.charges()
    if isinstance(result, Uncertain):
        return result.reason is UncertainReason.ANSWERED_TWICE
    return (
        (result.receipt, result.rrn)
        == (second.receipt, second.rrn)
        != (
            first.receipt,
            first.rrn,
        )
    )


def test_a_late_approval_never_answers_the_next_payment(wired: Bench) -> None:
    wired.do(do="outcome", value="late")
    asking = wired.ask(order(timeout_s=0.05))
    wired.do(do="present_card")
    assert asking.result() == Uncertain(UncertainReason.TIMEOUT)
    wired.until_phase("idle")
    assert is_honest(paid_at_last(wired, "900000002"), wired)


def test_a_late_approval_of_another_amount_does_not_either(wired: Bench) -> None:
    wired.do(do="outcome", value="late")
    asking = wired.ask(order(timeout_s=0.05))
    wired.do(do="present_card")
    assert isinstance(asking.result(), Uncertain)
    wired.until_phase("idle")
    result = paid_at_last(wired, "900000002", Rial(5000))
    assert is_honest(result, wired)
    assert isinstance(result, Uncertain) or result.amount == Rial(5000)
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
