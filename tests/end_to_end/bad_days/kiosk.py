"""A kiosk on a bad day: its enrolled folder, real journals, and a real agent's process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.payments import journal_payments
from contract.clock import Clock, SystemClock
from contract.envelope import decode_envelope
from contract.events import PaymentApproved, decode_body
from contract.sealing import SealingSession
from edge_agent.device import DeviceDirectory
from edge_agent.journal import (
    Connect,
    Head,
    JournalFile,
    JournalReader,
    JournalWriter,
    Origin,
    active_journal,
    connect_writer,
    journal_files,
    open_journal,
)
from provisioning.demo.programs import Program, Programs
from tests.support.small_disk import SmallDisk

SOFTWARE = "bad day"
WRITER, AGENT = "kiosk", "agent"
_PAGE = 1_000


@dataclass
class Kiosk:
    """`programs` runs its agent; `disk` is None where its folder lies on the machine's own. Each
    series of payments has the next `seed`."""

    folder: DeviceDirectory
    programs: Programs
    disk: SmallDisk | None = None
    seed: int = 0
    _agent: Program | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The device id."""
        return self.folder.identity().device

    @contextmanager
    def writing(
        self, clock: Clock | None = None, connect: Connect = connect_writer
    ) -> Iterator[JournalWriter]:
        """Its journal, as the counter opens it."""
        identity, now_ms = self.folder.identity(), SystemClock().now().utc_ms
        origin = Origin(identity.city, identity.device, SOFTWARE, identity.tracking_prefixes)
        sealing = SealingSession.new(self.folder.trust().sealing_recipients(now_ms))
        journals = self.folder.journals_path
        journal = open_journal(
            journals, WRITER, origin, clock or SystemClock(), sealing, connect=connect
        )
        try:
            yield journal
        finally:
            journal.close()

    def pay(self, payments: int, clock: Clock | None = None) -> None:
        """So many whole payments, each commit on the disk. Raises DiskNearlyFull."""
        self.seed += 1
        with self.writing(clock) as journal:
            for _ in journal_payments(journal, payments, self.seed):
                pass

    def start(self, environment: Mapping[str, str] | None = None) -> None:
        """Its agent, with this in its environment."""
        programs = replace(self.programs, environment=environment or {})
        self._agent = programs.start(self._program, "agent", "run", "--device", self.folder.path)

    def stop(self) -> None:
        """Its agent ends as it ends when it is asked."""
        if self._agent is not None:
            self.programs.forget(self._agent)
            self._agent.stop()
            self._agent = None

    def kill(self) -> None:
        """Its agent loses power."""
        assert self._agent is not None
        self.programs.forget(self._agent)
        self._agent.cut_power()
        self._agent = None

    @property
    def runs(self) -> bool:
        """Whether the agent has not ended by itself."""
        return self._agent is not None and self._agent.process.poll() is None

    @property
    def agent_number(self) -> int:
        """Of the agent's process."""
        assert self._agent is not None
        return self._agent.process.pid

    @property
    def log(self) -> str:
        """What the agent said."""
        path = self.programs.logs / f"{self._program}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    @property
    def journal(self) -> JournalFile:
        """The one that takes payments."""
        return active_journal(self.folder.journals_path, WRITER)

    def heads(self) -> dict[bytes, Head]:
        """All journals on its disk, as they end now."""
        found = {}
        for file in journal_files(self.folder.journals_path):
            with JournalReader(file.path) as reader:
                found[file.journal.raw] = reader.head()
        return found

    def rials(self) -> int:
        """What its journals say was approved."""
        files = journal_files(self.folder.journals_path)
        return sum(_approved(file.path) for file in files if file.writer == WRITER)

    @property
    def _program(self) -> str:
        return f"agent-{self.folder.path.name}"


def enrolled(
    city: LoadedCity, folder: Path, broker: str, disk: SmallDisk | None, seed: int
) -> Kiosk:
    """A new kiosk that sees its broker at `broker`, as host:port."""
    return Kiosk(replace(city, broker_address=broker).enrol(folder), city.programs, disk, seed)


def _approved(path: Path) -> int:
    total = seq = 0
    with JournalReader(path) as reader:
        while page := reader.entries(seq, _PAGE):
            for entry in page:
                if entry.kind == PaymentApproved.KIND:
                    event = decode_body(
                        entry.kind, entry.version, decode_envelope(entry.envelope).body
                    )
                    assert isinstance(event, PaymentApproved)
                    total += event.amount
            seq = page[-1].seq
    return total
