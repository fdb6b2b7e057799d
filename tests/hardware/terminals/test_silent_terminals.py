"""A terminal that says nothing: the money may have been taken, whatever the clock says."""

import socket

import pytest

from hardware.address import TcpAddress
from hardware.state import DeviceState
from hardware.terminals import (
    IranTlvTerminal,
    NotAsked,
    NotAskedReason,
    Uncertain,
    UncertainReason,
    ZvtTerminal,
)
from tests.hardware.terminals.conftest import (
    AMOUNT,
    IDENTITY,
    TLV_TIMING,
    ZVT_TIMING,
    Bench,
    order,
)
from tests.support.waiting import eventually


@pytest.mark.parametrize("fault", ["silent", "silent_after_charge"])
def test_silence_is_uncertain_never_declined(wired: Bench, fault: str) -> None:
    wired.do(do="outcome", value=fault)
    result = wired.pay(order(timeout_s=0.5))
    assert result == Uncertain(UncertainReason.TIMEOUT)
    assert len(wired.charges()) == (fault == "silent_after_charge")


def test_a_silence_that_charged_is_found_by_asking(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    zvt.do(do="outcome", value="silent_after_charge")
    asking = zvt.ask(order(timeout_s=0.3))
    zvt.do(do="present_card")
    assert isinstance(asking.result(), Uncertain)
    found = zvt.terminal.inquire("900000001", AMOUNT, before)
    assert getattr(found, "receipt", None) == zvt.charges()[0].receipt


def test_after_a_silence_the_iranian_terminal_is_left_alone_for_a_while(tlv: Bench) -> None:
    tlv.do(do="outcome", value="silent")
    tlv.pay(order(timeout_s=0.3))
    assert tlv.terminal.pay(order("900000002")) == NotAsked(NotAskedReason.BUSY)
    tlv.until_ready()


def test_a_line_on_which_nobody_speaks_is_not_asked() -> None:
    """Before the request it is known: nothing was asked, so nothing was taken."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        terminal = ZvtTerminal(TcpAddress(*mute.getsockname()), IDENTITY, ZVT_TIMING)
        assert terminal.pay(order()) == NotAsked(NotAskedReason.NO_ANSWER)
        eventually(lambda: terminal.reports()[0].state is DeviceState.FAILED, "it is seen")
        terminal.close()


def test_an_iranian_terminal_can_not_show_that_it_lives_before_it_is_asked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        terminal = IranTlvTerminal(TcpAddress(*mute.getsockname()), IDENTITY, TLV_TIMING)
        result = terminal.pay(order(timeout_s=0.2))
        terminal.close()
    assert result == Uncertain(UncertainReason.TIMEOUT)
