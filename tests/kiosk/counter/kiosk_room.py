"""A kiosk for tests: a real counter process, a real journal, emulated printer and terminal that
outlive it, and a citizen at the boundary."""

import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from contract.clock import SystemClock
from contract.configuration import ConfigurationRecord
from contract.envelope import decode_envelope
from contract.events import Event, decode_body
from contract.reference import BillRecord, Dataset, Record
from edge_agent.device import DeviceDirectory, read_counter_state
from edge_agent.journal import Hold, JournalReader, active_journal
from edge_agent.reference.tables import build_table
from edge_agent.reference.versions import InUse, Version, read_versions, write_versions
from hardware.emulation import EmulatedDevice, Emulation, open_wire
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.scanners.emulator import EmulatedCdcScanner
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.iran_tlv.emulator import EmulatedIranTlvTerminal
from hardware.terminals.ledger import Charge, Ledger
from hardware.terminals.zvt.emulator import EmulatedZvtTerminal
from kiosk.boundary import BoundaryClient, CounterGone, Intent, Show
from kiosk.processes import HALT_VARIABLE
from tests.kiosk.counter.enrolled import make_device
from tests.kiosk.counter.small_city import everything
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

TERMINAL_ID = "12345678"
HOUR_MS = 3_600_000
BILL, PAYMENT_ID = "1000012726167", "125050196"
OTHER_BILL, OTHER_PAYMENT_ID = "1000234826160", "487050149"
BOTH = 1_250_000 + 4_870_000
"""What the two bills come to."""

Model = dict[str, Any]


class KioskRoom:
    """Use as a context manager. `family`: zvt can be asked about the past, iran_tlv can't.
    Without `directory` a kiosk is made that no hub knows."""

    def __init__(
        self,
        folder: Path,
        family: str = "zvt",
        *,
        auto_approve_ms: int | None = 30,
        directory: DeviceDirectory | None = None,
    ) -> None:
        self.family = family
        self.folder = folder
        self.directory = directory or make_device(folder / "device")
        self.ledger_path = folder / "ledger.jsonl"
        self.paper = folder / "paper"
        self.printer = Emulation(
            EmulatedPrinter(EmulatedPrinterSetup(self.paper, rows_per_s=0)),
            open_wire("tcp:127.0.0.1:0"),
        )
        setup = EmulatedTerminalSetup(
            ledger=self.ledger_path,
            terminal_id=TERMINAL_ID,
            auto_approve_ms=auto_approve_ms,
            bank_ms=30,
        )
        self.terminal = Emulation(_terminal(family, setup), open_wire("tcp:127.0.0.1:0"))
        self.scanner = Emulation(EmulatedCdcScanner(), open_wire(f"pty:{folder / 'scanner'}"))
        self.directory.profile_path.write_text(
            f'[scanner]\naddress = "{self.scanner.address}"\n'
            f'[printer]\naddress = "{self.printer.address}"\n'
            f'[terminal]\ndriver = "{family}"\naddress = "{self.terminal.address}"\n'
            f'terminal_id = "{TERMINAL_ID}"\n'
        )
        self.counter: ChildProcess | None = None
        self._client: BoundaryClient | None = None
        self.shown: Show | None = None

    def know(self, *bills: BillRecord, version: int = 1) -> None:
        """The city's bills as the agent would have brought them, as of one hour ago."""
        folder = self.directory.reference_path
        file = f"bills-{version}.sqlite"
        build_table(folder / file, Dataset.BILLS, as_they_come(bills))
        as_of_ms = SystemClock().now().utc_ms - HOUR_MS
        in_use = Version(
            file=file,
            version=version,
            scope="2",
            created_ms=as_of_ms,
            as_of_ms=as_of_ms,
            digest="",
        )
        write_versions(folder, {Dataset.BILLS: InUse(now=in_use)})

    def know_all(self) -> None:
        """A city whose every dataset is here."""
        now_ms = SystemClock().now().utc_ms
        versions = {}
        for dataset, records in everything(now_ms).items():
            file = f"{dataset.value}-1.sqlite"
            build_table(self.directory.reference_path / file, dataset, as_they_come(records))
            version = Version(
                file=file,
                version=1,
                scope="2",
                created_ms=now_ms,
                as_of_ms=now_ms - HOUR_MS,
                digest="",
            )
            versions[dataset] = InUse(now=version)
        write_versions(self.directory.reference_path, versions)

    def set_by_the_city(self, version: int, *records: ConfigurationRecord) -> None:
        """As the agent would have brought it, while the counter runs."""
        folder = self.directory.reference_path
        file = f"configuration-{version}.sqlite"
        build_table(folder / file, Dataset.CONFIGURATION, as_they_come(records))
        now_ms = SystemClock().now().utc_ms
        now = Version(
            file=file,
            version=version,
            scope=self.directory.identity().device,
            created_ms=now_ms,
            as_of_ms=now_ms,
            digest="",
        )
        write_versions(folder, read_versions(folder) | {Dataset.CONFIGURATION: InUse(now=now)})

    def until_looked_around(self) -> None:
        """Until the counter, which does so each second, has seen all that is here now."""
        beats: set[int] = set()

        def has_beaten_twice() -> bool:
            beats.add(self.directory.counter_state_path.stat().st_mtime_ns)
            return len(beats) > 2

        eventually(has_beaten_twice, "two beats of the counter")

    def start(self, halt_at: str | None = None) -> ChildProcess:
        """Starts the counter and stands before its screen."""
        environment = {HALT_VARIABLE: halt_at or ""}
        self.counter = ChildProcess(
            [sys.executable, "-m", "kiosk.counter", "--device", str(self.directory.path)],
            log=self.folder / "counter.log",
            environment=environment,
            folder=Path(__file__).parents[3],
        )
        return self.counter

    def arrive(self) -> None:
        """A citizen comes to the kiosk."""
        self._client = BoundaryClient.connect(self.directory.interface_socket_path, 20)
        self.shown = None

    def until(self, wanted: Callable[[Model], bool], what: str, within_s: float = 40) -> Model:
        """The first screen that `wanted` accepts. Raises CounterGone when the counter ends."""
        assert self._client is not None
        found: list[Model] = []

        def look() -> bool:
            if self.shown is not None and wanted(self.shown.model):
                found.append(self.shown.model)
                return True
            assert self._client is not None
            with suppress(TimeoutError):
                self.shown = self._client.receive(timeout_s=0.5)
            return False

        try:
            eventually(look, what, within_s)
        except AssertionError as error:
            raise AssertionError(f"{error}; on screen: {self.shown}\n{self.log}") from error
        return found[0]

    def until_screen(self, *names: str, within_s: float = 40) -> Model:
        return self.until(lambda model: model["screen"] in names, f"screen {names}", within_s)

    def touch(self, name: str, /, **payload: object) -> None:
        """On the screen that stands now."""
        assert self._client is not None
        screen = None if self.shown is None else self.shown.screen
        self._client.send(Intent(name, payload, screen))

    def begin(self) -> None:
        """Where nobody is served, touches the screen as the next person does."""
        if self.until(lambda model: True, "a screen")["screen"] == "attract":
            self.touch("start")
            self.until_screen("home")

    def at_home(self) -> Model:
        """What is offered to whoever has begun."""
        self.begin()
        return self.until_screen("home")

    def can_pay(self) -> Model:
        """The same, once the terminal is ready."""
        self.begin()
        return self.until(_can_pay, "the tile of payments")

    def finish(self) -> None:
        """The citizen is done; nobody is served."""
        self.touch("finish")
        self.until_screen("attract")

    def type_bill(self, bill: str = BILL, payment: str = PAYMENT_ID) -> None:
        """From attract or home, with the terminal ready, to whatever the kiosk says of it."""
        self.can_pay()
        self.touch("tile", id="pay")
        self.until_screen("bill_entry")
        self.type_the_numbers(bill, payment)

    def type_the_numbers(self, bill: str = BILL, payment: str = PAYMENT_ID) -> None:
        """On the screen that asks for them."""
        for digit in bill:
            self.touch("key", digit=digit)
        self.touch("next")
        self.until(lambda m: bool(m["fields"][1]["active"]), "the field of the payment id")
        for digit in payment:
            self.touch("key", digit=digit)
        self.touch("next")

    def pay(self) -> Model:
        """The whole way to the result. Raises CounterGone when the counter is cut off."""
        self.type_bill()
        self.until_screen("bill_review")
        self.touch("pay")
        return self.until_screen("done")

    def review_two(self) -> Model:
        """Both bills on one review."""
        self.type_bill()
        self.until_screen("bill_review")
        self.touch("add")
        self.until_screen("bill_entry")
        self.type_the_numbers(OTHER_BILL, OTHER_PAYMENT_ID)
        return self.until(lambda m: len(m.get("bills", ())) == 2, "the review of both")

    def pay_two(self) -> Model:
        """Both bills in one payment, to its result. Raises CounterGone."""
        self.review_two()
        self.touch("pay")
        return self.until_screen("done")

    def pay_two_until_cut_off(self) -> None:
        """Pays both, and waits for the counter's end."""
        assert self.counter is not None
        with suppress(CounterGone):
            self.pay_two()
        assert self.counter.wait() == -signal.SIGKILL, self.log

    def pay_until_cut_off(self) -> None:
        """Pays, and waits for the counter's end."""
        assert self.counter is not None
        with suppress(CounterGone):
            self.pay()
        assert self.counter.wait() == -signal.SIGKILL, self.log

    def scan(self, text: str) -> None:
        """From attract or home, once terminal and scanner are ready."""
        self.can_pay()
        eventually(lambda: self.component("scanner") == "ready", "the scanner")
        assert self.scanner.obey({"do": "scan", "text": text})["sent"]

    def component(self, name: str) -> str | None:
        """Its state as the counter tells the agent."""
        told = read_counter_state(self.directory.counter_state_path)
        states = (
            {} if told is None else {c.component.value: c.state.value for c in told.components}
        )
        return states.get(name)

    @property
    def events(self) -> list[Event]:
        """All events of the kiosk's journal, in order."""
        file = active_journal(self.directory.journals_path, "kiosk")
        with JournalReader(file.path) as reader:
            return [
                decode_body(e.kind, e.version, decode_envelope(e.envelope).body)
                for e in reader.entries(limit=10_000)
            ]

    @property
    def kinds(self) -> list[str]:
        """The kinds of payments' events, in order."""
        return [e.KIND for e in self.events if e.KIND.startswith(("payment.", "receipt."))]

    @property
    def holds(self) -> list[Hold]:
        file = active_journal(self.directory.journals_path, "kiosk")
        with JournalReader(file.path) as reader:
            return reader.holds()

    @property
    def charges(self) -> list[Charge]:
        """What the terminal took, from its ledger on disk."""
        return Ledger(self.ledger_path).charges

    @property
    def papers(self) -> list[Path]:
        return sorted(self.paper.glob("receipt-*.png"))

    @property
    def log(self) -> str:
        path = self.folder / "counter.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def is_there(self) -> bool:
        """Does a citizen stand at the boundary?"""
        return self._client is not None

    def latest(self, within_s: float) -> Model:
        """The newest screen, after whatever comes in a moment. Raises CounterGone."""
        assert self._client is not None
        with suppress(TimeoutError):
            while True:
                self.shown = self._client.receive(timeout_s=within_s)
        assert self.shown is not None, "no screen yet"
        return self.shown.model

    def send(self, intent: Intent) -> None:
        """What an interface may send, wherever it stands. Raises CounterGone."""
        assert self._client is not None
        self._client.send(intent)

    def until_nobody_is_served(self) -> None:
        """Touches its way out of whatever stands there."""

        def out() -> bool:
            screen = self.latest(0.2)
            if screen["screen"] == "attract":
                return True
            for name in ("close_help", "finish", "ok", "cancel", "close"):
                self.touch(name)
            if screen["screen"] == "home":
                self.touch("close")
            return False

        eventually(out, "the attract screen", 60)

    def leave(self) -> None:
        """The citizen goes; the counter stays."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def stop(self) -> int:
        self.leave()
        assert self.counter is not None
        return self.counter.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()
        if self.counter is not None:
            self.counter.kill()
        self.printer.close()
        self.terminal.close()
        self.scanner.close()


def _can_pay(model: Model) -> bool:
    return model["screen"] == "home" and bool(model["tiles"][0]["enabled"])


def _terminal(family: str, setup: EmulatedTerminalSetup) -> EmulatedDevice:
    match family:
        case "zvt":
            return EmulatedZvtTerminal(setup)
        case "iran_tlv":
            return EmulatedIranTlvTerminal(setup)
        case _:
            raise AssertionError(f"no emulator speaks {family}")


def as_they_come(records: Sequence[Record]) -> list[msgspec.Raw]:
    """In the bytes in which a hub sends them."""
    return [msgspec.Raw(msgspec.msgpack.encode(record)) for record in records]
