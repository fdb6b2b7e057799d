"""Reversal and end of day, where the protocol has them; elsewhere a plain no."""

import pytest

from contract.values import Rial
from hardware.terminals import (
    Approved,
    Capability,
    Declined,
    DeclineReason,
    NotAsked,
    NotAskedReason,
    NotSupported,
    NotTaken,
    ReversalOrder,
    Reversed,
    Settled,
    Uncertain,
    UncertainReason,
    ZvtTerminal,
)
from hardware.terminals.zvt.codec.messages import end_of_day, reversal
from tests.hardware.terminals.conftest import AMOUNT, IDENTITY, ZVT_TIMING, Bench, order
from tests.hardware.terminals.scripted import ACKNOWLEDGED, COMPLETED, ScriptedTerminal, unit

REGISTERS = {0x0600: ACKNOWLEDGED + COMPLETED}
GIVEN_BACK = "2700 04000001250000 490364 2912345678 870008"


def back(receipt: str | None, amount: Rial = AMOUNT) -> ReversalOrder:
    return ReversalOrder("900000009", amount, receipt, 5)


def test_a_payment_is_given_back_once(zvt: Bench) -> None:
    paid = zvt.pay()
    assert isinstance(paid, Approved)
    assert zvt.terminal.reverse(back(paid.receipt)) == Reversed(AMOUNT, "0002")
    again = zvt.terminal.reverse(back(paid.receipt))
    assert again == Declined("B5", DeclineReason.TERMINAL_REFUSED)


def test_a_receipt_that_does_not_exist_gives_nothing_back(zvt: Bench) -> None:
    zvt.pay()
    refused = zvt.terminal.reverse(back("0099"))
    assert refused == Declined("B5", DeclineReason.TERMINAL_REFUSED)


def test_what_went_back_must_be_what_was_asked_back(zvt: Bench) -> None:
    zvt.pay()
    result = zvt.terminal.reverse(back("0001", Rial(5000)))
    assert isinstance(result, Uncertain)
    assert result.reason is UncertainReason.OTHER_AMOUNT


@pytest.mark.parametrize("receipt", [None, "", "12", "12345", "۰۰۰۱", "00A1"])
def test_a_payment_without_a_number_of_the_terminals_can_not_be_named(
    zvt: Bench, receipt: str | None
) -> None:
    assert zvt.terminal.reverse(back(receipt)) == NotSupported(Capability.REVERSE)


def test_a_reversal_is_no_payment_of_a_later_request(zvt: Bench) -> None:
    zvt.pay()
    zvt.terminal.reverse(back("0001"))
    before = zvt.terminal.last_receipt()
    assert zvt.terminal.inquire("900000002", AMOUNT, before) == NotTaken()


def test_the_day_is_closed_with_what_was_kept(zvt: Bench) -> None:
    zvt.pay()
    zvt.pay(order("900000002", Rial(5000)))
    zvt.terminal.reverse(back("0001"))
    assert zvt.terminal.settle() == Settled(Rial(5000))
    assert zvt.terminal.settle() == Settled(Rial(0))
    assert isinstance(zvt.pay(order("900000003")), Approved)


def test_the_bytes_of_both() -> None:
    assert end_of_day().encode() == bytes.fromhex("0650 03 000000")
    assert reversal("0042").encode() == bytes.fromhex("0630 06 000000 87 0042")


def test_a_terminal_without_reversal_says_so(tlv: Bench) -> None:
    assert tlv.terminal.reverse(back("0001")) == NotSupported(Capability.REVERSE)
    assert tlv.terminal.settle() == NotSupported(Capability.SETTLE)
    assert tlv.terminal.cancel() == NotSupported(Capability.CANCEL)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (ACKNOWLEDGED, UncertainReason.TIMEOUT),
        (ACKNOWLEDGED + COMPLETED, UncertainReason.MALFORMED_ANSWER),
        (
            ACKNOWLEDGED + (unit(0x040F, GIVEN_BACK) + COMPLETED) * 2,
            UncertainReason.ANSWERED_TWICE,
        ),
        (
            ACKNOWLEDGED + unit(0x040F, GIVEN_BACK.replace("123456", "999999")) + COMPLETED,
            UncertainReason.OTHER_TERMINAL,
        ),
    ],
)
def test_a_reversal_that_proves_nothing_is_uncertain(
    answer: bytes, reason: UncertainReason
) -> None:
    with ScriptedTerminal(REGISTERS | {0x0630: answer}) as device:
        terminal = ZvtTerminal(device.address, IDENTITY, ZVT_TIMING)
        result = terminal.reverse(ReversalOrder("900000009", AMOUNT, "0007", 0.3))
        terminal.close()
    assert isinstance(result, Uncertain)
    assert result.reason is reason


def test_an_end_of_day_without_a_sum_is_one_all_the_same() -> None:
    with ScriptedTerminal(REGISTERS | {0x0650: ACKNOWLEDGED + COMPLETED}) as device:
        terminal = ZvtTerminal(device.address, IDENTITY, ZVT_TIMING)
        assert terminal.settle() == Settled()
        terminal.close()


def test_a_busy_terminal_closes_no_day(zvt: Bench) -> None:
    asking = zvt.ask()
    second = zvt.open_driver()
    assert second.settle(1) == NotAsked(NotAskedReason.NO_ANSWER)
    second.close()
    zvt.do(do="present_card")
    assert isinstance(asking.result(), Approved)
