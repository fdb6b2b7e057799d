"""An approval of something else than was asked for is no approval."""

import pytest

from hardware.terminals import Approved, Uncertain, UncertainReason
from tests.hardware.terminals.conftest import Bench, order


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ("wrong_amount", UncertainReason.OTHER_AMOUNT),
        ("wrong_terminal", UncertainReason.OTHER_TERMINAL),
    ],
)
def test_an_approval_of_something_else_is_not_an_approval(
    wired: Bench, lie: str, reason: UncertainReason
) -> None:
    wired.do(do="outcome", value=lie)
    result = wired.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is reason


def test_an_approval_of_another_reference_is_not_an_approval(tlv: Bench) -> None:
    tlv.do(do="outcome", value="wrong_reference")
    result = tlv.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is UncertainReason.OTHER_REFERENCE


def test_a_receipt_that_was_there_before_is_an_old_answer(zvt: Bench) -> None:
    assert isinstance(zvt.pay(), Approved)
    zvt.do(do="outcome", value="wrong_reference")  # says the number of the payment before
    result = zvt.pay(order("900000002"))
    assert isinstance(result, Uncertain)
    assert result.reason is UncertainReason.OTHER_REFERENCE
