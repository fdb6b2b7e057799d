"""Payments over TCP: every way in which the terminal may answer, or fail to."""

from collections.abc import Callable

import pytest

from contract.values import MaskedPan, Rial
from hardware.address import TcpAddress
from hardware.terminals.caisse_ap import CaisseApTerminal
from hardware.terminals.port import (
    Approved,
    Capability,
    Declined,
    DeclineReason,
    NotAsked,
    NotAskedReason,
    NotSupported,
    ReversalOrder,
    Reversed,
    Uncertain,
    UncertainReason,
)
from tests.hardware.terminals.caisse_ap.conftest import (
    AMOUNT,
    IDENTITY,
    Answered,
    Counter,
    order,
)

PayAt = Callable[[bytes, Rial], Answered]
REPEATED = b"CJ012012345678901CA00201CE003364CD0010CB0041234"


def test_an_approval_says_what_the_ledger_says(counter: Counter) -> None:
    result = counter.pay()
    (charge,) = counter.ledger.charges
    assert result == Approved(
        amount=AMOUNT,
        rrn=charge.rrn,
        trace="",
        terminal="12345678",
        pan=MaskedPan("603799******0014"),
        merchant="1999403",
    )
    assert charge.amount == AMOUNT.amount


def test_payments_follow_one_another(counter: Counter) -> None:
    first, second = counter.pay(), counter.pay()
    assert isinstance(first, Approved)
    assert isinstance(second, Approved)
    assert first.rrn != second.rrn


def test_a_refusal_of_the_bank_is_told_by_its_reason(counter: Counter) -> None:
    counter.will("decline", code="51")
    assert counter.pay() == Declined("0451", DeclineReason.NO_FUNDS)
    assert counter.taken == []


def test_the_red_key_cancels(counter: Counter) -> None:
    assert counter.pay(key="cancel") == Declined("11", DeclineReason.CANCELLED)
    assert counter.taken == []


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("wrong_amount", UncertainReason.OTHER_AMOUNT),
        ("wrong_reference", UncertainReason.OTHER_REFERENCE),
        ("wrong_merchant", UncertainReason.OTHER_MERCHANT),
        ("twice", UncertainReason.ANSWERED_TWICE),
        ("garbled", UncertainReason.MALFORMED_ANSWER),
        ("drop_after_charge", UncertainReason.LINK_LOST),
    ],
)
def test_an_answer_that_cannot_be_trusted_is_uncertain(
    counter: Counter, outcome: str, reason: UncertainReason
) -> None:
    counter.will(outcome)
    result = counter.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is reason
    assert counter.taken == [AMOUNT.amount]


@pytest.mark.parametrize("outcome", ["silent", "silent_after_charge"])
def test_silence_is_uncertain_never_declined(counter: Counter, outcome: str) -> None:
    counter.will(outcome)
    assert counter.pay(order(timeout_s=0.5)) == Uncertain(UncertainReason.TIMEOUT)
    assert len(counter.taken) == (outcome == "silent_after_charge")


def test_nothing_new_is_asked_while_an_answer_may_still_come(counter: Counter) -> None:
    assert counter.terminal.pay(order(timeout_s=0.2)) == Uncertain(UncertainReason.TIMEOUT)
    assert counter.terminal.pay(order()) == NotAsked(NotAskedReason.BUSY)
    counter.emulation.obey({"do": "present_card"})
    counter.until_ready()
    assert isinstance(counter.pay(), Approved)
    assert counter.taken == [AMOUNT.amount] * 2


def test_a_late_answer_is_never_taken_for_that_of_the_next_payment(counter: Counter) -> None:
    counter.will("late")
    assert counter.pay(order(timeout_s=0.2)) == Uncertain(UncertainReason.TIMEOUT)
    counter.until_ready()
    counter.will("approve")
    result = counter.pay(order(Rial(5000)))
    assert isinstance(result, Approved)
    assert result.amount == Rial(5000)


def test_another_merchant_stops_payment(counter: Counter) -> None:
    counter.emulation.obey({"do": "identity", "merchant_id": "55555"})
    counter.pay()
    assert counter.terminal.pay(order()) == NotAsked(NotAskedReason.WRONG_MERCHANT)
    assert len(counter.taken) == 1


def test_a_payment_just_taken_is_given_back_by_a_credit(counter: Counter) -> None:
    counter.pay()
    assert Capability.REVERSE in counter.terminal.capabilities
    back = ReversalOrder("900000001", AMOUNT, timeout_s=20.0)
    assert counter.terminal.reverse(back) == Reversed(AMOUNT)
    assert [charge.amount for charge in counter.ledger.reversals] == [AMOUNT.amount]


def test_what_was_never_taken_is_not_given_back(counter: Counter) -> None:
    back = ReversalOrder("900000001", AMOUNT, timeout_s=20.0)
    assert counter.terminal.reverse(back) == Declined("05", DeclineReason.NOT_PERMITTED)


def test_what_the_protocol_lacks_is_told_as_such(counter: Counter) -> None:
    assert counter.terminal.cancel() == NotSupported(Capability.CANCEL)
    assert counter.terminal.settle() == NotSupported(Capability.SETTLE)
    asked = counter.terminal.inquire("900000001", AMOUNT, None)
    assert asked == NotSupported(Capability.INQUIRE)
    assert counter.terminal.last_receipt() is None


@pytest.mark.parametrize("amount", [0, 10**12])
def test_an_amount_that_does_not_fit_is_not_asked_for(counter: Counter, amount: int) -> None:
    refused = NotAsked(NotAskedReason.AMOUNT_TOO_LARGE)
    assert counter.terminal.pay(order(Rial(amount))) == refused
    assert counter.terminal.reverse(ReversalOrder("900000001", Rial(amount))) == refused


def test_a_terminal_that_is_not_there_was_surely_not_asked() -> None:
    terminal = CaisseApTerminal(TcpAddress("127.0.0.1", 1), IDENTITY)
    assert terminal.pay(order()) == NotAsked(NotAskedReason.LINK_DOWN)
    terminal.close()


def test_the_request_is_sent_once_and_says_what_the_profile_says(pay_at: PayAt) -> None:
    answered = pay_at(b"CZ0040300AE00210" + REPEATED, Rial(1234))
    assert isinstance(answered.result, Approved)
    assert answered.requests == [b"CZ0040300CJ012012345678901CA00201CE003364BA0010CD0010CB0041234"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"CZ0040300AE00210", UncertainReason.OTHER_AMOUNT),
        (b"AE00210", UncertainReason.MALFORMED_ANSWER),
        (b"CZ0040300AE00210" + REPEATED + b"\r\n", UncertainReason.MALFORMED_ANSWER),
        (b"CZ0040300AE00210" + REPEATED + b"CZ004", UncertainReason.MALFORMED_ANSWER),
        (b"CZ0040300AE00211" + REPEATED, UncertainReason.TERMINAL_FAULT),
        (b"CZ0040300" + REPEATED, UncertainReason.LINK_LOST),
        (b"CZ0040300AE00210" + REPEATED[:-1], UncertainReason.MALFORMED_ANSWER),
        (b"", UncertainReason.LINK_LOST),
    ],
)
def test_half_an_answer_is_no_answer(
    pay_at: PayAt, answer: bytes, reason: UncertainReason
) -> None:
    result = pay_at(answer, Rial(1234)).result
    assert isinstance(result, Uncertain)
    assert result.reason is reason
