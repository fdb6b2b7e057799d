"""A terminal that serves somebody else, or an earlier request."""

from hardware.terminals import (
    Approved,
    NotAsked,
    NotAskedReason,
    PaymentOrder,
    Uncertain,
    UncertainReason,
    ZvtTerminal,
)
from tests.hardware.terminals.conftest import AMOUNT, IDENTITY, ZVT_TIMING, Bench, order
from tests.hardware.terminals.scripted import ACKNOWLEDGED, COMPLETED, ScriptedTerminal

BUSY = bytes.fromhex("849C00")


def test_a_busy_terminal_is_not_asked_a_second_time(zvt: Bench) -> None:
    asking = zvt.ask()
    second = zvt.open_driver()  # waits in the terminal's queue: one client at a time
    assert second.pay(order("900000002")) == NotAsked(NotAskedReason.NO_ANSWER)
    second.close()
    zvt.do(do="present_card")
    assert isinstance(asking.result(), Approved)


def test_a_payment_still_at_the_bank_keeps_the_next_one_away(zvt: Bench) -> None:
    zvt.do(do="outcome", value="approve", bank_ms=1500)
    asking = zvt.ask(order(timeout_s=0.1))
    zvt.do(do="present_card")
    zvt.until_phase("in_bank")
    zvt.do(do="drop")
    assert isinstance(asking.result(), Uncertain)
    assert zvt.terminal.pay(order("900000002")) == NotAsked(NotAskedReason.BUSY)


def test_busy_before_the_request_is_not_asked() -> None:
    replies = {0x0600: ACKNOWLEDGED + COMPLETED, 0x0501: BUSY}
    with ScriptedTerminal(replies) as device:
        terminal = ZvtTerminal(device.address, IDENTITY, ZVT_TIMING)
        terminal.pay(PaymentOrder("900000001", AMOUNT, 0.2))
        second = terminal.pay(PaymentOrder("900000002", AMOUNT, 0.2))
        terminal.close()
    assert second == NotAsked(NotAskedReason.BUSY)


def test_an_inquiry_of_a_terminal_that_stays_busy_settles_nothing() -> None:
    replies = {0x0600: ACKNOWLEDGED + COMPLETED, 0x0501: BUSY}
    timing = ZVT_TIMING.__class__(settle_s=0.2, poll_s=0.1, answer_s=0.5, acknowledge_s=0.5)
    with ScriptedTerminal(replies) as device:
        terminal = ZvtTerminal(device.address, IDENTITY, timing)
        found = terminal.inquire("900000001", AMOUNT, "0000")
        terminal.close()
    assert found == Uncertain(UncertainReason.BUSY)
