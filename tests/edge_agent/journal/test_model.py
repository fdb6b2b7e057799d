"""A journal against a model of a few lines: lists and dictionaries that never fail.

Whatever the order of appends, starts, crashes, prunes, exports and restarts, the journal holds
what the model holds, proves itself, and never gives a tracking code twice.
"""

import shutil
from dataclasses import dataclass, field

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
)

from contract.events import KioskStarted, PaymentUnknown
from contract.sealing import SealingSession
from contract.values import TransactionId
from edge_agent.journal import (
    Draft,
    Hold,
    JournalReader,
    JournalWriter,
    Origin,
    export,
    journal_files,
    open_journal,
    restart,
    verify,
)
from tests.edge_agent.support import (
    DAY_MS,
    LITTLE_SPACE,
    HandClock,
    closed,
    requested,
    scratch_folder,
    started,
)

HUB_KEY = bytes(range(32))
PREFIXES = tuple(range(1000, 1100))
SUBJECTS = st.sampled_from(["bill:1", "bill:2", "bill:3"])
STATES = st.sampled_from(["unknown", "paid", "settled"])


@dataclass
class Model:
    """What a journal should hold. An event: its kind, transaction and day."""

    events: dict[int, tuple[str, TransactionId | None, int]] = field(default_factory=dict)
    head: int = 0
    pruned_to: int = 0
    open_ones: list[TransactionId] = field(default_factory=list)
    holds: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, transaction: TransactionId | None, day: int) -> None:
        self.head += 1
        self.events[self.head] = (kind, transaction, day)

    def prune(self, backed_up: int, before_day: int) -> None:
        old = [s for s, (_, _, day) in self.events.items() if day < before_day and s <= backed_up]
        self.pruned_to = max([self.pruned_to, *old])
        for seq, (_, transaction, _) in list(self.events.items()):
            if 1 < seq <= self.pruned_to and transaction not in self.open_ones:
                del self.events[seq]


class JournalMachine(RuleBasedStateMachine):
    open_transactions = Bundle("open_transactions")

    @initialize()
    def first_start(self) -> None:
        self.device = scratch_folder()
        self.folder = self.device / "journals"
        self.clock = HandClock()
        self.day = 0
        self.models: dict[str, Model] = {}
        self.codes: set[str] = set()
        self.journal = self._open()
        self._begin_model(Model())

    def _open(self) -> JournalWriter:
        self.sealing_key_stands = False
        return open_journal(
            self.folder,
            "kiosk",
            Origin("qazvin", "k-1", "0.1.0", PREFIXES),
            self.clock,
            SealingSession.new({"hub": HUB_KEY}),
            space=LITTLE_SPACE,
        )

    def _begin_model(self, model: Model) -> None:
        model.add("journal.genesis", None, self.day)
        self.models[self.journal.journal.hex] = self.model = model

    @rule(target=open_transactions)
    def begin(self) -> TransactionId:
        transaction = TransactionId.new()
        code = self.journal.next_tracking_code().text
        assert code not in self.codes
        self.codes.add(code)
        self.journal.append(started(transaction, code), requested(transaction))
        self.model.add("payment.started", transaction, self.day)
        self.model.add("payment.requested", transaction, self.day)
        self.model.open_ones.append(transaction)
        return transaction

    @rule(transaction=consumes(open_transactions), subject=SUBJECTS, state=STATES)
    def finish(self, transaction: TransactionId, subject: str, state: str) -> None:
        unknown = PaymentUnknown(reference="r", reason="silent")
        self.journal.append(
            Draft(unknown, transaction, holds=(Hold(subject, state),)), closed(transaction)
        )
        self.model.add("payment.unknown", transaction, self.day)
        self.model.add("payment.closed", transaction, self.day)
        self.model.holds[subject] = state
        if transaction in self.model.open_ones:
            self.model.open_ones.remove(transaction)

    @rule(count=st.integers(1, 40), personal=st.booleans())
    def note(self, count: int, personal: bool) -> None:
        event = KioskStarted(software="0.1.0", recovered=count)
        if personal and not self.sealing_key_stands:
            self.model.add("journal.sealing_key", None, self.day)
            self.sealing_key_stands = True
        self.journal.append(*[Draft(event, sealed=b"name" if personal else None)] * count)
        for _ in range(count):
            self.model.add("kiosk.started", None, self.day)

    @rule(days=st.integers(1, 3))
    def time_passes(self, days: int) -> None:
        self.clock.advance(days * DAY_MS)
        self.day += days
        self.sealing_key_stands = False

    @rule(behind=st.integers(0, 50), keep_days=st.integers(1, 4))
    def prune(self, behind: int, keep_days: int) -> None:
        backed_up = max(0, self.journal.head.seq - behind)
        while self.journal.prune(backed_up, self.clock.utc_ms - keep_days * DAY_MS + 1):
            pass
        self.model.prune(backed_up, self.day - keep_days + 1)

    @rule()
    def start_again(self) -> None:
        self.journal.close()
        self.journal = self._open()

    @rule()
    def crash_and_start_on_the_files_left(self) -> None:
        """The files as they lie while the writer has them open, under a new folder."""
        moved = scratch_folder()
        shutil.copytree(self.folder, moved / "journals")
        self.journal.close()
        shutil.rmtree(self.device)
        self.device, self.folder = moved, moved / "journals"
        self.journal = self._open()

    @rule()
    def write_the_log_into_the_file(self) -> None:
        self.journal.checkpoint()

    @precondition(lambda self: len(self.models) < 4)
    @rule()
    def restart(self) -> None:
        self.journal.close()
        restart(self.folder, "kiosk", "the model wants it")
        self.journal = self._open()
        self._begin_model(Model(holds=dict(self.model.holds)))

    @rule()
    def export(self) -> None:
        target = self.device / "copy.journal"
        report = export(self.journal.path, target)
        assert report.losses == ()
        with JournalReader(target) as copy, JournalReader(self.journal.path) as original:
            assert copy.entries(limit=100_000) == original.entries(limit=100_000)
            assert copy.holds() == original.holds()
        target.unlink()

    @invariant()
    def every_journal_holds_what_its_model_holds(self) -> None:
        if not hasattr(self, "journal"):
            return
        for file in journal_files(self.folder):
            model = self.models[file.journal.hex]
            assert verify(file.path).problems == ()
            with JournalReader(file.path) as reader:
                found = {
                    event.seq: (event.kind, event.transaction)
                    for event in reader.entries(limit=100_000)
                }
                assert found == {seq: event[:2] for seq, event in model.events.items()}
                assert reader.head().seq == model.head
                assert reader.open_transactions() == model.open_ones
                holds = {hold.subject: hold.state for hold in reader.holds()}
                assert holds == model.holds

    def teardown(self) -> None:
        self.journal.close()
        shutil.rmtree(self.device)


TestJournalAgainstModel = JournalMachine.TestCase
TestJournalAgainstModel.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
