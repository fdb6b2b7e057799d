"""What only ZVT can: telling what the customer does, cancelling, and asking about the past."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from contract.values import Rial
from hardware.address import TcpAddress
from hardware.state import DeviceState
from hardware.terminals import (
    Approved,
    Declined,
    DeclineReason,
    NotAsked,
    NotAskedReason,
    NotTaken,
    PaymentResult,
    TerminalStatus,
    Uncertain,
    UncertainReason,
    ZvtTerminal,
)
from tests.hardware.terminals.conftest import (
    AMOUNT,
    IDENTITY,
    ZVT_TIMING,
    Bench,
    OpenBench,
    order,
)
from tests.hardware.terminals.scripted import (
    ACKNOWLEDGED,
    COMPLETED,
    ScriptedTerminal,
    unit,
)
from tests.support.waiting import eventually


def test_the_customer_is_followed(zvt: Bench) -> None:
    asking = zvt.ask()
    zvt.do(do="present_card")
    asking.result()
    assert asking.statuses == [TerminalStatus.WAITING_FOR_CARD, TerminalStatus.CONTACTING_BANK]


def test_a_serial_terminal_pays_the_same(open_zvt: OpenBench) -> None:
    bench = open_zvt("pty")
    eventually(lambda: bench.terminal.reports()[0].state is DeviceState.READY, "registered")
    assert isinstance(bench.pay(), Approved)
    assert bench.terminal.last_receipt() == "0001"


def test_another_terminal_than_the_profile_names_is_not_asked(open_zvt: OpenBench) -> None:
    bench = open_zvt(terminal_id="00000007")
    eventually(lambda: bench.terminal.reports()[0].reason == "wrong_terminal", "noticed")
    assert bench.terminal.pay(order()) == NotAsked(NotAskedReason.WRONG_TERMINAL)


APPROVED = "2700 04000001250000 490364 2912345678 0B000007 870007 22F0F8603799EEEEEE0014"
REGISTERS = {0x0600: ACKNOWLEDGED + COMPLETED}


def pay_at(replies: dict[int, bytes]) -> PaymentResult:
    with ScriptedTerminal(REGISTERS | replies) as device:
        terminal = ZvtTerminal(device.address, IDENTITY, ZVT_TIMING)
        result = terminal.pay(order(timeout_s=1))
        terminal.close()
    return result


def answering(*messages: bytes) -> dict[int, bytes]:
    """To a payment: taken on, then these."""
    return {0x0601: ACKNOWLEDGED + b"".join(messages)}


def test_a_terminal_that_knows_no_status_enquiry_is_paid_at_all_the_same() -> None:
    """Registration alone proves that it is there; some answer nothing to 05 01."""
    result = pay_at(answering(unit(0x040F, APPROVED), COMPLETED))
    assert isinstance(result, Approved)
    assert (result.receipt, result.amount) == ("0007", AMOUNT)


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([COMPLETED], UncertainReason.MALFORMED_ANSWER),
        ([unit(0x040F, "2700"), COMPLETED], UncertainReason.OTHER_AMOUNT),
        ([unit(0x040F, APPROVED), unit(0x061E, "6C")], UncertainReason.TERMINAL_FAULT),
        ([unit(0x061E, "FF")], UncertainReason.TERMINAL_FAULT),
        ([unit(0x061E, "")], UncertainReason.TERMINAL_FAULT),
        ([unit(0x040F, "2700 FE")], UncertainReason.MALFORMED_ANSWER),
        (
            [unit(0x040F, APPROVED.replace("490364", "490978")), COMPLETED],
            UncertainReason.OTHER_AMOUNT,
        ),
        ([unit(0x040F, APPROVED)], UncertainReason.TIMEOUT),
        ([unit(0x04FF, "0A")], UncertainReason.TIMEOUT),
        ([], UncertainReason.TIMEOUT),
    ],
)
def test_an_answer_that_proves_nothing_is_uncertain(
    messages: list[bytes], reason: UncertainReason
) -> None:
    result = pay_at(answering(*messages))
    assert isinstance(result, Uncertain)
    assert result.reason is reason


def test_lines_to_print_between_the_messages_are_passed_over() -> None:
    line = unit(0x06D1, "00" + b"Kundenbeleg".hex())
    result = pay_at(answering(line, unit(0x040F, APPROVED), line * 3, COMPLETED))
    assert isinstance(result, Approved)


def test_a_request_that_is_refused_took_no_money() -> None:
    assert pay_at({0x0601: bytes.fromhex("848300")}) == Declined(
        "8483", DeclineReason.TERMINAL_REFUSED
    )
    assert pay_at({0x0601: bytes.fromhex("849C00")}) == NotAsked(NotAskedReason.BUSY)


def test_no_card_in_time_is_declined_because_the_terminal_confirms_it(zvt: Bench) -> None:
    result = zvt.terminal.pay(order(timeout_s=0.3))
    assert result == Declined("6C", DeclineReason.TIMED_OUT)
    assert zvt.charges() == []


# Asking about the past.


def test_before_the_first_payment_the_last_receipt_is_zero(zvt: Bench) -> None:
    assert zvt.terminal.last_receipt() == "0000"


def test_a_payment_whose_answer_was_lost_is_found(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    zvt.do(do="outcome", value="drop_after_charge")
    assert isinstance(zvt.pay(), Uncertain)
    (charge,) = zvt.charges()
    found = zvt.terminal.inquire("900000001", AMOUNT, before)
    assert isinstance(found, Approved)
    assert (found.receipt, found.rrn) == (charge.receipt, charge.rrn)


def test_a_request_that_left_no_payment_is_not_taken(zvt: Bench) -> None:
    zvt.pay(order("900000000"))
    before = zvt.terminal.last_receipt()
    zvt.do(do="outcome", value="silent")
    assert zvt.pay(order(timeout_s=0.4)) == Uncertain(UncertainReason.TIMEOUT)
    assert zvt.terminal.inquire("900000001", AMOUNT, before) == NotTaken()


def test_another_amount_than_asked_for_settles_nothing(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    zvt.pay(order(amount=Rial(5000)))
    found = zvt.terminal.inquire("900000001", AMOUNT, before)
    assert isinstance(found, Uncertain)
    assert found.reason is UncertainReason.OTHER_AMOUNT


def test_without_the_receipt_before_the_request_nothing_is_claimed(zvt: Bench) -> None:
    zvt.pay()
    assert zvt.terminal.inquire("900000001", AMOUNT, None) == Uncertain(
        UncertainReason.NO_BASELINE
    )


def test_an_unreachable_terminal_settles_nothing(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    zvt.emulation.close()
    assert isinstance(zvt.terminal.inquire("900000001", AMOUNT, before), Uncertain)


def test_a_card_still_awaited_after_a_restart_is_given_up_and_nothing_taken(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    asking = zvt.ask()
    zvt.do(do="drop")
    asking.result()
    restarted = zvt.restart_driver()
    assert zvt.do(do="state")["phase"] == "waiting_for_card"
    assert restarted.inquire("900000001", AMOUNT, before) == NotTaken()
    assert zvt.charges() == []


def test_a_payment_at_the_bank_is_waited_for_and_found_after_a_restart(zvt: Bench) -> None:
    before = zvt.terminal.last_receipt()
    asking = zvt.ask()
    zvt.do(do="drop")
    asking.result()
    zvt.do(do="present_card")  # the citizen does not know that the kiosk has died
    restarted = zvt.restart_driver()
    found = restarted.inquire("900000001", AMOUNT, before)
    assert isinstance(found, Approved)
    assert len(zvt.charges()) == 1


KIOSK = """
import sys
from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.terminals import PaymentOrder, ZvtTerminal
from hardware.terminals.identity import TerminalIdentity
terminal = ZvtTerminal(DeviceAddress.parse(sys.argv[1]), TerminalIdentity("12345678"))
terminal.pay(PaymentOrder("900000001", Rial(1250000)))
"""


def test_a_killed_kiosk_finds_its_payment_again(zvt: Bench, tmp_path: Path) -> None:
    before = zvt.terminal.last_receipt()
    zvt.terminal.close()
    script = tmp_path / "kiosk.py"
    script.write_text(KIOSK)
    kiosk = subprocess.Popen(
        [sys.executable, str(script), str(zvt.emulation.address)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    zvt.until_phase("waiting_for_card")
    kiosk.send_signal(signal.SIGKILL)
    kiosk.wait()
    zvt.do(do="present_card")
    found = zvt.restart_driver().inquire("900000001", AMOUNT, before)
    assert isinstance(found, Approved)
    assert len(zvt.charges()) == 1


@pytest.mark.parametrize("answer", [b"\x06\x1e", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_a_device_that_speaks_something_else_is_not_asked(answer: bytes) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def answer_all() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):  # the driver may hang up in the middle
                client.recv(100)
                client.sendall(answer)

    server = threading.Thread(target=answer_all, daemon=True)
    server.start()
    terminal = ZvtTerminal(TcpAddress(*listener.getsockname()), IDENTITY, ZVT_TIMING)
    assert isinstance(terminal.pay(order()), NotAsked)
    terminal.close()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    server.join(timeout=2)
