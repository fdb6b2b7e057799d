"""A bench with an emulated terminal on a wire, and the driver of its protocol."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from contract.values import Rial
from hardware.address import DeviceAddress
from hardware.emulation import EmulatedDevice, Emulation, open_wire
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
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.iran_tlv.emulator import EmulatedIranTlvTerminal
from hardware.terminals.ledger import Charge, Ledger
from hardware.terminals.one_dialogue import DialogueTiming
from hardware.terminals.zvt import ZvtTiming
from hardware.terminals.zvt.emulator import EmulatedZvtTerminal
from tests.support.waiting import eventually

TERMINAL_ID = "12345678"
MERCHANT_ID = "88888888"
AMOUNT = Rial(1_250_000)
ZVT_TIMING = ZvtTiming(
    acknowledge_s=1.0, answer_s=1.0, poll_s=0.1, reopen_s=0.05, finish_s=1.0, settle_s=3.0
)
TLV_TIMING = DialogueTiming(poll_s=0.1, linger_s=0.1, late_s=3.0)
IDENTITY = TerminalIdentity(TERMINAL_ID)


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

    def until_ready(self) -> None:
        eventually(lambda: self.terminal.reports()[0].state is DeviceState.READY, "ready")

    def restart_driver(self) -> PaymentTerminal:
        """As after a restart of the kiosk."""
        self.terminal.close()
        self.terminal = self.open_driver()
        return self.terminal

    def close(self) -> None:
        self.terminal.close()
        self.emulation.close()


OpenBench = Callable[..., Bench]
Open = Callable[[DeviceAddress, TerminalIdentity], PaymentTerminal]
SETUP = EmulatedTerminalSetup(bank_ms=20, late_ms=1300, merchant_id=MERCHANT_ID)


@pytest.fixture
def open_bench(tmp_path: Path) -> Iterator[OpenBench]:
    """`make("zvt" or "tlv", listen, identity, setup)`."""
    benches: list[Bench] = []

    def make(
        protocol: str,
        listen: str = "tcp:127.0.0.1:0",
        identity: TerminalIdentity = IDENTITY,
        setup: EmulatedTerminalSetup = SETUP,
    ) -> Bench:
        ledger = tmp_path / "ledger.jsonl"
        device, opens = _protocol(protocol, replace(setup, ledger=ledger), listen == "pty")
        emulation = Emulation(device, open_wire(listen))

        def driver() -> PaymentTerminal:
            return opens(emulation.address, identity)

        bench = Bench(emulation, driver(), ledger, driver)
        benches.append(bench)
        bench.until_ready()
        return bench

    yield make
    for bench in benches:
        bench.close()


def _protocol(
    name: str, setup: EmulatedTerminalSetup, serial: bool
) -> tuple[EmulatedDevice, Open]:
    if name == "zvt":
        return (
            EmulatedZvtTerminal(setup, serial),
            lambda address, identity: ZvtTerminal(address, identity, ZVT_TIMING),
        )
    return (
        EmulatedIranTlvTerminal(setup),
        lambda address, identity: IranTlvTerminal(address, identity, TLV_TIMING),
    )


@pytest.fixture
def open_zvt(tmp_path: Path) -> Iterator[OpenBench]:
    """Not waited for: a terminal that does not become ready is one to be tried too."""
    benches: list[Bench] = []

    def make(listen: str = "tcp:127.0.0.1:0", terminal_id: str = TERMINAL_ID) -> Bench:
        ledger = tmp_path / "ledger.jsonl"
        device, opens = _protocol("zvt", replace(SETUP, ledger=ledger), listen == "pty")
        emulation = Emulation(device, open_wire(listen))

        def driver() -> PaymentTerminal:
            return opens(emulation.address, TerminalIdentity(terminal_id))

        benches.append(Bench(emulation, driver(), ledger, driver))
        return benches[-1]

    yield make
    for bench in benches:
        bench.close()


@pytest.fixture
def zvt(open_bench: OpenBench) -> Bench:
    return open_bench("zvt")


@pytest.fixture
def tlv(open_bench: OpenBench) -> Bench:
    return open_bench("tlv")


@pytest.fixture(params=["zvt", "tlv"])
def bench(request: pytest.FixtureRequest, open_bench: OpenBench) -> Bench:
    """Each protocol in turn, for the promises that hold for both."""
    return open_bench(request.param)


@pytest.fixture(
    params=[("zvt", "tcp"), ("zvt", "pty"), ("tlv", "tcp"), ("tlv", "pty")],
    ids="-".join,
)
def wired(request: pytest.FixtureRequest, open_bench: OpenBench) -> Bench:
    """Each protocol over each wire it has in the field."""
    protocol, wire = request.param
    return open_bench(protocol, "pty" if wire == "pty" else "tcp:127.0.0.1:0")
