"""A bench with an emulated terminal on a wire, and the driver of its protocol."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from contract.values import Rial
from hardware.emulation import Emulation, open_wire
from hardware.state import DeviceState
from hardware.terminals import (
    IranTlvTerminal,
    PaymentOrder,
    PaymentResult,
    PaymentTerminal,
    TerminalStatus,
    ZvtTerminal,
)
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.iran_tlv import IranTlvTiming
from hardware.terminals.iran_tlv.emulator import EmulatedIranTlvTerminal
from hardware.terminals.ledger import Charge, Ledger
from hardware.terminals.zvt import ZvtTiming
from hardware.terminals.zvt.emulator import EmulatedZvtTerminal
from tests.support.waiting import eventually

TERMINAL_ID = "12345678"
AMOUNT = Rial(1_250_000)
ZVT_TIMING = ZvtTiming(
    acknowledge_s=1.0, answer_s=1.0, poll_s=0.1, reopen_s=0.05, finish_s=1.0, settle_s=3.0
)
TLV_TIMING = IranTlvTiming(poll_s=0.1)


def order(
    reference: str = "900000001", amount: Rial = AMOUNT, timeout_s: float = 20
) -> PaymentOrder:
    return PaymentOrder(reference, amount, timeout_s)


@dataclass
class Asking:
    """A `pay` under way in a thread, as in the kiosk."""

    thread: threading.Thread
    results: list[PaymentResult]
    statuses: list[TerminalStatus]

    def result(self) -> PaymentResult:
        self.thread.join(timeout=20)
        assert not self.thread.is_alive(), "pay() did not end"
        return self.results[0]


@dataclass
class Bench:
    emulation: Emulation
    terminal: PaymentTerminal
    ledger: Path
    open_driver: Callable[[], PaymentTerminal]
    _closed: list[PaymentTerminal] = field(default_factory=list)

    def do(self, **command: object) -> dict[str, object]:
        return self.emulation.obey(command)

    def charges(self) -> list[Charge]:
        """What the terminal took, as its file has it."""
        return Ledger(self.ledger).charges

    def ask(self, payment: PaymentOrder | None = None) -> Asking:
        """Asks for money and returns once the terminal waits for a card."""
        results: list[PaymentResult] = []
        statuses: list[TerminalStatus] = []
        payment = payment or order()
        thread = threading.Thread(
            target=lambda: results.append(self.terminal.pay(payment, statuses.append))
        )
        thread.start()
        self.until_phase("waiting_for_card")
        return Asking(thread, results, statuses)

    def pay(self, payment: PaymentOrder | None = None) -> PaymentResult:
        """A whole payment: asked, a card presented, answered."""
        asking = self.ask(payment)
        self.do(do="present_card")
        return asking.result()

    def until_phase(self, phase: str) -> None:
        eventually(lambda: self.do(do="state")["phase"] == phase, f"the terminal is {phase}")

    def restart_driver(self) -> PaymentTerminal:
        """As after a restart of the kiosk."""
        self.terminal.close()
        self.terminal = self.open_driver()
        return self.terminal

    def close(self) -> None:
        self.terminal.close()
        self.emulation.close()


OpenBench = Callable[..., Bench]


@pytest.fixture
def open_zvt(tmp_path: Path) -> Iterator[OpenBench]:
    benches: list[Bench] = []

    def make(listen: str = "tcp:127.0.0.1:0", terminal_id: str = TERMINAL_ID) -> Bench:
        ledger = tmp_path / "ledger.jsonl"
        setup = EmulatedTerminalSetup(ledger, bank_ms=20)
        device = EmulatedZvtTerminal(setup, serial=listen == "pty")
        emulation = Emulation(device, open_wire(listen))

        def driver() -> PaymentTerminal:
            return ZvtTerminal(emulation.address, terminal_id, ZVT_TIMING)

        benches.append(Bench(emulation, driver(), ledger, driver))
        return benches[-1]

    yield make
    for bench in benches:
        bench.close()


@pytest.fixture
def zvt(open_zvt: OpenBench) -> Bench:
    bench = open_zvt()
    eventually(lambda: bench.terminal.reports()[0].state is DeviceState.READY, "registered")
    return bench


@pytest.fixture
def tlv(tmp_path: Path) -> Iterator[Bench]:
    ledger = tmp_path / "ledger.jsonl"
    device = EmulatedIranTlvTerminal(EmulatedTerminalSetup(ledger, bank_ms=20))
    emulation = Emulation(device, open_wire("tcp:127.0.0.1:0"))

    def driver() -> PaymentTerminal:
        return IranTlvTerminal(emulation.address, TERMINAL_ID, TLV_TIMING)

    bench = Bench(emulation, driver(), ledger, driver)
    yield bench
    bench.close()


@pytest.fixture(params=["zvt", "tlv"])
def bench(request: pytest.FixtureRequest) -> Bench:
    """Each protocol in turn, for the promises that hold for both."""
    either: Bench = request.getfixturevalue(request.param)
    return either
