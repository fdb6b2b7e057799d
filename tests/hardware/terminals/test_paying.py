"""Promises about money that hold for every terminal, whatever it speaks."""

import threading

import pytest

from contract.values import MaskedPan, Rial
from hardware.address import TcpAddress
from hardware.link import LinkDown
from hardware.state import DeviceState
from hardware.terminals import (
    Approved,
    Declined,
    DeclineReason,
    IranTlvTerminal,
    NotAsked,
    NotAskedReason,
    Uncertain,
    ZvtTerminal,
)
from tests.hardware.terminals.conftest import AMOUNT, IDENTITY, TERMINAL_ID, Bench, order


def test_an_approval_says_what_the_ledger_says(bench: Bench) -> None:
    result = bench.pay()
    (charge,) = bench.charges()
    assert isinstance(result, Approved)
    assert (result.amount, result.rrn, result.trace) == (AMOUNT, charge.rrn, charge.trace)
    assert result.pan == MaskedPan("603799******0014")
    assert (result.terminal, result.receipt) == (TERMINAL_ID, charge.receipt)
    assert result.terminal_time


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("51", DeclineReason.NO_FUNDS),
        ("55", DeclineReason.WRONG_PIN),
        ("54", DeclineReason.CARD_EXPIRED),
        ("91", DeclineReason.BANK_UNREACHABLE),
        ("61", DeclineReason.LIMIT),
    ],
)
def test_a_refusal_of_the_bank_is_told_by_its_reason(
    bench: Bench, code: str, reason: DeclineReason
) -> None:
    bench.do(do="outcome", value="decline", code=code)
    assert bench.pay() == Declined(code, reason)
    assert bench.charges() == []


def test_the_red_key_cancels(bench: Bench) -> None:
    asking = bench.ask()
    bench.do(do="cancel")
    result = asking.result()
    assert isinstance(result, Declined)
    assert result.reason is DeclineReason.CANCELLED


def test_after_a_refusal_the_next_payment_works(bench: Bench) -> None:
    bench.do(do="outcome", value="decline", code="51")
    bench.pay()
    bench.do(do="outcome", value="approve")
    assert isinstance(bench.pay(order("900000002")), Approved)
    assert len(bench.charges()) == 1


@pytest.mark.parametrize("driver", [ZvtTerminal, IranTlvTerminal])
def test_a_terminal_that_is_not_there_was_surely_not_asked(
    driver: type[ZvtTerminal] | type[IranTlvTerminal],
) -> None:
    terminal = driver(TcpAddress("127.0.0.1", 1), IDENTITY)
    assert terminal.pay(order()) == NotAsked(NotAskedReason.LINK_DOWN)
    assert terminal.reports()[0].state is DeviceState.FAILED
    terminal.close()
    closed = terminal.pay(order())
    assert isinstance(closed, NotAsked)


@pytest.mark.parametrize("amount", [0, 10**12])
def test_an_amount_that_does_not_fit_the_protocol_is_not_asked_for(
    bench: Bench, amount: int
) -> None:
    result = bench.terminal.pay(order(amount=Rial(amount)))
    assert result == NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)


def test_closing_during_a_payment_is_quick_and_leaves_it_uncertain(bench: Bench) -> None:
    asking = bench.ask()
    closer = threading.Thread(target=bench.terminal.close)
    closer.start()
    closer.join(timeout=10)
    assert not closer.is_alive()
    assert isinstance(asking.result(), Uncertain | Declined)


def test_the_ledger_outlives_the_terminal(zvt: Bench) -> None:
    zvt.pay()
    zvt.pay(order("900000002", Rial(5000)))
    assert [charge.receipt for charge in zvt.charges()] == ["0001", "0002"]
    assert [charge.amount for charge in zvt.charges()] == [1_250_000, 5000]


def test_what_cannot_be_asked_is_no_silent_none() -> None:
    terminal = ZvtTerminal(TcpAddress("127.0.0.1", 1), IDENTITY)
    with pytest.raises(LinkDown):
        terminal.last_receipt()
    terminal.close()
