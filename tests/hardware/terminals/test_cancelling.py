"""Ending the wait for a card from the kiosk: the terminal has the last word."""

from hardware.terminals import Approved, CancelAsked, Declined, DeclineReason
from tests.hardware.terminals.conftest import Bench, order


def test_a_cancel_ends_the_wait_for_a_card(zvt: Bench) -> None:
    asking = zvt.ask()
    zvt.terminal.cancel()
    assert asking.result() == Declined("6C", DeclineReason.CANCELLED)


def test_a_cancel_after_the_card_does_not_hide_the_approval(zvt: Bench) -> None:
    asking = zvt.ask()
    zvt.do(do="present_card")
    zvt.terminal.cancel()
    assert isinstance(asking.result(), Approved)


def test_a_cancel_leaves_the_bank_its_time(zvt: Bench) -> None:
    """Longer than `finish_s`: a cancel that came too late does not make the result uncertain."""
    zvt.do(do="outcome", value="approve", bank_ms=1500)
    asking = zvt.ask()
    zvt.do(do="present_card")
    assert zvt.terminal.cancel() == CancelAsked()
    assert isinstance(asking.result(), Approved)


def test_a_cancel_with_nothing_under_way_does_not_reach_the_next_payment(zvt: Bench) -> None:
    zvt.terminal.cancel()
    assert isinstance(zvt.pay(order("900000002")), Approved)


def test_a_terminal_that_can_not_be_told_says_so(tlv: Bench) -> None:
    assert not isinstance(tlv.terminal.cancel(), CancelAsked)
    assert isinstance(tlv.pay(), Approved)
