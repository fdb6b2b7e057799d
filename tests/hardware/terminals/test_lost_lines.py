"""The line breaks in the middle: what the terminal did then is not known here."""

import pytest

from hardware.state import DeviceState
from hardware.terminals import Approved, Uncertain, UncertainReason
from tests.hardware.terminals.conftest import Bench, OpenBench, order
from tests.support.waiting import eventually


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


def test_when_it_is_back_the_next_payment_is_made(bench: Bench) -> None:
    asking = bench.ask()
    bench.do(do="drop")
    assert isinstance(asking.result(), Uncertain)
    bench.do(do="cancel")
    bench.until_phase("idle")
    bench.do(do="auto", after_ms=0)

    def paid() -> bool:
        return isinstance(bench.terminal.pay(order("900000002")), Approved)

    eventually(paid, "paid again")
    assert len(bench.charges()) == 1


@pytest.mark.parametrize("protocol", ["zvt", "tlv"])
def test_a_serial_line_breaks_without_a_word_and_the_clock_tells(
    open_bench: OpenBench, protocol: str
) -> None:
    bench = open_bench(protocol, "pty")
    bench.do(do="outcome", value="drop_after_charge")
    asking = bench.ask(order(timeout_s=0.3))
    bench.do(do="present_card")
    result = asking.result()
    assert isinstance(result, Uncertain)
    assert result.reason in (UncertainReason.TIMEOUT, UncertainReason.LINK_LOST)
    assert len(bench.charges()) == 1
