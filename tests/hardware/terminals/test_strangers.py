"""An answer of another terminal, or for another merchant: payment stops, and says why."""

import pytest

from hardware.reasons import Reason
from hardware.state import DeviceState
from hardware.terminals import Approved, NotAsked, NotAskedReason, Uncertain, UncertainReason
from hardware.terminals.identity import TerminalIdentity
from tests.hardware.terminals.conftest import (
    MERCHANT_ID,
    TERMINAL_ID,
    Bench,
    OpenBench,
    order,
)

OURS = TerminalIdentity(TERMINAL_ID, MERCHANT_ID)
LIES = [
    (
        "wrong_terminal",
        UncertainReason.OTHER_TERMINAL,
        Reason.WRONG_TERMINAL,
        NotAskedReason.WRONG_TERMINAL,
    ),
    (
        "wrong_merchant",
        UncertainReason.OTHER_MERCHANT,
        Reason.WRONG_MERCHANT,
        NotAskedReason.WRONG_MERCHANT,
    ),
]


@pytest.mark.parametrize("protocol", ["zvt", "tlv"])
@pytest.mark.parametrize(("lie", "uncertain", "alarm", "refused"), LIES)
def test_a_strangers_answer_stops_payment_until_the_driver_is_opened_anew(
    open_bench: OpenBench,
    protocol: str,
    lie: str,
    uncertain: UncertainReason,
    alarm: Reason,
    refused: NotAskedReason,
) -> None:
    bench = open_bench(protocol, identity=OURS)
    bench.do(do="outcome", value=lie)
    result = bench.pay()
    assert isinstance(result, Uncertain)
    assert result.reason is uncertain
    (report,) = bench.terminal.reports()
    assert (report.state, report.reason) == (DeviceState.FAILED, alarm)
    bench.do(do="outcome", value="approve")
    assert bench.terminal.pay(order("900000002")) == NotAsked(refused)
    assert len(bench.charges()) == 1
    bench.restart_driver()
    bench.until_ready()
    assert isinstance(bench.pay(order("900000003")), Approved)


def test_the_alarm_outlives_a_look_at_a_healthy_line(open_bench: OpenBench) -> None:
    bench = open_bench("zvt", identity=OURS)
    bench.do(do="outcome", value="wrong_merchant")
    bench.pay()
    bench.terminal.last_receipt()  # a new line, and the terminal answers on it
    (report,) = bench.terminal.reports()
    assert report.reason is Reason.WRONG_MERCHANT


@pytest.mark.parametrize("protocol", ["zvt", "tlv"])
def test_a_kiosk_that_names_no_merchant_takes_any(open_bench: OpenBench, protocol: str) -> None:
    bench = open_bench(protocol)
    bench.do(do="outcome", value="wrong_merchant")
    assert isinstance(bench.pay(), Approved)


def test_the_right_merchant_is_in_the_approval(open_bench: OpenBench) -> None:
    result = open_bench("zvt", identity=OURS).pay()
    assert isinstance(result, Approved)
    assert result.merchant == MERCHANT_ID


def test_a_terminal_exchanged_overnight_is_not_asked(zvt: Bench) -> None:
    zvt.do(do="identity", terminal_id="00000007")
    zvt.do(do="drop")
    zvt.restart_driver()
    assert zvt.terminal.pay(order()) == NotAsked(NotAskedReason.WRONG_TERMINAL)


def test_an_inquiry_a_stranger_answers_settles_nothing(open_bench: OpenBench) -> None:
    bench = open_bench("zvt", identity=OURS)
    before = bench.terminal.last_receipt()
    bench.do(do="identity", merchant_id="77777777")
    bench.do(do="outcome", value="drop_after_charge")
    bench.pay()
    found = bench.terminal.inquire("900000001", order().amount, before)
    assert isinstance(found, Uncertain)
    assert found.reason is UncertainReason.OTHER_MERCHANT
    assert bench.terminal.pay(order("900000002")) == NotAsked(NotAskedReason.WRONG_MERCHANT)
