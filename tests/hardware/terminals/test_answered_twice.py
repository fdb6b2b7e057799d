"""Two answers to one question: neither proves anything."""

from hardware.terminals import Approved, Uncertain, UncertainReason
from tests.hardware.terminals.conftest import AMOUNT, Bench, order
from tests.support.waiting import eventually


def test_an_answer_that_comes_twice_is_uncertain(wired: Bench) -> None:
    wired.do(do="outcome", value="twice")
    result = wired.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is UncertainReason.ANSWERED_TWICE
    assert len(wired.charges()) == 1


def test_the_payment_after_it_is_answered_by_its_own(wired: Bench) -> None:
    wired.do(do="outcome", value="twice")
    wired.pay()
    wired.do(do="outcome", value="approve")
    wired.do(do="auto", after_ms=0)
    results: list[Approved] = []

    def paid() -> bool:
        result = wired.terminal.pay(order("900000002"))
        results.extend(each for each in (result,) if isinstance(each, Approved))
        return bool(results)

    eventually(paid, "the next payment is made")
    assert results[0].rrn == wired.charges()[-1].rrn


def test_zvt_settles_it_by_asking(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    zvt.do(do="outcome", value="twice")
    zvt.pay()
    assert isinstance(zvt.terminal.inquire("900000001", AMOUNT, before), Approved)
