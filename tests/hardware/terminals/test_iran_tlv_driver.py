"""What is particular to Iranian text TLV: no inquiry, a reference that comes back."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from contract.values import Rial
from hardware.address import TcpAddress
from hardware.terminals import (
    Capability,
    Declined,
    DeclineReason,
    IranTlvTerminal,
    NotSupported,
    PaymentResult,
    Uncertain,
    UncertainReason,
)
from hardware.terminals.iran_tlv.frame import FrameReader, Message
from tests.hardware.terminals.conftest import (
    AMOUNT,
    IDENTITY,
    TERMINAL_ID,
    TLV_TIMING,
    Bench,
    order,
)


def test_it_says_that_it_cannot_be_asked_about_the_past(tlv: Bench) -> None:
    assert tlv.terminal.capabilities == frozenset()
    assert tlv.terminal.last_receipt() is None
    found = tlv.terminal.inquire("900000001", AMOUNT, None)
    assert found == NotSupported(Capability.INQUIRE)


def test_our_reference_is_in_the_terminals_ledger(tlv: Bench) -> None:
    tlv.pay(order("900000042"))
    (charge,) = tlv.charges()
    assert charge.reference == "900000042"


class FixedTerminal:
    """Answers every request with the same bytes, cut into pieces."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.requests: list[Message] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> TcpAddress:
        return TcpAddress(*self._listener.getsockname())

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=2)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):  # the driver may hang up in the middle
                request = client.recv(4096)
                self.requests += FrameReader().feed(request)
                if request:
                    for byte in self._answer:
                        client.sendall(bytes((byte,)))


@pytest.fixture
def answered() -> Iterator[list[object]]:
    opened: list[object] = []
    yield opened
    for thing in opened:
        assert isinstance(thing, FixedTerminal | IranTlvTerminal)
        thing.close()


def pay_at(answer: bytes, opened: list[object]) -> PaymentResult:
    device = FixedTerminal(answer)
    terminal = IranTlvTerminal(device.address, IDENTITY, TLV_TIMING)
    opened += [terminal, device]
    result = terminal.pay(order(amount=Rial(10000), timeout_s=2))
    request = device.requests[0]
    assert (request.get("AM"), request.get("CU"), request.get("TL")) == (
        "10000",
        "364",
        TERMINAL_ID,
    )
    assert len(device.requests) == 1
    return result


def test_the_vector_of_a_cancelled_payment(answered: list[object]) -> None:
    result = pay_at(b"0018RS013RS00299PD0011", answered)
    assert result == Declined("99", DeclineReason.CANCELLED)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"0019RS013RS00299PD0011x", UncertainReason.MALFORMED_ANSWER),
        (b"RS013RS00299PD0011", UncertainReason.MALFORMED_ANSWER),
        (b"0012RS007RS00277", UncertainReason.TERMINAL_FAULT),
        (b"0012RS007RS00200", UncertainReason.OTHER_AMOUNT),
        (b"0023RS018RS00200AM0061000", UncertainReason.LINK_LOST),
        (b"0022RS017RS00200AM00510000", UncertainReason.MALFORMED_ANSWER),
        (b"0018RS013RS0029", UncertainReason.LINK_LOST),
        (b"", UncertainReason.LINK_LOST),
    ],
)
def test_an_answer_that_cannot_be_trusted_is_uncertain(
    answered: list[object], answer: bytes, reason: UncertainReason
) -> None:
    result = pay_at(answer, answered)
    assert isinstance(result, Uncertain)
    assert result.reason is reason
