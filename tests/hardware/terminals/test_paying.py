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
    UncertainReason,
    ZvtTerminal,
)
from tests.hardware.terminals.conftest import AMOUNT, TERMINAL_ID, Bench, order
from tests.support.waiting import eventually


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


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ("wrong_amount", UncertainReason.OTHER_AMOUNT),
        ("wrong_terminal", UncertainReason.OTHER_TERMINAL),
    ],
)
def test_an_approval_of_something_else_is_not_an_approval(
    bench: Bench, lie: str, reason: UncertainReason
) -> None:
    bench.do(do="outcome", value=lie)
    result = bench.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is reason


def test_an_approval_of_another_reference_is_not_an_approval(tlv: Bench) -> None:
    tlv.do(do="outcome", value="wrong_reference")
    result = tlv.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is UncertainReason.OTHER_REFERENCE


@pytest.mark.parametrize("fault", ["silent", "silent_after_charge"])
def test_silence_is_uncertain_never_declined(bench: Bench, fault: str) -> None:
    bench.do(do="outcome", value=fault)
    result = bench.pay(order(timeout_s=0.5))
    assert result == Uncertain(UncertainReason.TIMEOUT)
    assert len(bench.charges()) == (fault == "silent_after_charge")


@pytest.mark.parametrize("fault", ["drop_after_charge"])
def test_a_line_lost_after_the_request_is_uncertain(bench: Bench, fault: str) -> None:
    bench.do(do="outcome", value=fault)
    result = bench.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is UncertainReason.LINK_LOST
    assert len(bench.charges()) == 1


def test_a_line_lost_while_the_card_is_awaited_is_uncertain_too(bench: Bench) -> None:
    asking = bench.ask()
    bench.do(do="drop")
    result = asking.result()
    assert isinstance(result, Uncertain)
    assert result.reason is UncertainReason.LINK_LOST


def test_a_request_is_never_sent_twice(bench: Bench) -> None:
    bench.do(do="outcome", value="drop_after_charge")
    bench.pay()
    bench.do(do="outcome", value="approve")
    bench.do(do="auto", after_ms=0)
    eventually(lambda: bench.terminal.reports()[0].state is DeviceState.READY, "reachable again")
    assert len(bench.charges()) == 1


@pytest.mark.parametrize("driver", [ZvtTerminal, IranTlvTerminal])
def test_a_terminal_that_is_not_there_was_surely_not_asked(
    driver: type[ZvtTerminal] | type[IranTlvTerminal],
) -> None:
    terminal = driver(TcpAddress("127.0.0.1", 1), TERMINAL_ID)
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
    closer.join(timeout=1.5)
    assert not closer.is_alive()
    assert isinstance(asking.result(), Uncertain | Declined)


def test_a_card_presented_after_the_kiosk_has_died_is_charged_and_in_the_ledger(
    bench: Bench,
) -> None:
    asking = bench.ask()
    bench.terminal.close()
    asking.result()
    if bench.do(do="state")["phase"] == "idle":
        return  # this protocol could cancel on the way out, and did
    bench.do(do="present_card")
    bench.until_phase("idle")
    assert len(bench.charges()) == 1


def test_the_ledger_outlives_the_terminal(zvt: Bench) -> None:
    zvt.pay()
    zvt.pay(order("900000002", Rial(5000)))
    assert [charge.receipt for charge in zvt.charges()] == ["0001", "0002"]
    assert [charge.amount for charge in zvt.charges()] == [1_250_000, 5000]


def test_what_cannot_be_asked_is_no_silent_none() -> None:
    terminal = ZvtTerminal(TcpAddress("127.0.0.1", 1), TERMINAL_ID)
    with pytest.raises(LinkDown):
        terminal.last_receipt()
    terminal.close()
