"""Power loss: whatever a disk may have dropped or torn, what was acknowledged is there.

Killing a process loses nothing that it has written, so it proves nothing here. These tests run the
real writer over a storage layer that knows what was synced, cut the power at every operation, and
read the disk that is left with the production library. Two planted faults show that they would
notice: `synchronous=OFF` and `NORMAL` must fail them.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.values import TransactionId
from edge_agent.journal import (
    Draft,
    Hold,
    JournalDamaged,
    JournalReader,
    JournalWriter,
    StoredEvent,
    open_journal,
    verify,
)
from tests.edge_agent.storage import Acknowledged, Operation, Storage, power_cut
from tests.edge_agent.support import (
    DAY_MS,
    LITTLE_SPACE,
    ORIGIN,
    HandClock,
    approved,
    closed,
    opened,
    requested,
    scratch_folder,
    started,
)

PAYMENTS = 8
DISKS_AT_EACH_CUT = 2


@pytest.fixture
def folder() -> Iterator[Path]:
    """The recorded writes are the disk here, so the files themselves may lie in memory."""
    scratch = scratch_folder()
    journals = scratch / "device" / "journals"
    journals.mkdir(parents=True)
    yield journals
    shutil.rmtree(scratch)


class Run:
    """A kiosk's work over a recorded storage: the files before it, and what was done to them."""

    def __init__(self, folder: Path, storage: Storage) -> None:
        opened(folder).close()
        self.base = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        self.log: list[Operation] = storage.log
        self._journal = open_journal(
            folder,
            "kiosk",
            ORIGIN,
            clock := HandClock(),
            space=LITTLE_SPACE,
            connect=storage.connect,
        )
        self.name = self._journal.path.name
        self._work(self._journal, clock)
        self._journal.close()
        with JournalReader(self._journal.path) as reader:
            self.written = {event.seq: event for event in reader.entries()}

    def _work(self, journal: JournalWriter, clock: HandClock) -> None:
        for number in range(PAYMENTS):
            transaction = TransactionId.new()
            code = journal.next_tracking_code().text
            self._append(journal, started(transaction, code), requested(transaction))
            paid = approved(transaction, f"r-{number}" * random.randint(1, 300))
            hold = Hold(f"bill:{number}", "paid")
            self._append(journal, Draft(paid.event, transaction, holds=(hold,)))
            self._append(journal, closed(transaction))
            if number % 3 == 2:
                journal.checkpoint()
            if number == PAYMENTS // 2:
                clock.advance(60 * DAY_MS)
                journal.prune(8, clock.utc_ms - 45 * DAY_MS)

    def _append(self, journal: JournalWriter, *drafts: Draft) -> None:
        journal.append(*drafts)
        self.log.append(Acknowledged(journal.head))

    def cuts(self) -> Iterator[int]:
        """Every number of operations after which the power may fail."""
        return iter(range(len(self.log) + 1))

    def promised(self, cut: int) -> int:
        """The last seq that an append had promised when the power failed."""
        seqs = [done.head.seq for done in self.log[:cut] if isinstance(done, Acknowledged)]
        return seqs[-1] if seqs else 1


def loss(run: Run, cut: int, chance: random.Random, folder: Path) -> str | None:
    """What a kiosk that starts again finds wrong on the disk that is left; None if nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in power_cut(run.base, run.log[:cut], chance).items():
        (folder / name).write_bytes(content)
    try:
        journal = opened(folder)
    except JournalDamaged as error:
        return error.what
    head = journal.head.seq
    holds = [journal.holds(f"bill:{number}") for number in range(PAYMENTS)]
    journal.close()
    report = verify(folder / run.name)
    if report.problems:
        return report.problems[0].what
    if head < run.promised(cut):
        return f"event {run.promised(cut)} was promised, the journal ends at {head}"
    with JournalReader(folder / run.name) as reader:
        kept = reader.entries()
    return _changed(run, kept, holds)


def _changed(run: Run, kept: list[StoredEvent], holds: list[Hold | None]) -> str | None:
    for event in kept:
        if event.seq in run.written and run.written[event.seq] != event:
            return f"event {event.seq} is another one"
    paid = sum(event.kind == "payment.approved" and event.seq > 8 for event in kept)
    if paid > sum(hold is not None for hold in holds):
        return "an approval stands without the hold of its commit"
    return None


@pytest.mark.timeout(300)
def test_nothing_acknowledged_is_lost_wherever_the_power_fails(folder: Path) -> None:
    run = Run(folder, Storage())
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    for cut in run.cuts():
        for _ in range(DISKS_AT_EACH_CUT):
            found = loss(run, cut, chance, folder.parent / "left" / "journals")
            assert found is None, f"seed {seed}, cut after operation {cut}: {found}"


@pytest.mark.parametrize("planted", ["OFF", "NORMAL"])
def test_this_test_would_notice_a_missing_sync(folder: Path, planted: str) -> None:
    pragmas = {"PRAGMA synchronous=FULL": f"PRAGMA synchronous={planted}"}
    run = Run(folder, Storage(pragmas=pragmas))
    chance = random.Random(1)
    left = folder.parent / "left" / "journals"
    assert any(loss(run, cut, chance, left) for cut in run.cuts())
