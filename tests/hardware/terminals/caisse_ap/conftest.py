"""An emulated Caisse-AP terminal on a wire with its driver, and one that says fixed bytes."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from contract.values import Rial
from hardware.address import TcpAddress
from hardware.emulation import Emulation, open_wire
from hardware.state import DeviceState
from hardware.terminals.caisse_ap import CaisseApTerminal
from hardware.terminals.caisse_ap.emulator import EmulatedCaisseApTerminal
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.ledger import Ledger
from hardware.terminals.one_dialogue import DialogueTiming
from hardware.terminals.port import PaymentOrder, PaymentResult
from tests.support.waiting import eventually

AMOUNT = Rial(1_250_000)
IDENTITY = TerminalIdentity("12345678", "1999403")
TIMING = DialogueTiming(poll_s=0.1, linger_s=0.1, late_s=20.0)


def order(amount: Rial = AMOUNT, timeout_s: float = 10.0) -> PaymentOrder:
    return PaymentOrder("900000001", amount, timeout_s)


@dataclass(frozen=True, slots=True)
class Counter:
    """The terminal on the counter, and the driver that asks it."""

    emulation: Emulation
    terminal: CaisseApTerminal
    ledger: Ledger

    def pay(self, payment: PaymentOrder | None = None, key: str = "present_card") -> PaymentResult:
        """Asked; the card is presented, or another key pressed; answered."""
        results: list[PaymentResult] = []
        asking = threading.Thread(
            target=lambda: results.append(self.terminal.pay(payment or order()))
        )
        asking.start()
        eventually(lambda: self.phase() == "waiting_for_card", "a card is awaited")
        self.emulation.obey({"do": key})
        asking.join(timeout=20)
        return results[0]

    def will(self, outcome: str, **more: object) -> None:
        self.emulation.obey({"do": "outcome", "value": outcome, **more})

    def phase(self) -> object:
        return self.emulation.obey({"do": "state"})["phase"]

    def until_ready(self) -> None:
        eventually(
            lambda: self.terminal.reports()[0].state is DeviceState.READY, "ready for another"
        )

    @property
    def taken(self) -> list[int]:
        return [charge.amount for charge in self.ledger.charges]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    setup = EmulatedTerminalSetup(
        tmp_path / "ledger.jsonl",
        terminal_id=IDENTITY.terminal_id,
        bank_ms=20,
        merchant_id=IDENTITY.merchant_id,
        late_ms=300,
    )
    device = EmulatedCaisseApTerminal(setup)
    emulation = Emulation(device, open_wire("tcp:127.0.0.1:0"))
    terminal = CaisseApTerminal(emulation.address, IDENTITY, TIMING)
    yield Counter(emulation, terminal, device.desk.ledger)
    terminal.close()
    emulation.close()


class FixedTerminal:
    """Answers every request with the same bytes, one at a time, and hangs up."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = TcpAddress(*self._listener.getsockname())
        self.requests: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

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
                if request:
                    self.requests.append(request)
                    for byte in self._answer:
                        client.sendall(bytes((byte,)))


@dataclass(frozen=True, slots=True)
class Answered:
    result: PaymentResult
    requests: list[bytes]


@pytest.fixture
def pay_at() -> Iterator[Callable[[bytes, Rial], Answered]]:
    """A payment at a terminal that answers with these bytes."""
    opened: list[FixedTerminal | CaisseApTerminal] = []

    def pay(answer: bytes, amount: Rial) -> Answered:
        device = FixedTerminal(answer)
        terminal = CaisseApTerminal(device.address, IDENTITY, TIMING)
        opened.extend((terminal, device))
        return Answered(terminal.pay(order(amount, timeout_s=2)), device.requests)

    yield pay
    for thing in opened:
        thing.close()
